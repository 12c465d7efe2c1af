// A supervision letter as a PDF with its font inside, so that it prints the same everywhere. Runs in a thread of its
// own: a Chinese font is ten megabytes of glyphs to choose from.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { LetterText } from './letter-text.ts';

const fontFile = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
);
const boldFile = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
);

const millimetre = 72 / 25.4;
const margin = 25 * millimetre;
const red = '#c00000';
const indent = 24;
const timeColumn = 118;
const photoWidth = 78 * millimetre;
const photoHeight = 58 * millimetre;

/** `photos`: JPEG files. */
export function letterPdf(text: LetterText, photos: readonly Uint8Array[]): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin,
    info: { Title: `${text.title} ${text.number}`, Author: text.issuer },
    lang: 'zh-CN',
  });
  const chunks: Buffer[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('text', readFileSync(fontFile));
  pdf.registerFont('bold', readFileSync(boldFile));
  writeHead(pdf, text);
  pdf.font('text').fontSize(12).text(text.addressee).moveDown(0.3);
  paragraph(pdf, text.opening);
  for (const { heading, paragraphs, rows } of text.sections) {
    writeHeading(pdf, heading);
    for (const words of paragraphs) paragraph(pdf, words);
    for (const [at, fact] of rows) writeRow(pdf, at, fact);
  }
  writePhotos(pdf, photos);
  if (text.copies !== null) pdf.moveDown(1).text(text.copies);
  writeSignature(pdf, text);
  if (text.reply !== null) {
    writeHeading(pdf, text.reply.heading);
    paragraph(pdf, text.reply.text);
  }
  pdf.end();
  return whole;
}

type Pdf = InstanceType<typeof PDFDocument>;

function innerWidth(pdf: Pdf): number {
  return pdf.page.width - 2 * margin;
}

function writeHead(pdf: Pdf, { issuer, number, title }: LetterText): void {
  pdf.font('bold').fontSize(18).fillColor(red).text(issuer, { align: 'center' });
  pdf.moveDown(0.4);
  pdf.font('text').fontSize(11).fillColor('black').text(number, { align: 'center' });
  const y = pdf.y + 4;
  pdf
    .moveTo(margin, y)
    .lineTo(margin + innerWidth(pdf), y)
    .lineWidth(1.5)
    .strokeColor(red)
    .stroke();
  pdf.y = y + 18;
  pdf.font('bold').fontSize(20).text(title, { align: 'center' });
  pdf.moveDown(0.8);
}

function writeHeading(pdf: Pdf, heading: string): void {
  makeRoom(pdf, 60);
  pdf.moveDown(0.6).font('bold').fontSize(12.5).text(heading, margin).moveDown(0.2);
  pdf.font('text').fontSize(12);
}

function paragraph(pdf: Pdf, words: string): void {
  pdf
    .font('text')
    .fontSize(12)
    .text(words, margin, pdf.y, { indent, lineGap: 5, width: innerWidth(pdf) });
}

function writeRow(pdf: Pdf, at: string, fact: string): void {
  const width = innerWidth(pdf) - timeColumn;
  pdf.fontSize(10.5);
  const height = pdf.heightOfString(fact, { width, lineGap: 3 }) + 4;
  makeRoom(pdf, height);
  const { y } = pdf;
  pdf.fillColor('#444').text(at, margin, y, { width: timeColumn, lineBreak: false });
  pdf.fillColor('black').text(fact, margin + timeColumn, y, { width, lineGap: 3 });
  pdf.y = y + height;
  pdf.x = margin;
}

function writePhotos(pdf: Pdf, photos: readonly Uint8Array[]): void {
  if (photos.length === 0) return;
  makeRoom(pdf, photoHeight + 60);
  writeHeading(pdf, '附：现场照片');
  for (const [n, photo] of photos.entries()) {
    const column = n % 2;
    if (column === 0) makeRoom(pdf, photoHeight + 8);
    const { y } = pdf;
    pdf.image(Buffer.from(photo), margin + column * (photoWidth + 8), y, { fit: [photoWidth, photoHeight] });
    pdf.y = column === 0 && n < photos.length - 1 ? y : y + photoHeight + 8;
  }
  pdf.x = margin;
}

function writeSignature(pdf: Pdf, { signer, issuer, date }: LetterText): void {
  makeRoom(pdf, 100);
  pdf.moveDown(2).font('text').fontSize(12);
  for (const line of [signer, `${issuer}（盖章）`, date]) {
    if (line !== '') pdf.text(line, margin, pdf.y, { align: 'right', lineGap: 5, width: innerWidth(pdf) });
  }
}

function makeRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - margin) pdf.addPage();
}
