// What stands in a supervision letter, in the order in which it is printed: the same for the page and for the PDF.
import { Temporal } from 'temporal-polyfill';
import type { Letter } from '../../core/letter.ts';
import type { EpochMs } from '../../core/time.ts';

export interface LetterText {
  readonly issuer: string;
  readonly title: string;
  readonly number: string;
  readonly addressee: string;
  readonly opening: string;
  readonly sections: readonly LetterSection[];
  readonly copies: string | null;
  readonly signer: string;
  readonly date: string;
  readonly reply: { readonly heading: string; readonly text: string } | null;
}

export interface LetterSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Rows of time and fact. */
  readonly rows: readonly (readonly [string, string])[];
}

const kindWords = {
  timeout: '该案件已超过办理时限',
  leader: '根据领导批示',
  on_site: '经现场督查',
} as const;

/** `timezone`: IANA name, of the times that are printed. */
export function letterText(letter: Letter, timezone: string): LetterText {
  return inChineseType(wordsOf(letter, timezone));
}

function wordsOf(letter: Letter, timezone: string): LetterText {
  const { levelName, addressee, subject, place, caseId, kind } = letter;
  return {
    issuer: letter.issuer,
    title: `督办函(${levelName})`,
    number: letter.number ?? '(草稿,未编号)',
    addressee: `${addressee.name}:`,
    opening:
      `现就“${subject}”一案(案件编号 ${caseId},地点:${place})向你单位督办。${kindWords[kind]}。` +
      '有关情况和要求如下:',
    sections: [
      {
        heading: '一、基本事实',
        paragraphs: [],
        rows: letter.facts.map(({ at, text }) => [minuteText(at, timezone), text]),
      },
      { heading: '二、责任依据', paragraphs: [letter.basis], rows: [] },
      { heading: '三、督办要求', paragraphs: [letter.requirement], rows: [] },
      { heading: '四、办结期限', paragraphs: [`${minuteText(letter.deadlineAt, timezone)}前。`], rows: [] },
    ],
    copies: letter.copies.length === 0 ? null : `抄送:${letter.copies.map(({ name }) => name).join('、')}`,
    signer: `签发人:${letter.signer ?? '(待签发)'}`,
    date: letter.signedAt === null ? '' : dateText(letter.signedAt, timezone),
    reply:
      letter.reply === null
        ? null
        : { heading: `回复(${minuteText(letter.reply.at, timezone)})`, text: letter.reply.text },
  };
}

function local(at: EpochMs, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
}

function dateText(at: EpochMs, timezone: string): string {
  const { year, month, day } = local(at, timezone);
  return `${year}年${month}月${day}日`;
}

function minuteText(at: EpochMs, timezone: string): string {
  const { hour, minute } = local(at, timezone);
  return `${dateText(at, timezone)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const wideMarks: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  ';': '；',
  '(': '（',
  ')': '）',
};

/** Marks beside Chinese characters as Chinese print has them, in every text of a structure. */
function inChineseType<Value>(value: Value): Value {
  if (typeof value === 'string') {
    const mark = /(?<=[\p{sc=Han}”〕）])[,:;()]|[,:;()](?=[\p{sc=Han}“])/gu;
    return value.replace(mark, (found) => wideMarks[found] ?? found) as Value;
  }
  if (Array.isArray(value)) return value.map(inChineseType) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, inChineseType(inner)]),
  ) as Value;
}
