// Honest status over the whole fold: a dead gateway is one outage, and the hub's own absence is nobody's silence.
import { describe, expect, it } from 'vitest';
import { type JournalRecord, tickRecord } from '../core/record.ts';
import type { Device } from '../core/registry.ts';
import { testDevice } from '../core/test-registry.ts';
import { type EpochMs, hourMs, minuteMs, secondMs } from '../core/time.ts';
import { CodecSandbox } from '../hub/codecs/codec-sandbox.ts';
import { Fold } from '../hub/fold/fold.ts';
import { applyAll, command, message, stormStart, townRecords } from './small-town.ts';

/** 300 devices behind one gateway, and 300 behind others, which report each 10 minutes. */
const fleet: readonly Device[] = Array.from({ length: 600 }, (_, n) =>
  testDevice(`d-${String(n).padStart(3, '0')}`, {
    profile: 'equipment',
    intervalS: 600,
    gateway: n < 300 ? 'roof' : `mast-${n % 5}`,
  }),
);

/** The hub with its town and the fleet. */
function start(): JournalRecord[] {
  const rows = fleet.map((device) => ({
    device,
    secretHash: null,
    newSecretHash: 'sha256$c2FsdA$aGFzaA',
  }));
  const imported = command(stormStart, 'devices.import', { dryRun: false, partial: false, rows });
  return [...townRecords(stormStart), imported];
}

/** Heartbeats of those devices, each at a second of its own, a tick each 10 s between them. */
function reports(from: EpochMs, until: EpochMs, devices: readonly Device[]): JournalRecord[] {
  const records: JournalRecord[] = [];
  for (const device of devices) {
    const phaseMs = fleet.indexOf(device) * secondMs;
    for (let at = from + phaseMs; at < until; at += 10 * minuteMs)
      records.push(message(at, device.id, 'heartbeat', {}));
  }
  for (let at = from; at < until; at += 10 * secondMs) records.push(tickRecord(at));
  return records.sort((a, b) => a.receivedAt - b.receivedAt);
}

function statusesOf(effects: ReturnType<Fold['takeEffects']>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { status, reason, deviceId } of effects.deviceStatuses.values()) {
    if (!deviceId.startsWith('d-')) continue;
    counts.set(`${status} ${reason}`, (counts.get(`${status} ${reason}`) ?? 0) + 1);
  }
  return counts;
}

const behindOthers = fleet.slice(300);

