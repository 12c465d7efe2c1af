// Files that a person named: one that cannot be read is an error with its name.
import { readFileSync } from 'node:fs';
import { messageOf, SluiceError } from '../core/error.ts';

/** What `read` gives. Throws a `SluiceError` with code `bad_file` where it throws. */
export function readNamed<Content>(file: string, read: () => Content): Content {
  try {
    return read();
  } catch (thrown) {
    throw new SluiceError(`${file} cannot be read: ${messageOf(thrown)}`, { code: 'bad_file' });
  }
}

/** The text of a file in UTF-8; throws as `readNamed` does. */
export function readNamedText(file: string): string {
  return readNamed(file, () => readFileSync(file, 'utf8'));
}
