// A number by which the same report or frame is known again. Two different ones of a device share it about once in
// 10^15.
import type { Report } from './decoded.ts';

export function digestOf(report: Report): number {
  return digestOfText(JSON.stringify([report.ts, report.seq, report.values]));
}

/** 53 bits over a text, by the mixing of cyrb53 (public domain). */
export function digestOfText(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (high & 0x1fffff) + (low >>> 0);
}
