// Reduces a curve to what a screen can show: of equal spans of time the lowest and the highest reading, so that no
// peak is lost however many readings there are (the M4 approach of Jugel et al., VLDB 2014, without first and last).
import type { EpochMs } from '../../core/time.ts';

export type CurvePoint = readonly [at: EpochMs, value: number];

export class MinMaxReducer {
  readonly #firstAt: EpochMs;
  readonly #spanMs: number;
  readonly #lastSpan: number;
  readonly #points: CurvePoint[] = [];
  #span = -1;
  #lowest: CurvePoint | null = null;
  #highest: CurvePoint | null = null;

  /** Of readings between two instants, both included, keeps at most `maxPoints`, or 2 where that is less. */
  constructor(firstAt: EpochMs, lastAt: EpochMs, maxPoints: number) {
    const spans = Math.max(1, Math.floor(maxPoints / 2));
    this.#firstAt = firstAt;
    this.#spanMs = Math.max(1, (lastAt - firstAt) / spans);
    this.#lastSpan = spans - 1;
  }

  /** Takes the next reading, rising in time. */
  add(point: CurvePoint): void {
    const span = Math.min(this.#lastSpan, Math.floor((point[0] - this.#firstAt) / this.#spanMs));
    if (span !== this.#span) {
      this.#endSpan();
      this.#span = span;
    }
    if (this.#lowest === null || point[1] < this.#lowest[1]) this.#lowest = point;
    if (this.#highest === null || point[1] > this.#highest[1]) this.#highest = point;
  }

  /** What is kept, rising in time. */
  finish(): CurvePoint[] {
    this.#endSpan();
    return this.#points;
  }

  #endSpan(): void {
    const lowest = this.#lowest;
    const highest = this.#highest;
    if (lowest === null || highest === null) return;
    if (lowest === highest) this.#points.push(lowest);
    else if (lowest[0] < highest[0]) this.#points.push(lowest, highest);
    else this.#points.push(highest, lowest);
    this.#lowest = null;
    this.#highest = null;
  }
}
