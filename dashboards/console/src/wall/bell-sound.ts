// The sound of the bell, made in the browser: two falling tones for the worst level, one for the others.

export interface BellSound {
  /** Browsers are silent until a person has touched the page. */
  readonly isBlocked: boolean;
  ring(isWorst: boolean): void;
  /** After a touch: lets it be heard. */
  unblock(): Promise<void>;
  close(): void;
}

const worst_hz = [880, 660] as const;
const other_hz = [660] as const;
const tone_s = 0.28;
const loudness = 0.25;
/** Without a ramp the speaker clicks. */
const ramp_s = 0.02;

export function bellSound(): BellSound {
  const context = new AudioContext();
  return {
    get isBlocked() {
      return context.state === 'suspended';
    },
    ring(isWorst) {
      for (const [index, tone_hz] of (isWorst ? worst_hz : other_hz).entries()) {
        tone(context, tone_hz, context.currentTime + index * tone_s);
      }
    },
    unblock: () => context.resume(),
    close: () => void context.close(),
  };
}

function tone(context: AudioContext, tone_hz: number, start_s: number): void {
  const source = context.createOscillator();
  const gain = context.createGain();
  source.frequency.value = tone_hz;
  gain.gain.setValueAtTime(0, start_s);
  gain.gain.linearRampToValueAtTime(loudness, start_s + ramp_s);
  gain.gain.setValueAtTime(loudness, start_s + tone_s - ramp_s);
  gain.gain.linearRampToValueAtTime(0, start_s + tone_s);
  source.connect(gain).connect(context.destination);
  source.start(start_s);
  source.stop(start_s + tone_s);
}
