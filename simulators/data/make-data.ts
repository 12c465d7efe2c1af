// Makes manholes.csv and flood-profiles.csv of this folder from the recorded material; README.md names its sources.
//
//   node simulators/data/make-data.ts <folder with city/ and flood-events/>
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { manholesCsv } from './manhole-layout.ts';
import { floodProfilesCsv } from './recorded-floods.ts';

const source = process.argv[2];
if (source === undefined) {
  console.error('usage: node simulators/data/make-data.ts <folder with city/ and flood-events/>');
  process.exit(2);
}

const layout = readFileSync(join(source, 'city/layout-1970-derived.geojson'), 'utf8');
const events = readFileSync(join(source, 'flood-events/flood-events-2020-2024.csv.gz'));
const tables = {
  'manholes.csv': manholesCsv(layout),
  'flood-profiles.csv': floodProfilesCsv(gunzipSync(events).toString('utf8')),
};
for (const [name, text] of Object.entries(tables)) {
  writeFileSync(join(import.meta.dirname, name), text);
  console.log(`${name}: ${text.trimEnd().split('\n').length - 1} rows, ${text.length} characters`);
}
