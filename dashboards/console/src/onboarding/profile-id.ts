// The id that a profile's file would have by its own words: `{vendor}-{model}` in small letters and digits.
function wordsOf(text: string, key: string): string {
  const value = new RegExp(`^${key}:\\s*["']?(.*?)["']?\\s*$`, 'm').exec(text)?.[1] ?? '';
  return (
    value
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-') ?? ''
  );
}

/** Words in other letters give nothing: the person then writes the id. */
export function profileIdIn(text: string): string {
  return [wordsOf(text, 'vendor'), wordsOf(text, 'model')].filter((part) => part !== '').join('-');
}
