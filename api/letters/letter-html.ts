// A supervision letter as a page that prints on A4.
import { escapeHtml } from '../escape-html.ts';
import type { LetterSection, LetterText } from './letter-text.ts';

const style = `
@page{size:A4;margin:26mm 24mm}
body{font:12pt/1.8 "Noto Serif SC","Songti SC",SimSun,serif;max-width:170mm;margin:2rem auto;padding:0 1rem;color:#000}
header{text-align:center;border-bottom:2px solid #c00;margin-bottom:1.5rem}
header b{color:#c00;font-size:17pt;letter-spacing:.1em}h1{font-size:20pt;text-align:center;margin:1rem 0}
h2{font-size:13pt;margin:1.2rem 0 .3rem}p{margin:.3rem 0}p.text{text-indent:2em}
table{border-collapse:collapse;width:100%}td{border:1px solid #999;padding:.15rem .5rem;vertical-align:top;font-size:10.5pt}
td:first-child{white-space:nowrap}footer{text-align:right;margin-top:2.5rem}
img{max-width:48%;max-height:60mm;margin:.5rem 1% 0 0}@media print{body{margin:0;max-width:none}}`;

/** `photos`: addresses of pictures that the reader's browser may load. */
export function letterHtml(text: LetterText, photos: readonly string[]): string {
  const sections = text.sections.map(sectionHtml).join('\n');
  const pictures = photos.map((url) => `<img src="${escapeHtml(url)}" alt="现场照片">`).join('');
  const reply =
    text.reply === null
      ? ''
      : `<h2>${escapeHtml(text.reply.heading)}</h2><p class="text">${escapeHtml(text.reply.text)}</p>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(text.number)}</title>
<style>${style}</style></head><body>
<header><b>${escapeHtml(text.issuer)}</b><p>${escapeHtml(text.number)}</p></header>
<h1>${escapeHtml(text.title)}</h1>
<p>${escapeHtml(text.addressee)}</p><p class="text">${escapeHtml(text.opening)}</p>
${sections}
${pictures === '' ? '' : `<h2>附：现场照片</h2>${pictures}`}
${text.copies === null ? '' : `<p>${escapeHtml(text.copies)}</p>`}
<footer><p>${escapeHtml(text.signer)}</p><p>${escapeHtml(text.issuer)}（盖章）</p><p>${escapeHtml(text.date)}</p></footer>
${reply}</body></html>`;
}

function sectionHtml({ heading, paragraphs, rows }: LetterSection): string {
  const lines = rows.map(([at, fact]) => `<tr><td>${escapeHtml(at)}</td><td>${escapeHtml(fact)}</td></tr>`);
  const table = rows.length === 0 ? '' : `<table>${lines.join('')}</table>`;
  const texts = paragraphs.map((paragraph) => `<p class="text">${escapeHtml(paragraph)}</p>`).join('');
  return `<h2>${escapeHtml(heading)}</h2>${texts}${table}`;
}
