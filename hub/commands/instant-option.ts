// An instant as a command's option.
import { SluiceError } from '../../core/error.ts';
import { type EpochMs, parseInstant } from '../../core/time.ts';

/** `null` where it was not given. Throws a `SluiceError` with code `bad_option` where it is no instant. */
export function instantOption(name: string, text: string | undefined): EpochMs | null {
  if (text === undefined) return null;
  const instant = parseInstant(/^\d+$/.test(text) ? Number(text) : text);
  if (instant !== null) return instant;
  throw new SluiceError(`${name} is ${JSON.stringify(text)}, which is no instant`, {
    code: 'bad_option',
    hint: 'write RFC 3339 with a zone, such as 2026-07-01T00:00:00+08:00, or epoch milliseconds',
  });
}
