// PUBACKs that wait for the commit of their message, many at a time and in the order of the messages. mqtt.js would
// read the next message only when the last one is acknowledged; here it reads on, up to a bound.
import type { MqttClient } from 'mqtt';

type Send = (
  packet: { cmd: string; messageId?: number },
  done?: (error?: Error) => void,
  ...rest: unknown[]
) => void;

interface ClientParts {
  _sendPacket: Send;
}

interface Entry {
  readonly messageId: number | undefined;
  isCommitted: boolean;
}

export class PendingAcknowledgements {
  readonly #send: Send;
  readonly #most: number;
  #entries: Entry[] = [];
  /** Goes on reading. */
  #readOn: (() => void) | null = null;

  constructor(client: MqttClient, most: number) {
    const parts = client as unknown as ClientParts;
    this.#most = most;
    this.#send = parts._sendPacket.bind(client);
    parts._sendPacket = (packet, done, ...rest) => {
      if (packet.cmd === 'puback') done?.();
      else this.#send(packet, done, ...rest);
    };
    client.handleMessage = (_, readOn) => {
      if (this.#entries.length < this.#most) readOn();
      else this.#readOn = readOn;
    };
  }

  get pending(): number {
    return this.#entries.length;
  }

  connected(): void {
    this.#entries = [];
  }

  /** What was not acknowledged comes again over the next connection. */
  disconnected(): void {
    this.#entries = [];
    this.#continue();
  }

  /** A message has come; returns what is to be called when its commit is decided. */
  expect(messageId: number | undefined): (isCommitted: boolean) => void {
    const entry: Entry = { messageId, isCommitted: false };
    this.#entries.push(entry);
    return (isCommitted) => {
      entry.isCommitted = isCommitted;
      if (isCommitted) this.#flush();
    };
  }

  /** Acknowledges from the front, as far as all is committed. */
  #flush(): void {
    while (this.#entries[0]?.isCommitted === true) {
      const messageId = this.#entries.shift()?.messageId;
      if (messageId !== undefined) this.#send({ cmd: 'puback', messageId });
    }
    if (this.#entries.length < this.#most) this.#continue();
  }

  #continue(): void {
    const readOn = this.#readOn;
    this.#readOn = null;
    readOn?.();
  }
}
