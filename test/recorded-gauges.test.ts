// Recorded street gauges replayed over MQTT through a running hub, with their own times: the labelled floods are
// found, each once, and nothing else is called a flood.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readGaugeRecording } from '../simulators/gauge-recording.ts';
import { replayGauge } from '../simulators/replay-gauge.ts';
import { ApiSession } from './api-session.ts';
import { startRunningHub } from './running-hub.ts';

const recordings = join(import.meta.dirname, '../../shared/real/flood-gauges');

/** Mount heights as an installer would measure them on a dry road, mm: the median distance of each recording. */
const gauges = {
  duly_pro_vervet: 2_754,
  jolly_tender_squid: 2_766,
  slowly_key_husky: 2_677,
  bored_blue_fish: 2_923,
} as const;

function registry() {
  const ids = Object.keys(gauges);
  const points = ids.map((id) => `${id},${id},flood,109.84,35.58\n`).join('');
  const devices = Object.entries(gauges).map(
    ([id, mm]) => `${id},flood-gauge,${id},60,secret-of-${id},${mm}\n`,
  );
  return {
    points: `point_id,name,kind,lon,lat\n${points}`,
    devices: `device_id,profile,point_id,interval_s,secret,mount_height_mm\n${devices.join('')}`,
  };
}

interface FloodLabel {
  readonly start: number;
  readonly end: number;
  readonly peak_mm: number;
}

function labels(): FloodLabel[] {
  const rows = parse(readFileSync(join(recordings, 'labels.csv')), { columns: true }) as Record<
    string,
    string
  >[];
  return rows.map((row) => ({
    start: Date.parse(row.start_utc ?? ''),
    end: Date.parse(row.end_utc ?? ''),
    peak_mm: Number(row.max_depth_mm),
  }));
}

/** When the second report after the one was sent that first shows 50 mm within a flood. */
function secondReportAfterCrossing(start: number): number {
  const reports = readGaugeRecording(join(recordings, 'duly_pro_vervet.csv.gz'));
  const crossing = reports.findIndex(
    ({ ts, distance_mm = 9_999 }) =>
      ts >= start && distance_mm > 500 && gauges.duly_pro_vervet - distance_mm >= 50,
  );
  return reports[crossing + 2]?.ts ?? 0;
}

describe.skipIf(!existsSync(recordings))(
  'recorded gauges (skipped without ../shared/real/flood-gauges)',
  () => {
    it('give exactly the three labelled floods', async () => {
      const hub = await startRunningHub({
        env: { SLUICE_MAX_AGE: 'off', SLUICE_DEVICE_RATE: 'off', SLUICE_RETENTION: 'off' },
      });
      const admin = await ApiSession.login(hub);
      const { points, devices } = registry();
      expect((await admin.csv('/imports/points', points)).status).toBe(200);
      expect((await admin.csv('/imports/devices', devices)).status).toBe(200);
      for (const id of Object.keys(gauges)) {
        const file = join(recordings, `${id}.csv.gz`);
        const secret = `secret-of-${id}`;
        const { sent, acknowledged } = await replayGauge({
          mqttUrl: hub.mqttUrl,
          deviceId: id,
          secret,
          file,
        });
        expect(acknowledged).toBe(sent);
        const { body } = await admin.get(`/accounting?device_id=${id}`);
        const { received, stored, duplicate, quarantined } = body.messages;
        expect(received).toBe(stored + duplicate + quarantined);
        expect(quarantined).toBe(0);
      }
      const all = await admin.all('/alarms');
      const faults = all.filter(({ rule_id }) => rule_id === 'gauge-fault');
      expect(faults.map(({ device_id, titles }) => [device_id, titles.en]).sort()).toEqual([
        ['bored_blue_fish', 'Gauge faulty: most of its messages are lost'],
        ['jolly_tender_squid', 'Gauge faulty: depths come and go at once'],
      ]);
      const ofWater = all.filter(({ rule_id }) => rule_id.startsWith('flood-'));
      const alarms = ofWater.filter(({ rule_id }) => rule_id === 'flood-depth');
      expect(ofWater.filter(({ device_id }) => device_id !== 'duly_pro_vervet')).toEqual([]);
      const found = alarms.sort((a, b) => (a.raised_at < b.raised_at ? -1 : 1));
      expect(found.map(({ device_id, condition }) => [device_id, condition])).toEqual(
        labels().map(() => ['duly_pro_vervet', 'cleared']),
      );
      for (const [i, { start, end, peak_mm }] of labels().entries()) {
        const alarm = found[i];
        expect(Date.parse(alarm?.raised_at)).toBeGreaterThan(start);
        expect(Date.parse(alarm?.raised_at)).toBeLessThan(end);
        expect(Date.parse(alarm?.raised_at)).toBeLessThanOrEqual(secondReportAfterCrossing(start));
        // The label takes off about 10 mm that the gauge shows when dry.
        expect(Math.abs(alarm?.peak_value - 10 - peak_mm)).toBeLessThan(40);
      }
      expect(await hub.stop()).toBe(0);
    }, 300_000);
  },
);
