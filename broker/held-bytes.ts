// The beginning of a packet whose rest, or whose turn, has not come: kept as it comes and put together once, so that a packet
// sent byte by byte costs neither time nor memory by the square of its length.

/** Pieces kept apart; each is an object, which for a byte is much. */
const piecesMax = 64;

export class HeldBytes {
  readonly #neededBytes: number;
  #pieces: Buffer[];
  #bytes: number;

  /** `neededBytes`: with fewer there is nothing new to see. */
  constructor(first: Buffer, neededBytes: number) {
    this.#pieces = [first];
    this.#bytes = first.length;
    this.#neededBytes = neededBytes;
  }

  get isEnough(): boolean {
    return this.#bytes >= this.#neededBytes;
  }

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#pieces.length > piecesMax) this.#pieces = [this.all()];
  }

  all(): Buffer {
    const [first] = this.#pieces;
    return first !== undefined && this.#pieces.length === 1
      ? first
      : Buffer.concat(this.#pieces, this.#bytes);
  }
}
