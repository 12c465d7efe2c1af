// The last guard before an answer: whatever a view gives, nothing about a password or secret leaves.
import type { Json } from '../core/ports.ts';

const secretName = /hash|password|secret/i;

/** `item` without the fields whose names speak of secrets. */
export function withoutSecrets(item: Json): Json {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !secretName.test(name)));
}
