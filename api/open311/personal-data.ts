// What people write about themselves into a report's words: numbers of telephones and identity cards, addresses of mail.

/** Seven digits or more, as people group them; with the X that ends some identity cards. */
const longNumber = /\+?\d(?:[ \-()（）]?\d){6,}[Xx]?/g;
const mailAddress = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** The text with such things struck out. */
export function withoutPersonalData(text: string): string {
  return text.replace(mailAddress, '***').replace(longNumber, '***');
}
