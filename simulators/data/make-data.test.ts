import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { courseDepth_mm } from '../flood-course.ts';
import { floodProfiles } from '../flood-profiles.ts';
import { readGaugeRecording } from '../gauge-recording.ts';
import { manholesCsv } from './manhole-layout.ts';
import { chosenFloods, floodProfilesCsv, tolerance_mm } from './recorded-floods.ts';
import { gaugeNoiseCsv, noiseStretches } from './recorded-noise.ts';

const real = new URL('../../../shared/real/', import.meta.url);
const isHere = existsSync(real);
const committed = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

describe.skipIf(!isHere)('the committed tables (skipped without ../shared/real)', () => {
  const layout = isHere ? readFileSync(new URL('city/layout-1970-derived.geojson', real), 'utf8') : '';
  const events = isHere
    ? gunzipSync(readFileSync(new URL('flood-events/flood-events-2020-2024.csv.gz', real))).toString('utf8')
    : '';

  it('are what their sources give, byte for byte', () => {
    expect(manholesCsv(layout) === committed('manholes.csv')).toBe(true);
    expect(floodProfilesCsv(events) === committed('flood-profiles.csv')).toBe(true);
    const recordings = new Map(
      noiseStretches.map(({ id }) => {
        const file = fileURLToPath(new URL(`flood-gauges/${id}.csv.gz`, real));
        return [id, readGaugeRecording(file)] as const;
      }),
    );
    expect(gaugeNoiseCsv(recordings) === committed('gauge-noise.csv')).toBe(true);
  });

  it('pass every recorded depth within the tolerance, so that rises keep their speed', () => {
    const profiles = new Map(floodProfiles().map((profile) => [profile.id, profile]));
    for (const { id, points } of chosenFloods(events)) {
      const profile = profiles.get(id);
      const course = {
        profileId: id,
        atMs: profile?.seconds ?? [],
        depths_mm: profile?.depths_mm ?? [],
      };
      for (const { at_s, depth_mm } of points.slice(0, -1)) {
        expect(Math.abs(courseDepth_mm(course, at_s) - depth_mm)).toBeLessThanOrEqual(tolerance_mm);
      }
    }
  });
});

describe('floodProfilesCsv', () => {
  const header = 'sensor_id,flood_start_time,flood_profile_depth_inches,flood_profile_time_secs\n';
  const flood = (id: string, depths_inches: readonly number[]) => {
    const seconds = depths_inches.map((_, i) => i * 60);
    return `${id},2024-02-09T11:41:01.000,"${JSON.stringify(depths_inches)}","${JSON.stringify(seconds)}"\n`;
  };
  const shape = [0, 1, 2, 3, 4, 4, 3, 2, 1, 0.5, 0];

  it('leaves out zeros in the middle of a flood, which are lost echoes', () => {
    const broken = shape.map((depth, i) => (i === 3 ? 0 : depth));
    expect(floodProfilesCsv(header + flood('a', broken))).toBe(
      'profile_id,peak_mm,seconds,depths_mm\na@2024-02-09T11:41,102,0 240 300 480 600,0 102 102 25 0\n',
    );
  });

  it.each([
    ['begins high', [4, ...shape.slice(1)]],
    ['ends high', [...shape.slice(0, -1), 2]],
    ['rises faster than water', shape.map((depth, i) => (i > 3 && i < 6 ? depth + 9 : depth))],
    ['has a peak of one sample', shape.map((depth, i) => (i === 4 ? 7 : depth))],
    ['is too short', [0, 1, 0]],
  ])('takes no flood that %s', (_what, depths_inches) => {
    const taken = chosenFloods(header + flood('bad', depths_inches) + flood('good', shape));
    expect(taken.map(({ id }) => id)).toEqual(['good@2024-02-09T11:41']);
  });
});
