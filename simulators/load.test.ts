import { afterEach, describe, expect, it } from 'vitest';
import { type BareBroker, startBareBroker } from './bare-broker.ts';
import { startLoad } from './load.ts';

const brokers: BareBroker[] = [];
const devices = Array.from({ length: 5 }, (_, i) => ({ deviceId: `load-${i}`, secret: `secret-${i}` }));

afterEach(async () => {
  await Promise.all(brokers.splice(0).map((broker) => broker.die()));
});

interface Body {
  readonly ts: number;
  readonly seq: number;
  readonly depth_mm: number;
}

/** Per device, what the broker took, repeats taken out. */
function taken(messages: BareBroker['messages']): Map<string, Map<number, Body>> {
  const bySender = new Map<string, Map<number, Body>>();
  for (const { topic, text } of messages) {
    const deviceId = topic.split('/')[1] ?? '';
    const body = JSON.parse(text) as Body;
    bySender.set(deviceId, (bySender.get(deviceId) ?? new Map()).set(body.seq, body));
  }
  return bySender;
}

describe('startLoad', () => {
  it('keeps in its ledger exactly what the broker acknowledged', async () => {
    const broker = await startBareBroker();
    brokers.push(broker);
    const load = startLoad({ mqttUrl: broker.url, devices, messagesPerDevice: 200 });
    await load.finished;
    const ledger = await load.stop();
    expect(ledger).toMatchObject({ sent: 1_000, acknowledged: 1_000, errors: 0 });
    const stored = taken(broker.messages);
    for (const [deviceId, { acknowledged, unacknowledged }] of ledger.devices) {
      expect(unacknowledged).toEqual([]);
      expect(acknowledged.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
      expect(new Set(acknowledged.map(({ ts }) => ts)).size).toBe(200);
      for (const { seq, ts, value } of acknowledged) {
        expect(stored.get(deviceId)?.get(seq)).toEqual({ seq, ts, depth_mm: value });
      }
    }
  });

  it('goes on across deaths of the broker and sends again what was not acknowledged', async () => {
    const kept: BareBroker['messages'][] = [];
    let broker = await startBareBroker();
    const load = startLoad({
      mqttUrl: broker.url,
      devices,
      messagesPerDevice: 400,
      inFlight: 10,
      reconnectMs: 20,
    });
    for (const wanted of [300, 900]) {
      // Dies with messages on the wire, in the middle of the work.
      while (load.counts().acknowledged < wanted) await new Promise((resolve) => setImmediate(resolve));
      await broker.die();
      kept.push(broker.messages);
      broker = await startBareBroker({ port: broker.port });
    }
    brokers.push(broker);
    kept.push(broker.messages);
    await load.finished;
    const ledger = await load.stop();
    expect(ledger).toMatchObject({ sent: 2_000, acknowledged: 2_000 });
    const stored = taken(kept.flat());
    for (const [deviceId, { acknowledged }] of ledger.devices) {
      expect(acknowledged.map(({ seq }) => seq)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
      for (const { seq, ts } of acknowledged) expect(stored.get(deviceId)?.get(seq)?.ts).toBe(ts);
    }
  });

  it('lists what was sent and never acknowledged', async () => {
    // Takes everything and acknowledges nothing from seq 11 on: the connection closes instead.
    const broker = await startBareBroker({ onPublish: ({ text }) => (JSON.parse(text) as Body).seq <= 10 });
    brokers.push(broker);
    const [device] = devices;
    const load = startLoad({
      mqttUrl: broker.url,
      devices: device ? [device] : [],
      inFlight: 1,
      reconnectMs: 20,
    });
    while (load.counts().sent < 11) await new Promise((resolve) => setImmediate(resolve));
    const ledger = await load.stop({ drainMs: 0 });
    const entry = ledger.devices.get('load-0');
    expect(entry?.acknowledged.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(entry?.unacknowledged.map(({ seq }) => seq)).toEqual([11]);
  });

  it('paces itself when it is given a rate, evenly over the devices', async () => {
    const broker = await startBareBroker();
    brokers.push(broker);
    const load = startLoad({ mqttUrl: broker.url, devices, rate: 500, messagesPerDevice: 20 });
    await load.finished;
    const ledger = await load.stop();
    for (const { acknowledged } of ledger.devices.values()) expect(acknowledged).toHaveLength(20);
  });
});
