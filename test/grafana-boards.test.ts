// The boards over a real InfluxDB that the demo's storm filled through the hub's own outlets: every question of every
// panel, variable and annotation is asked, and what comes back is what the panel needs; the equipment's figures are the
// API's of the same moment.
import { describe, expect, it } from 'vitest';
import { hasInfluxd, influxdNote } from '../outlets/influx/test-influxd.ts';
import { checkEquipment } from './equipment-figures.ts';
import { checkBoards } from './grafana-board-check.ts';
import { stormyHub } from './stormy-hub.ts';

describe.skipIf(!hasInfluxd)(`the boards${influxdNote}`, () => {
  it('get from the demo’s storm what each panel needs, and the equipment’s figures are the API’s', {
    timeout: 500_000,
  }, async () => {
    const { influx, admin } = await stormyHub();
    const { table, complaints } = await checkBoards(influx, Date.now());
    console.table(table);
    expect(complaints).toEqual([]);
    await checkEquipment(influx, admin);
  });
});
