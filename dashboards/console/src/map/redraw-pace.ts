// How often the map may take new dots: as fast as people notice where drawing is cheap, and with pauses in between where
// a machine draws without a graphics card, so that the page stays fluid.

const least_ms = 250;
/** Later than this nobody would call it live. */
const most_ms = 2_000;
/** A map that draws for a fourth of the time leaves the rest to the page. */
const pausesPerDraw = 3;

export class RedrawPace {
  #begunAt: number | null = null;
  #pause_ms = least_ms;

  /** Until the next drawing may begin. */
  get pause_ms(): number {
    return this.#pause_ms;
  }

  /** @param now ms of any clock that runs evenly. */
  begun(now: number): void {
    this.#begunAt ??= now;
  }

  /** Everything that was begun is drawn. */
  settled(now: number): void {
    if (this.#begunAt === null) return;
    const took_ms = now - this.#begunAt;
    this.#begunAt = null;
    this.#pause_ms = Math.min(most_ms, Math.max(least_ms, pausesPerDraw * took_ms));
  }
}
