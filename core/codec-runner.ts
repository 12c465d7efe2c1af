// The port to a sandbox in which an integrator's LoRaWAN codec makes fields of bytes. The same codec and frame give
// the same outcome on any machine, however often it is asked: the fold rests on it.
import type { Result } from './result.ts';
import type { EpochMs } from './time.ts';

export interface CodecFrame {
  readonly bytes: Uint8Array;
  readonly fPort: number;
  /** What the codec takes for now. */
  readonly receivedAt: EpochMs;
}

export interface CodecRunner {
  /**
   * The fields that `source` makes of a frame; numbers that are none come as the texts `NaN` and `Infinity`.
   * Rejections: `codec_failed` (it does not run, throws, or gives no object), `codec_refused` (its own `errors`),
   * `codec_unbounded` (more steps or memory than a frame is worth). Throws nothing.
   */
  decode(source: string, frame: CodecFrame): Result<Readonly<Record<string, unknown>>>;
}
