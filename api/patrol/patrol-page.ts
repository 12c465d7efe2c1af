// The patrol list as one page that needs nothing else: saved or printed before going out, it is read without a network.
import { escapeHtml } from '../escape-html.ts';
import type { PatrolList } from './patrol-list.ts';

const style =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:1rem auto;padding:0 .8rem;color:#111}' +
  'ol{padding:0;list-style:none}li{border:1px solid #bbb;border-radius:.4rem;padding:.5rem .7rem;margin:.5rem 0;' +
  'break-inside:avoid}b{font-size:1.1rem}small{color:#555}input{width:1.2rem;height:1.2rem;float:right}';

export function patrolPage({ made_at, length_m, stops }: PatrolList): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>巡查单 Patrol</title>
<style>${style}</style></head><body><h1>雨天巡查单 Patrol list</h1>
<p>${stops.length} 处,${(length_m / 1_000).toFixed(1)} km <small>${escapeHtml(made_at)}</small></p>
<ol>${stops.map(stopHtml).join('\n')}</ol></body></html>`;
}

function stopHtml({
  order,
  name,
  address,
  lon,
  lat,
  leg_m,
  latest,
  cases,
}: PatrolList['stops'][number]): string {
  const depth = latest.find(({ metric }) => metric === 'depth_mm');
  const water = depth === undefined ? '' : `<br>积水 depth ${escapeHtml(String(depth.value))} mm`;
  const place = address === null || address === name ? '' : `<br>${escapeHtml(String(address))}`;
  const work = cases
    .map(({ id, title }) => `<br>案件 ${escapeHtml(String(id))} ${escapeHtml(String(title))}`)
    .join('');
  return (
    `<li><input type="checkbox" aria-label="已到 visited"><b>${order}. ${escapeHtml(name)}</b> <small>+${leg_m} m, ` +
    `<a href="geo:${lat},${lon}">${lat.toFixed(5)}, ${lon.toFixed(5)}</a></small>${place}${water}${work}</li>`
  );
}
