// Which connection has which session. One at a time: the newer one waits until the older is gone, and then is the
// one; so aedes never sees two clients of one id.
import type { Connection } from './connection.ts';

interface Holder {
  readonly connection: Connection;
  /** Called when it has given the session up. */
  next: (() => void)[] | null;
}

export class LiveSessions {
  readonly #holders = new Map<string, Holder>();

  get(sessionId: string): Connection | undefined {
    return this.#holders.get(sessionId)?.connection;
  }

  has(sessionId: string): boolean {
    return this.#holders.has(sessionId);
  }

  /**
   * Resolves when the session is the connection's. `displace` is called for the one that has it, and must bring
   * about `release`.
   */
  async claim(
    sessionId: string,
    connection: Connection,
    displace: (older: Connection) => void,
  ): Promise<void> {
    for (;;) {
      const older = this.#holders.get(sessionId);
      if (older === undefined) break;
      const gone = new Promise<void>((resolve) => {
        older.next ??= [];
        older.next.push(resolve);
      });
      displace(older.connection);
      await gone;
    }
    this.#holders.set(sessionId, { connection, next: null });
  }

  /** Gives the session up, where it is the connection's. */
  release(sessionId: string, connection: Connection): void {
    const holder = this.#holders.get(sessionId);
    if (holder?.connection !== connection) return;
    this.#holders.delete(sessionId);
    for (const goOn of holder.next ?? []) goOn();
  }

  /** Every connection that has a session of `name`. */
  *named(name: string): Generator<Connection> {
    for (const { connection } of this.#holders.values()) if (connection.who?.name === name) yield connection;
  }
}
