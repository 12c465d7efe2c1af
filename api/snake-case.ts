// Names inside are camelCase, names outside snake_case; this is the one place where a name crosses over at run time.

/** `unitId` → `unit_id`; a name in snake_case stays as it is. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
