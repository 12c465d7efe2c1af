// Words in both languages, put together.
import type { Label } from './label.ts';

/** Names, and words of other programs, which are the same in both. */
export function sameInBoth(text: string): Label {
  return { zh: text, en: text };
}

/** Sentences one after the other, each language with marks of its own. */
export function joined(parts: readonly Label[], between: Label = { zh: '；', en: '; ' }): Label {
  return { zh: parts.map(({ zh }) => zh).join(between.zh), en: parts.map(({ en }) => en).join(between.en) };
}

/** For those who read one text in either language. */
export function inOneText({ zh, en }: Label): string {
  return `${zh} / ${en}`;
}

/** Words as they were stored: those of older releases are English alone. */
export function storedWords(stored: Label | string): Label {
  return typeof stored === 'string' ? sameInBoth(stored) : stored;
}

const colon: Label = { zh: '：', en: ': ' };

/** What it is about, such as a field, and what is to be said of it. */
export function about(what: string | Label, words: Label): Label {
  return joined([typeof what === 'string' ? sameInBoth(what) : what, words], colon);
}
