// Messages in quarantine, looked at again as they came: each is judged by the time at which it was received, so that
// what is old raises nothing, and is no sign of life.
import type { CommandBody, QuarantinedMessage } from '../../core/commands.ts';
import type { JournalRecord } from '../../core/record.ts';
import type { CommandContext, CommandOutcome } from './command-handler.ts';

export function retryQuarantine(
  body: CommandBody<'quarantine.retry'>,
  { state, effects, position, now }: CommandContext,
): CommandOutcome {
  const counts = { used: 0, known: 0, refused: 0 };
  for (const message of body.messages) {
    const { outcome, device, samples } = state.intake.take(position, retriedRecord(message));
    effects.outcomes.push({ ...outcome, retries: message.position });
    if (device !== null) for (const sample of samples) state.rules.sample(sample, device, now);
    if (outcome.readings.length > 0 || outcome.usable) counts.used += 1;
    else if (outcome.duplicateReadings > 0) counts.known += 1;
    else counts.refused += 1;
  }
  return { reply: { ok: true, value: counts }, changed: body.messages.length > 0 };
}

function retriedRecord({ receivedAt, by, topic, payloadBase64 }: QuarantinedMessage): JournalRecord {
  const payload = Uint8Array.from(atob(payloadBase64), (character) => character.charCodeAt(0));
  return { kind: 'message', receivedAt, by, topic, payload };
}
