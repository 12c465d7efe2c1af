// Makes manholes.csv, flood-profiles.csv and gauge-noise.csv of this folder from the recorded material; README.md names its sources.
//
//   node simulators/data/make-data.ts <folder with city/, flood-events/ and flood-gauges/>
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readGaugeRecording } from '../gauge-recording.ts';
import { manholesCsv } from './manhole-layout.ts';
import { floodProfilesCsv } from './recorded-floods.ts';
import { gaugeNoiseCsv, noiseStretches } from './recorded-noise.ts';

const source = process.argv[2];
if (source === undefined) {
  console.error(
    'usage: node simulators/data/make-data.ts <folder with city/, flood-events/ and flood-gauges/>',
  );
  process.exit(2);
}

const layout = readFileSync(join(source, 'city/layout-1970-derived.geojson'), 'utf8');
const events = readFileSync(join(source, 'flood-events/flood-events-2020-2024.csv.gz'));
const recordings = new Map(
  noiseStretches.map(({ id }) => [id, readGaugeRecording(join(source, `flood-gauges/${id}.csv.gz`))]),
);
const tables = {
  'gauge-noise.csv': gaugeNoiseCsv(recordings),
  'manholes.csv': manholesCsv(layout),
  'flood-profiles.csv': floodProfilesCsv(gunzipSync(events).toString('utf8')),
};
for (const [name, text] of Object.entries(tables)) {
  writeFileSync(join(import.meta.dirname, name), text);
  console.log(`${name}: ${text.trimEnd().split('\n').length - 1} rows, ${text.length} characters`);
}