describe('300 devices behind a dead gateway', () => {
  const log = [
    ...start(),
    ...reports(stormStart, stormStart + hourMs, fleet),
    ...reports(stormStart + hourMs, stormStart + 3 * hourMs, behindOthers),
  ];

  it('are one outage with one alarm, and none of them is called offline', () => {
    const fold = new Fold(new CodecSandbox());
    applyAll(fold, log);
    const effects = fold.takeEffects();
    expect([...effects.outages.values()]).toMatchObject([
      { kind: 'gateway', subject: 'roof', devices: 300, silent: 300, heard: 0, endedAt: null },
    ]);
    expect([...effects.alarms.values()]).toMatchObject([
      { ruleId: 'area-outage', deviceId: 'roof', severity: 'yellow', condition: 'active' },
    ]);
    expect(effects.cases.size).toBe(1);
    expect(statusesOf(effects)).toEqual(
      new Map([
        ['unknown gateway_silent', 300],
        ['online reporting', 300],
      ]),
    );
  });

  it('are online again when they are heard, and the one that stays silent is called offline then', () => {
    const fold = new Fold(new CodecSandbox());
    const back = fleet.filter((device) => device.id !== 'd-007');
    const after = reports(stormStart + 3 * hourMs, stormStart + 4 * hourMs, back);
    applyAll(fold, [...log, ...after]);
    const effects = fold.takeEffects();
    expect([...effects.outages.values()]).toMatchObject([
      { subject: 'roof', devices: 300, silent: 150, heard: 150 },
    ]);
    expect(
      [...effects.alarms.values()].map((alarm) => `${alarm.ruleId} ${alarm.deviceId} ${alarm.condition}`),
    ).toEqual(['area-outage roof cleared', 'device-offline d-007 active']);
    expect(effects.deviceStatuses.get('d-007')).toMatchObject({ status: 'offline', outageId: null });
  });

  it('say why their silence raises no alarm', () => {
    const fold = new Fold(new CodecSandbox());
    const atPoint = testDevice('d-000', {
      profile: 'equipment',
      intervalS: 600,
      gateway: 'roof',
      pointId: 'flood-1',
    });
    const row = { device: atPoint, secretHash: null, newSecretHash: 'sha256$c2FsdA$aGFzaA' };
    applyAll(fold, [
      ...start(),
      command(stormStart, 'devices.import', { dryRun: false, partial: false, rows: [row] }),
      ...log.slice(start().length),
    ]);
    const explained = fold.explain('flood-1', stormStart + 3 * hourMs, () => []);
    const offline = explained?.rules.find(
      ({ deviceId, inForce }) => deviceId === 'd-000' && inForce.rule.id === 'device-offline',
    );
    expect(offline).toMatchObject({ state: 'clear', reason: 'not_its_silence' });
  });

  it('are found by the gateway that the network server names, where the registry names none', () => {
    const fold = new Fold(new CodecSandbox());
    const nodes = Array.from({ length: 20 }, (_, n) =>
      testDevice(`n-${n}`, { profile: 'equipment', intervalS: 600, devEui: `00000000000000${10 + n}` }),
    );
    const rows = nodes.map((device) => ({ device, secretHash: null, newSecretHash: 'sha256$c2FsdA$aGFzaA' }));
    const uplinks = (minutes: number, heard: readonly Device[]) =>
      heard.map((device, n) => {
        const received = stormStart + minutes * minuteMs + n * secondMs;
        const gatewayId = n < 8 ? 'mast-1' : 'mast-2';
        const body = {
          deduplicationId: `${device.id}-${minutes}`,
          time: new Date(received).toISOString(),
          deviceInfo: { devEui: device.devEui },
          fCnt: minutes,
          fPort: 1,
          object: { battery_v: 3.6 },
          rxInfo: [{ gatewayId, rssi: -90, snr: 5 }],
        };
        const topic = `application/a/device/${device.devEui}/event/up`;
        return { ...message(received, 'lns', 'telemetry', body), topic };
      });
    const imported = command(stormStart, 'devices.import', { dryRun: false, partial: false, rows });
    const records: JournalRecord[] = [...townRecords(stormStart), imported];
    for (let minutes = 0; minutes <= 120; minutes += 10) {
      const heard = minutes < 60 ? nodes : nodes.map((device, n) => (n < 8 ? null : device));
      const all = uplinks(minutes, nodes);
      records.push(...all.filter((_, n) => heard[n] !== null));
      records.push(tickRecord(stormStart + (minutes + 5) * minuteMs));
    }
    applyAll(fold, records);
    expect([...fold.takeEffects().outages.values()]).toMatchObject([
      { kind: 'gateway', subject: 'mast-1', devices: 8, endedAt: null },
    ]);
  });

  it('give the same wherever the log is cut and resumed', () => {
    const whole = new Fold(new CodecSandbox());
    applyAll(whole, log);
    for (const share of [0.3, 0.55, 0.8, 0.95]) {
      const cut = Math.floor(log.length * share);
      const before = new Fold(new CodecSandbox());
      const position = applyAll(before, log.slice(0, cut));
      const resumed = new Fold(new CodecSandbox());
      resumed.restore(JSON.parse(JSON.stringify(before.dump())));
      applyAll(resumed, log.slice(cut), position);
      expect(resumed.dump()).toEqual(whole.dump());
    }
  });
});

describe('devices that fall silent', () => {
  it('one by one are offline one by one, although they share a gateway', () => {
    const fold = new Fold(new CodecSandbox());
    const dead = fleet.slice(0, 5);
    const alive = fleet.slice(5);
    applyAll(fold, [
      ...start(),
      ...reports(stormStart, stormStart + hourMs, fleet),
      ...reports(stormStart + hourMs, stormStart + 2 * hourMs, alive),
    ]);
    const effects = fold.takeEffects();
    expect(effects.outages.size).toBe(0);
    expect([...effects.alarms.values()].map((alarm) => alarm.deviceId).sort()).toEqual(
      dead.map((device) => device.id),
    );
  });

  it('all at once are an outage of the whole network, not one for each gateway', () => {
    const fold = new Fold(new CodecSandbox());
    const log = [...start(), ...reports(stormStart, stormStart + hourMs, fleet)];
    applyAll(fold, [...log, ...reports(stormStart + hourMs, stormStart + 2 * hourMs, [])]);
    const effects = fold.takeEffects();
    const open = [...effects.outages.values()].filter((outage) => outage.endedAt === null);
    expect(open).toMatchObject([{ devices: 600 }]);
    expect(['network', 'profile']).toContain(open[0]?.kind);
    expect([...effects.alarms.values()].filter((alarm) => alarm.ruleId === 'device-offline')).toEqual([]);
  });
});

describe('the hub away for an hour', () => {
  it('calls nobody offline for it', () => {
    const fold = new Fold(new CodecSandbox());
    const [hubStart] = townRecords(stormStart + 2 * hourMs);
    applyAll(fold, [
      ...start(),
      ...reports(stormStart, stormStart + hourMs, fleet),
      hubStart as JournalRecord,
      tickRecord(stormStart + 2 * hourMs),
    ]);
    const away = fold.takeEffects();
    expect(statusesOf(away)).toEqual(new Map([['unknown hub_away', 600]]));
    const back = reports(stormStart + 2 * hourMs, stormStart + 3 * hourMs, fleet);
    applyAll(fold, back, 1_000_000);
    const after = fold.takeEffects();
    expect([away.alarms.size, after.alarms.size, after.outages.size]).toEqual([0, 0, 0]);
    expect(statusesOf(after)).toEqual(new Map([['online reporting', 600]]));
  });
});
