// What goes from the hub to its readers: the messages of a topic one after the other, in the order of the calls, each with
// an id of its own. Topics do not wait for each other: a step of each is a turn of the event loop, and of a hundred alarms
// at once the last would wait for two hundred. At QoS 0 beside QoS 1 aedes would change the order, so the hub's own
// messages are all QoS 1.
import { randomUUID } from 'node:crypto';
import type { BrokerPacket } from './persistence/stored-packet.ts';

export type Publish = (packet: BrokerPacket, done: (error?: Error | null) => void) => void;

export class Deliveries {
  readonly #run = randomUUID();
  readonly #publish: Publish;
  readonly #busy: (isBusy: boolean) => void;
  #count = 0;
  /** The last message under way to each topic; never rejects. */
  readonly #underWay = new Map<string, Promise<void>>();

  /** `busy` is told when the first of the hub's messages sets out, and when none is under way any more. */
  constructor(publish: Publish, busy: (isBusy: boolean) => void) {
    this.#publish = publish;
    this.#busy = busy;
  }

  /** An id that no other message has or had. */
  newId(): string {
    this.#count += 1;
    return `${this.#run}.${this.#count}`;
  }

  /** Resolves when the broker has taken the packet: queued for those who are away, sent to those who are there. */
  deliver(packet: BrokerPacket): Promise<void> {
    const topic = packet.topic ?? '';
    if (this.#underWay.size === 0) this.#busy(true);
    const before = this.#underWay.get(topic);
    const delivered =
      before === undefined ? this.#deliverNow(packet) : before.then(() => this.#deliverNow(packet));
    const ended = delivered
      .catch(() => {})
      .then(() => {
        if (this.#underWay.get(topic) === ended) this.#underWay.delete(topic);
        if (this.#underWay.size === 0) this.#busy(false);
      });
    this.#underWay.set(topic, ended);
    return delivered;
  }

  /** The same for a client's message, which waits for none of the hub's. */
  passOn(packet: BrokerPacket): Promise<void> {
    return this.#deliverNow(packet);
  }

  /** Resolves when all that was given has been taken or has failed. */
  async whenIdle(): Promise<void> {
    await Promise.all(this.#underWay.values());
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
