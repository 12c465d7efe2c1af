// What a device says to a command, as people read it.

/** Longest that is kept, characters. */
const wordsMax = 1_000;

/** A text as it is, anything else as JSON, cut where it is long; `null` where nothing was said. */
export function replyWords(said: unknown): string | null {
  if (said === undefined || said === null || said === '') return null;
  const words = typeof said === 'string' ? said : JSON.stringify(said);
  return words.slice(0, wordsMax);
}
