// In the place of the parser that aedes keeps for each client, with its queue of bytes, its listeners and the CONNECT that
// it read. Only whole packets come here, so that one made for each piece will do, and nothing stays in memory between.
import type { Client } from 'aedes';
import mqttPacket from 'mqtt-packet';
import type { ReadPacket } from './packet-rules.ts';

/** As much of a parser as aedes' clients use. */
export class PieceParser {
  /** aedes' own, of packets that come before CONNACK. */
  _queue: unknown[] | null = [];
  readonly client: Client;
  readonly #take: (packet: ReadPacket) => void;
  readonly #fail: (error: Error) => void;

  constructor(client: Client, take: (packet: ReadPacket) => void, fail: (error: Error) => void) {
    this.client = client;
    this.#take = take;
    this.#fail = fail;
  }

  /** Reads a piece that ends where a packet does. */
  parse(bytes: Buffer): void {
    const parser = mqttPacket.parser();
    parser.on('packet', (packet) => this.#take(packet as ReadPacket));
    parser.on('error', this.#fail);
    parser.parse(bytes);
  }

  emit(_event: 'error', error: Error): void {
    this.#fail(error);
  }

  /** aedes calls it at the end; nobody listens to this one. */
  removeAllListeners(): void {}
}
