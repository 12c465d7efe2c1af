// An MQTT client that sends exactly what a test says and answers nothing by itself.
import { connect, type Socket } from 'node:net';
import mqttPacket, { type IConnectPacket, type Packet } from 'mqtt-packet';

export type PacketOf<Command extends Packet['cmd']> = Extract<Packet, { cmd: Command }>;

export class RawClient {
  readonly socket: Socket;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<unknown>;
  /** What has come and was not asked for yet. */
  readonly inbox: Packet[] = [];
  readonly #parser = mqttPacket.parser({ protocolVersion: 4 });
  #arrived: (() => void)[] = [];
  #isClosed = false;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.#parser.on('packet', (packet) => {
      this.inbox.push(packet);
      this.#wake();
    });
    this.socket.on('data', (chunk) => this.#parser.parse(chunk));
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  send(...packets: readonly Packet[]): void {
    this.socket.write(bytesOf(...packets));
  }

  /** The next packet of a kind, whatever else has come before it. Fails where the connection closes first. */
  async next<Command extends Packet['cmd']>(command: Command): Promise<PacketOf<Command>> {
    for (;;) {
      const at = this.inbox.findIndex(({ cmd }) => cmd === command);
      if (at >= 0) return this.inbox.splice(at, 1)[0] as PacketOf<Command>;
      if (this.#isClosed) throw new Error(`closed before ${command} came`);
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
  }

  /** Waits until the broker has dealt with what was sent before: a PINGREQ and its PINGRESP. */
  async settle(): Promise<void> {
    this.send({ cmd: 'pingreq' });
    await this.next('pingresp');
  }

  #wake(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    for (const resolve of arrived) resolve();
  }
}

export function bytesOf(...packets: readonly Packet[]): Buffer {
  return Buffer.concat(packets.map((packet) => mqttPacket.generate(packet)));
}

export function connectPacket(
  username: string,
  secret: string,
  more: Partial<IConnectPacket> = {},
): IConnectPacket {
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId: `${username}-1`,
    clean: true,
    keepalive: 0,
    username,
    password: Buffer.from(secret),
    ...more,
  };
}

export function publishPacket(
  topic: string,
  payload: string | Buffer,
  more: Partial<PacketOf<'publish'>> = {},
): PacketOf<'publish'> {
  return { cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false, ...more };
}
