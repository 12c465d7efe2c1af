import { describe, expect, it } from 'vitest';
import { decodeJson, devEui, thingsStackTopic, thingsStackUp } from '../test-uplinks.ts';

const up = (payload: unknown) => decodeJson(thingsStackTopic, payload);

describe('an uplink of The Things Stack', () => {
  it('names device, time, session, counter, port, bytes, gateways and signal', () => {
    expect(up(thingsStackUp({ decoded_payload: { level: 3 } }))).toEqual({
      deviceId: devEui,
      devEui,
      reports: [],
      uplink: {
        at: Date.UTC(2026, 6, 1, 12, 0, 0, 234),
        session: 'AXAWYbtxgUllLtJWdZrW0Q==',
        frameCounter: 7,
        deduplicationId: null,
        fPort: 1,
        bytes: Uint8Array.of(0xaa),
        fields: { level: 3 },
        values: [
          ['rssi_dbm', -36],
          ['snr_db', 10.5],
        ],
      },
      gateways: ['0016c001f153a14c'],
      life: 'alive',
      rejections: [],
    });
  });

  it('comes with or without a tenant in the topic', () => {
    for (const app of ['county@ttn', 'county']) {
      expect(decodeJson(`v3/${app}/devices/gauge-1/up`, thingsStackUp())?.devEui).toBe(devEui);
    }
  });

  it('names its device by the id there where no EUI is given, which may hold the EUI', () => {
    const named = (device_id: string) => up({ ...thingsStackUp(), end_device_ids: { device_id } });
    expect(named('gauge-1')).toMatchObject({ deviceId: 'gauge-1', devEui: null });
    expect(named(`eui-${devEui}`)).toMatchObject({ deviceId: devEui, devEui });
    expect(up({ ...thingsStackUp(), end_device_ids: {} })).toMatchObject({ deviceId: 'gauge-1' });
  });

  it('names a gateway of another network by what stands behind the packet broker', () => {
    const packet_broker = { forwarder_gateway_eui: '6A7E111A10000000' };
    const rx_metadata = [{ gateway_ids: { gateway_id: 'packetbroker' }, packet_broker, rssi: -24, snr: 12 }];
    expect(up(thingsStackUp({ rx_metadata }))?.gateways).toEqual(['6a7e111a10000000']);
  });

  it('tells the battery only with the frame that brought it', () => {
    const battery = (f_cnt: number) => {
      const last_battery_percentage = { f_cnt, value: 90.5 };
      return up(thingsStackUp({ last_battery_percentage, rx_metadata: [] }))?.uplink?.values;
    };
    expect(battery(7)).toEqual([['battery_pct', 90.5]]);
    expect(battery(6)).toEqual([]);
  });

  it('that a person simulated is set apart and is no sign of life', () => {
    expect(up(thingsStackUp({}, { simulated: true }))).toMatchObject({
      life: 'unheard',
      reports: [],
      rejections: [{ reason: 'simulated' }],
    });
  });

  it.each([
    [{ f_cnt: -1 }, 'f_cnt is -1'],
    [{ f_port: 'one' }, 'f_port is "one"'],
    [{ frm_payload: 7 }, 'frm_payload is 7'],
  ])('%j is no frame', (over, detail) => {
    expect(up(thingsStackUp(over))?.rejections[0]?.detail.en).toContain(detail);
  });
});

describe('other messages of The Things Stack', () => {
  it.each([
    ['join', 'join_accept', 'alive'],
    ['down/ack', 'downlink_ack', 'alive'],
    ['location/solved', 'location_solved', 'alive'],
    ['down/queued', 'downlink_queued', 'unheard'],
    ['down/sent', 'downlink_sent', 'unheard'],
    ['down/failed', 'downlink_failed', 'unheard'],
    ['down/push', 'downlinks', 'unheard'],
  ])('%s (%s): %s', (event, key, life) => {
    const payload = { end_device_ids: { device_id: 'gauge-1' }, [key]: {} };
    const decoded = decodeJson(`v3/county@ttn/devices/gauge-1/${event}`, payload);
    expect(decoded).toMatchObject({ deviceId: 'gauge-1', life, rejections: [], reports: [] });
  });

  it('what holds no message is refused', () => {
    expect(up({ end_device_ids: {} })?.rejections).toMatchObject([{ reason: 'bad_uplink' }]);
    expect(up('[]')?.rejections).toMatchObject([{ reason: 'not_an_object' }]);
  });
});
