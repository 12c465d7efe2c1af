import { describe, expect, it } from 'vitest';
import { chirpstackUp, decodeJson, devEui, upTopic } from '../test-uplinks.ts';

const event = (name: string, payload: unknown) =>
  decodeJson(`application/17/device/${devEui}/event/${name}`, payload);

describe('an uplink of ChirpStack', () => {
  it('names device, time, counter, port, bytes, gateways and the best signal', () => {
    const rxInfo = [
      { gatewayId: '0016C001F153A14C', rssi: -80, snr: 4 },
      { gatewayId: 'fcc23dfffe2e72ed', rssi: -36, snr: 10.5 },
      { gatewayId: 'fcc23dfffe2e72ed', rssi: -90, snr: -3 },
    ];
    expect(decodeJson(upTopic, chirpstackUp({ rxInfo, object: { level: 3 } }))).toEqual({
      deviceId: devEui,
      devEui,
      reports: [],
      uplink: {
        at: Date.UTC(2026, 6, 1, 12, 0, 0, 123),
        session: '00189440',
        frameCounter: 7,
        deduplicationId: '3ac7e3c4-4401-4b8d-9386-a5c902f9202d',
        fPort: 1,
        bytes: Uint8Array.of(0xaa),
        fields: { level: 3 },
        values: [
          ['rssi_dbm', -36],
          ['snr_db', 10.5],
        ],
      },
      gateways: ['0016c001f153a14c', 'fcc23dfffe2e72ed'],
      life: 'alive',
      rejections: [],
    });
  });

  it('leaves zeros out on the wire', () => {
    const bare = { deviceInfo: { devEui }, rxInfo: [{ rssi: -100 }] };
    expect(decodeJson(upTopic, bare)?.uplink).toMatchObject({
      at: null,
      frameCounter: 0,
      fPort: 0,
      bytes: new Uint8Array(0),
      fields: null,
      values: [
        ['rssi_dbm', -100],
        ['snr_db', 0],
      ],
    });
  });

  it.each([
    [{ fCnt: -1 }, 'fCnt is -1'],
    [{ fCnt: '7' }, 'fCnt is "7"'],
    [{ fPort: 1.5 }, 'fPort is 1.5'],
    [{ data: 'no base64!' }, 'data is "no base64!"'],
    [{ data: btoa('x'.repeat(300)) }, 'data has 300 bytes'],
  ])('%j is no frame', (over, detail) => {
    const decoded = decodeJson(upTopic, chirpstackUp(over));
    expect(decoded?.uplink).toBeUndefined();
    expect(decoded?.rejections).toEqual([
      { reason: 'bad_uplink', detail: expect.objectContaining({ en: expect.stringContaining(detail) }) },
    ]);
  });

  it('belongs to one device: topic and payload must not name two', () => {
    const other = decodeJson(upTopic, chirpstackUp({ deviceInfo: { devEui: '0101010101010101' } }));
    expect(other).toMatchObject({ deviceId: devEui, life: 'unheard', reports: [] });
    expect(other?.rejections[0]?.detail.en).toContain('deviceInfo.devEui 0101010101010101');
    expect(decodeJson(upTopic, chirpstackUp({ deviceInfo: {} }))?.devEui).toBe(devEui);
    const nameless = decodeJson('application/17/device/gauge/event/up', chirpstackUp({ deviceInfo: {} }));
    expect(nameless).toMatchObject({
      deviceId: 'gauge',
      devEui: null,
      rejections: [{ reason: 'bad_uplink' }],
    });
  });

  it('of version 3 is refused by name', () => {
    const legacy = { applicationID: '123', devEUI: 'AgICAgICAgI=', fCnt: 10, fPort: 5, data: 'AgI7' };
    const decoded = event('up', legacy);
    expect(decoded?.rejections).toEqual([
      {
        reason: 'chirpstack_v3',
        detail: expect.objectContaining({ en: expect.stringContaining('ChirpStack v3') }),
      },
    ]);
  });
});

describe('other events of ChirpStack', () => {
  it('a status tells the battery, unless the device has none or does not know', () => {
    const values = (payload: object) => event('status', payload)?.reports[0]?.values;
    expect(values({ margin: 10, batteryLevel: 88.3 })).toEqual([['battery_pct', 88.3]]);
    expect(values({ margin: 10, externalPowerSource: true })).toEqual([]);
    expect(event('status', { batteryLevel: 'full' })?.rejections).toMatchObject([{ reason: 'not_a_number' }]);
  });

  it('those in which the device was heard are signs of life, the others tell of the network', () => {
    const life = (name: string) => event(name, { deviceInfo: { devEui } })?.life;
    expect(['join', 'ack', 'location', 'integration'].map(life)).toEqual(Array(4).fill('alive'));
    expect(['txack', 'log', 'new-in-v5'].map(life)).toEqual(Array(3).fill('unheard'));
  });

  it('what the network server failed on is shown with its words', () => {
    const failed = event('log', { level: 'ERROR', code: 'UPLINK_MIC', description: 'MIC is invalid' });
    expect(failed?.rejections).toEqual([
      {
        reason: 'network_server_log',
        detail: expect.objectContaining({ en: 'ChirpStack logged ERROR UPLINK_MIC: MIC is invalid' }),
      },
    ]);
    expect(event('log', { level: 'INFO', code: 'OTAA' })?.rejections).toEqual([]);
  });
});
