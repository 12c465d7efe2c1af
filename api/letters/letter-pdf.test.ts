import sharp from 'sharp';
import { expect, test } from 'vitest';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { makeLetterPdf } from './make-letter-pdf.ts';
import { lateLetter } from './test-letter.ts';

const text = letterText(lateLetter, 'Asia/Shanghai');

test('a letter says who, what, when, why and until when, in the time of its town', () => {
  const page = letterHtml(text, ['/api/v1/photos/x.jpg']);
  for (const words of [
    '城管督〔2026〕7号',
    '督办函（二级督办）',
    '县排水公司：',
    '2026年7月14日 09:00',
    '责任依据',
    '2026年7月14日 16:00前',
    '抄送：县住房和城乡建设局、县督查室',
    '签发人：张建国',
    '已抽排完毕',
    '<img src="/api/v1/photos/x.jpg"',
  ]) {
    expect(page).toContain(words);
  }
});

test('nothing that people wrote becomes markup', () => {
  const page = letterHtml(
    letterText({ ...lateLetter, requirement: '<script>x</script>' }, 'Asia/Shanghai'),
    [],
  );
  expect(page).not.toContain('<script>');
});

test('the PDF bears its font and pictures, and only the glyphs that it needs', async () => {
  const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#4a7' } })
    .jpeg()
    .toBuffer();
  const pdf = Buffer.from(await makeLetterPdf(text, [photo]));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.includes('NotoSansSC')).toBe(true);
  expect(pdf.includes('/FontFile2')).toBe(true);
  expect(pdf.includes('/DCTDecode')).toBe(true);
  // The whole font has ten megabytes.
  expect(pdf.length).toBeLessThan(400_000);
});

test('a long letter goes on over pages', async () => {
  const facts = Array.from({ length: 120 }, (_, n) => ({ at: n * 60_000, text: `第 ${n} 次催办,仍未处置` }));
  const pdf = Buffer.from(await makeLetterPdf(letterText({ ...lateLetter, facts }, 'Asia/Shanghai'), []));
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3);
});
