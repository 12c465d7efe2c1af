// A drill's report as one page in both languages that needs nothing else: to print, or to hand to those who decide.
import { escapeHtml } from '../../../api/escape-html.ts';
import type { Label } from '../../../core/label.ts';
import type { DrillReport } from './drill-report.ts';
import { reportSections, verdictOf } from './drill-rows.ts';

const style = `
:root{color-scheme:light dark;--good:light-dark(#1a7f37,#57c474);--bad:light-dark(#c62828,#ff7b72);--line:light-dark(#1565c0,#74b3ff);--bar:light-dark(#d9730d,#f0a35e)}
body{font:1rem/1.55 system-ui,"Noto Sans SC","Noto Sans CJK SC",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:1.8rem 0 .4rem;border-bottom:1px solid #8888}
.verdict{font-size:1.2rem;padding:.7rem 1rem;border-radius:.5rem;margin:1rem 0;border:2px solid}
.verdict.ok{border-color:var(--good)}.verdict.failed{border-color:var(--bad)}
table{border-collapse:collapse;width:100%}td{padding:.35rem .5rem;vertical-align:top;border-bottom:1px solid #8884}
td:first-child{width:34%}td.mark{width:3rem;font-weight:700}td.mark.ok{color:var(--good)}td.mark.failed{color:var(--bad)}
span[lang=en]{display:block;opacity:.75;font-size:.9rem}
svg{width:100%;height:auto}svg text{fill:currentColor;font-size:11px}svg tspan.line{fill:var(--line)}svg tspan.bar{fill:var(--bar)}
@media print{body{margin:0;max-width:none}tr,svg{break-inside:avoid}}`;

export function drillPage(report: DrillReport): string {
  const sections = reportSections(report).map(
    ({ title, rows }) =>
      `<h2>${both(title)}</h2><table>${rows
        .map((row) => `<tr><td>${both(row.title)}</td><td>${both(row.words)}</td></tr>`)
        .join('')}</table>`,
  );
  const checks = report.checks.map(
    ({ ok, title, words }) =>
      `<tr><td class="mark ${ok ? 'ok' : 'failed'}">${ok ? '✓' : '✗'}</td><td>${both(title)}</td><td>${both(words)}</td></tr>`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>暴雨演练报告 Storm drill</title>
<style>${style}</style></head><body>
<h1>${both({ zh: '暴雨演练报告', en: 'Report of a storm drill' })}</h1>
<p class="verdict ${report.ok ? 'ok' : 'failed'}">${both(verdictOf(report))}</p>
<h2>${both({ zh: '承诺与结果', en: 'What was promised, and what was found' })}</h2><table>${checks.join('')}</table>
<h2>${both({ zh: '逐秒', en: 'Second by second' })}</h2>${chart(report)}
${sections.join('\n')}
</body></html>
`;
}

function both({ zh, en }: Label): string {
  if (zh === en) return escapeHtml(zh);
  return `<span lang="zh-CN">${escapeHtml(zh)}</span><span lang="en">${escapeHtml(en)}</span>`;
}

const width = 800;
const height = 200;
const margin = { left: 46, right: 34, top: 14, bottom: 24 } as const;

/** Acknowledged messages as a line, alarms as bars, the death of the hub as a mark. */
function chart({ course, kill }: DrillReport): string {
  const most = Math.max(1, ...course.map(({ acknowledged }) => acknowledged));
  const mostAlarms = Math.max(1, ...course.map(({ alarms }) => alarms));
  const [right, bottom] = [width - margin.right, height - margin.bottom];
  const step = (right - margin.left) / Math.max(1, course.length);
  const x = (second: number) => (margin.left + second * step).toFixed(1);
  const y = (share: number) => bottom - share * (bottom - margin.top);
  const bars = course.map(({ alarms }, second) => {
    if (alarms === 0) return '';
    const top = y((alarms / mostAlarms) * 0.6);
    return `<rect x="${x(second)}" y="${top.toFixed(1)}" width="${Math.max(1, step - 1).toFixed(1)}" height="${(bottom - top).toFixed(1)}" fill="var(--bar)" opacity=".55"/>`;
  });
  const line = course.map(
    ({ acknowledged }, second) => `${x(second + 0.5)},${y(acknowledged / most).toFixed(1)}`,
  );
  const death =
    kill === null
      ? ''
      : `<line x1="${x(kill.at_s)}" x2="${x(kill.at_s)}" y1="${margin.top}" y2="${bottom}" stroke="var(--bad)" stroke-dasharray="4 3"/>
<text x="${x(kill.at_s)}" y="11" text-anchor="middle">终止 killed</text>`;
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="逐秒确认的消息与报警 messages acknowledged and alarms, by second">
<line x1="${margin.left}" x2="${right}" y1="${bottom}" y2="${bottom}" stroke="currentColor"/>
${bars.join('')}<polyline points="${line.join(' ')}" fill="none" stroke="var(--line)" stroke-width="1.8"/>${death}
<text x="${margin.left - 4}" y="${margin.top + 8}" text-anchor="end">${most}/s</text>
<text x="${right + 4}" y="${y(0.6).toFixed(0)}">${mostAlarms}</text>
<text x="${margin.left}" y="${height - 6}">0 s</text>
<text x="${right}" y="${height - 6}" text-anchor="end">${course.length} s</text>
<text x="${width / 2}" y="${height - 6}" text-anchor="middle"><tspan class="line">━</tspan> 确认 acknowledged  <tspan class="bar">■</tspan> 报警 alarms</text>
</svg>`;
}
