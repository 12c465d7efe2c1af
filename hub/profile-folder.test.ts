import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mistakeText } from '../core/yaml-mistakes.ts';
import { builtInProfiles } from '../ingest/built-in-profiles.ts';
import { checkProfile } from '../ingest/profiles/profile-file.ts';
import { CodecSandbox } from './codecs/codec-sandbox.ts';
import {
  profileFiles,
  profileSource,
  readProfileFolder,
  shippedProfiles,
  withOwnProfiles,
} from './profile-folder.ts';

const codecs = new CodecSandbox();
const files = profileFiles(shippedProfiles);

const tilt = `vendor: Acme
model: Tilt 1
label: { zh: 倾角, en: Tilt }
interval: 12h
primary_metric: tilt_deg
codec: acme.js
metrics:
  tilt_deg: { from: angle, unit: ° }
examples:
  - title: flat
    bytes: '07'
    readings: { tilt_deg: 7 }
`;
const codec = 'function Decoder(bytes) { return { angle: bytes[0] }; }';

function folderWith(text: string, name = 'acme-tilt-1.yaml'): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-profiles-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'codecs'));
  writeFileSync(join(folder, 'codecs/acme.js'), codec);
  writeFileSync(join(folder, name), text);
  return folder;
}

function mistakesIn(text: string, name?: string): string[] {
  const [file = ''] = profileFiles(folderWith(text, name));
  const checked = checkProfile(profileSource(file), codecs);
  return checked.ok ? [] : checked.error.map((mistake) => mistakeText({ ...mistake, file: 'f' }));
}

describe('the profiles of the release', () => {
  it('are at least twenty of tilt, level, distance, leak, rain and battery devices', () => {
    const primary = new Set(
      readProfileFolder(shippedProfiles).profiles.map((profile) => profile.primaryMetric),
    );
    expect(files.length).toBeGreaterThanOrEqual(20);
    for (const metric of ['tilt_deg', 'well_level_mm', 'distance_mm', 'leak', 'rain_mm']) {
      expect(primary).toContain(metric);
    }
  });

  it.each(files.map((file) => [basename(file), file]))('%s reads its examples as it says', (_name, file) => {
    const checked = checkProfile(profileSource(file), codecs);
    expect(checked.ok ? [] : checked.error.map((mistake) => mistakeText(mistake))).toEqual([]);
    expect(checked.ok && checked.value.examples.length).toBeGreaterThan(0);
  });
});

describe('a profile with a mistake', () => {
  it('is as good as one without until it has one', () => {
    expect(mistakesIn(tilt)).toEqual([]);
  });

  it.each([
    ['tilt_deg: 7 }', 'tilt_deg: 8 }', 'f:11: examples[0].bytes: flat: tilt_deg is 7, not 8'],
    [
      'from: angle',
      'from: winkel',
      'f:11: examples[0].bytes: flat: none of the fields is known to the profile (winkel)',
    ],
    ['interval: 12h', 'interval: often', 'f:4: interval: is "often"; write a duration such as 20m or 12h'],
    ['interval: 12h\n', '', 'f:1: interval: is missing'],
    ['unit: °', 'unit: furlong', 'f:8: metrics.tilt_deg.unit: "furlong" is no unit that the hub knows'],
    ['unit: °', 'unit: mm', 'f:8: metrics.tilt_deg.unit: mm cannot become °'],
    ['unit: °', 'range: [9, 1]', 'f:8: metrics.tilt_deg.range: the lowest value comes first'],
    ['unit: °', 'colour: red', 'f:8: metrics.tilt_deg.colour:'],
    ['codec: acme.js', 'codec: none.js', 'f:6: codec[0]: there is no file codecs/none.js beside the profile'],
    [
      'primary_metric: tilt_deg',
      'primary_metric: rain_mm',
      'f:5: primary_metric: is none of the metrics (tilt_deg)',
    ],
    ['  tilt_deg: {', '  angle_x: {', 'f:8: metrics.angle_x.range: is missing: it is no native metric'],
    ["'07'", "'7'", 'f:11: examples[0].bytes: write the bytes as pairs of hexadecimal digits'],
    ['label: {', 'label: [', 'f:'],
  ])('%j for %j is named by line, key and mend', (good, bad, mend) => {
    const mistakes = mistakesIn(tilt.replace(good, bad));
    expect(
      mistakes.some((mistake) => mistake.startsWith(mend)),
      mistakes.join('\n'),
    ).toBe(true);
  });

  it('is named after its device', () => {
    expect(mistakesIn(tilt, 'Tilt.yaml')[0]).toContain('name it {vendor}-{model}.yaml');
  });
});

describe('profiles of the data folder', () => {
  it('stand before those of the release, and one with a mistake is left out by name', () => {
    const mistakes: string[] = [];
    const take = (folder: string) =>
      withOwnProfiles(builtInProfiles, folder, (mistake) => mistakes.push(mistake.key));
    const own = take(folderWith(tilt)).at(-1);
    expect(own).toMatchObject({ id: 'acme-tilt-1', intervalS: 43_200, uplink: { codec } });
    expect(take(folderWith(tilt.replace('12h', 'often')))).toEqual(builtInProfiles);
    expect(mistakes).toEqual(['interval']);
    expect(take(join(tmpdir(), 'no-such-folder'))).toEqual(builtInProfiles);
  });
});
