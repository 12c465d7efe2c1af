// Who listens now, by filter: what aedes passes messages on by, and what tells whether a message has anyone to go to.
import { FilterTree } from './persistence/filter-tree.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';

/** Takes a message, and says when it may be counted as passed on. */
type Notify = (packet: BrokerPacket, done: () => void) => void;

/** In the place of `mqemitter`, with as much of it as aedes calls. */
export class LiveReaders {
  readonly #tree = new FilterTree<Notify, Notify>();
  #isClosed = false;

  /** Whether anyone listens to `topic`. */
  has(topic: string): boolean {
    return this.#tree.has(topic);
  }

  on(filter: string, notify: Notify, done?: () => void): this {
    this.#tree.add(filter, notify, notify);
    if (done !== undefined) setImmediate(done);
    return this;
  }

  removeListener(filter: string, notify: Notify, done?: () => void): this {
    this.#tree.remove(filter, notify);
    if (done !== undefined) setImmediate(done);
    return this;
  }

  /** Hands the packet to all at once; `done` is called when the last of them has taken it. */
  emit(packet: BrokerPacket, done: (error?: Error) => void): this {
    if (this.#isClosed) {
      done(new Error('the broker is closed'));
      return this;
    }
    const found = this.#tree.match(packet.topic ?? '');
    let left = found.length;
    if (left === 0) done();
    const taken = () => {
      left -= 1;
      if (left === 0) done();
    };
    for (const notify of found) notify(packet, taken);
    return this;
  }

  close(done: () => void): void {
    this.#isClosed = true;
    setImmediate(done);
  }
}
