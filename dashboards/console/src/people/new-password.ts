// A password that is made here, told once and typed once.

/** Without letters and digits that look alike. */
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const groups = 4;
const groupLength = 5;

/** 115 bits, in groups that are easy to read out. */
export function newPassword(): string {
  return Array.from({ length: groups }, () => Array.from({ length: groupLength }, letter).join('')).join('-');
}

/** Each with the same chance: numbers beyond the last whole run of letters are drawn again. */
function letter(): string {
  const whole = 256 - (256 % letters.length);
  for (;;) {
    const drawn = crypto.getRandomValues(new Uint8Array(1))[0] ?? whole;
    if (drawn < whole) return letters.charAt(drawn % letters.length);
  }
}
