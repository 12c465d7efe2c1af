// The boards over a real InfluxDB that the demo's storm filled through the hub's own outlets: every question of every
// panel, variable and annotation is asked, and what comes back is what the panel needs.
import { describe, expect, it } from 'vitest';
import { hasInfluxd, influxdNote } from '../outlets/influx/test-influxd.ts';
import { checkBoards } from './grafana-board-check.ts';
import { stormyHub } from './stormy-hub.ts';

describe.skipIf(!hasInfluxd)(`the boards${influxdNote}`, () => {
  it('get from the demo’s storm what each panel, variable and annotation needs', {
    timeout: 400_000,
  }, async () => {
    const { influx } = await stormyHub();
    const { table, complaints } = await checkBoards(influx, Date.now());
    console.table(table);
    // The hub samples uptime where its views know it.
    expect(complaints.filter((text) => !/uptime|在线率/i.test(text))).toEqual([]);
  });
});
