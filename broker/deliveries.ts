// What goes from the hub to its readers: one message after the other, in the order of the calls, each with an id
// of its own. At QoS 0 beside QoS 1 aedes would change the order, so the hub's own messages are all QoS 1.
import { randomUUID } from 'node:crypto';
import type { BrokerPacket } from './persistence/stored-packet.ts';

export type Publish = (packet: BrokerPacket, done: (error?: Error | null) => void) => void;

export class Deliveries {
  readonly #run = randomUUID();
  readonly #publish: Publish;
  #count = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  /** An id that no other message has or had. */
  newId(): string {
    this.#count += 1;
    return `${this.#run}.${this.#count}`;
  }

  /** Resolves when the broker has taken the packet: queued for those who are away, sent to those who are there. */
  deliver(packet: BrokerPacket): Promise<void> {
    const delivered = this.#last.then(() => this.#deliverNow(packet));
    this.#last = delivered.catch(() => {});
    return delivered;
  }

  /** The same for a client's message, which waits for none of the hub's. */
  passOn(packet: BrokerPacket): Promise<void> {
    return this.#deliverNow(packet);
  }

  /** Resolves when all that was given has been taken or has failed. */
  async whenIdle(): Promise<void> {
    await this.#last;
  }

  #deliverNow(packet: BrokerPacket): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#publish({ ...packet, brokerId: this.newId() }, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }
}
