// Loudspeakers behind an address: a signed POST with what to say where. Whatever drives the speakers translates it.
import type { Announcement } from '../../core/announcement.ts';
import { SluiceError } from '../../core/error.ts';
import type { EpochMs } from '../../core/time.ts';
import { post } from '../webhook/post.ts';
import { signedRequest } from '../webhook/signed-event.ts';

/** `repeat`: how often it is said. */
export function httpSpeaker(options: {
  readonly url: string;
  readonly secret: string | null;
  readonly repeat: number;
  readonly now: () => EpochMs;
}): (announcement: Announcement, signal: AbortSignal) => Promise<void> {
  const { url, secret, repeat, now } = options;
  return async ({ id, zone, text, severity, alarmId }, signal) => {
    const body = JSON.stringify({ id, zone, text, severity, repeat, alarm_id: alarmId });
    const { refused } = await post(signedRequest(url, secret, { id, body }, now()), signal);
    if (refused !== null) throw new SluiceError(refused, { code: 'speaker_refused', retryable: true });
  };
}
