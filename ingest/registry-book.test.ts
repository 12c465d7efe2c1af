import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../core/commands.ts';
import type { Device, Unit } from '../core/registry.ts';
import { testDevice, testPoint, testUnit } from '../core/test-registry.ts';
import { builtInProfiles } from './built-in-profiles.ts';
import { RegistryBook } from './registry-book.ts';

function unit(id: string, parentUnit: string | null = null): Unit {
  return testUnit(id, { parentUnit });
}

function device(id: string, over: Partial<Device> = {}): Device {
  return testDevice(id, { profile: 'tilt', ...over });
}

const imported = (row: Device, secretHash: string | null = null) => ({
  device: row,
  secretHash,
  newSecretHash: `made for ${row.id}`,
});

const whole = { dryRun: false, partial: false } as const;
const nothing = { created: [], updated: [], unchanged: [], rejected: [] };

/** A book with the built-in profiles, whose devices have the hashes that were given to them last. */
function town() {
  const book = new RegistryBook();
  for (const profile of builtInProfiles) book.profiles.set(profile.id, profile);
  const hashes = new Map<string, string>();
  const importDevices = (
    rows: CommandBody<'devices.import'>['rows'],
    options: { dryRun: boolean; partial: boolean } = whole,
  ) => {
    const change = book.importDevices({ ...options, rows }, (id) => hashes.get(id));
    for (const row of change.changed) {
      if (row.secretHash !== null) hashes.set(row.device.id, row.secretHash);
    }
    return change;
  };
  return { book, hashes, importDevices };
}

describe('importing', () => {
  it('the same file again changes nothing', () => {
    const { book, importDevices } = town();
    const units = { ...whole, rows: [unit('a'), unit('b', 'a')] };
    const points = { ...whole, rows: [testPoint('p', { ownerUnit: 'a', subdistrictUnit: 'b' })] };
    const devices = [imported(device('t', { pointId: 'p' }))];
    expect(book.importUnits(units).reply).toEqual({ ...nothing, created: ['a', 'b'] });
    expect(book.importPoints(points).reply).toEqual({ ...nothing, created: ['p'] });
    expect(importDevices(devices).reply).toEqual({ ...nothing, created: ['t'] });

    for (const change of [book.importUnits(units), book.importPoints(points), importDevices(devices)]) {
      expect(change.changed).toEqual([]);
      expect([change.reply.created, change.reply.updated, change.reply.rejected]).toEqual([[], [], []]);
    }
  });

  it('rows come by id: what differs is updated, what is not in the file stays', () => {
    const { book } = town();
    book.importUnits({ ...whole, rows: [unit('a'), unit('b')] });
    const renamed = { ...unit('b'), name: 'B 所' };
    const { reply, changed } = book.importUnits({ ...whole, rows: [renamed, unit('c')] });
    expect(reply).toEqual({ ...nothing, created: ['c'], updated: ['b'] });
    expect(changed.map((row) => row.id)).toEqual(['b', 'c']);
    expect([...book.units.keys()]).toEqual(['a', 'b', 'c']);
    expect(book.unit('b')?.name).toBe('B 所');
  });

  it('a dry run says the same and changes nothing', () => {
    const { book } = town();
    const rows = [unit('a'), unit('b', 'a')];
    const dry = book.importUnits({ dryRun: true, partial: false, rows });
    expect(dry).toEqual({ reply: { ...nothing, created: ['a', 'b'] }, changed: [] });
    expect(book.units.size).toBe(0);
    expect(book.importUnits({ ...whole, rows }).reply).toEqual(dry.reply);
  });

  it('one bad row keeps the whole file out, unless the import is partial', () => {
    const { book } = town();
    const rows = [unit('a'), unit('b', 'nobody')];
    const rejected = [
      {
        row: 1,
        column: 'parent_unit',
        reason: expect.objectContaining({ en: 'no unit nobody above it, neither known nor in this file' }),
      },
    ];
    expect(book.importUnits({ ...whole, rows })).toEqual({ reply: { ...nothing, rejected }, changed: [] });
    expect(book.units.size).toBe(0);
    const partial = book.importUnits({ dryRun: false, partial: true, rows });
    expect(partial.reply).toEqual({ ...nothing, created: ['a'], rejected });
    expect([...book.units.keys()]).toEqual(['a']);
  });
});

describe('units', () => {
  it('a parent may stand further down in the file, or be known', () => {
    const { book } = town();
    expect(book.importUnits({ ...whole, rows: [unit('b', 'a'), unit('a')] }).reply.rejected).toEqual([]);
    expect(book.importUnits({ ...whole, rows: [unit('c', 'b')] }).reply.created).toEqual(['c']);
  });

  it('a unit under a rejected one is rejected too, so that no parent is ever missing', () => {
    const { book } = town();
    const rows = [unit('c', 'b'), unit('b', 'nobody'), unit('d')];
    const { reply } = book.importUnits({ dryRun: false, partial: true, rows });
    expect(reply.created).toEqual(['d']);
    expect(reply.rejected.map((problem) => problem.row)).toEqual([0, 1]);
  });

  it('units do not stand above themselves, neither at once nor in a ring with known ones', () => {
    const { book } = town();
    const own = book.importUnits({ ...whole, rows: [unit('a', 'a')] });
    expect(own.reply.rejected).toEqual([
      {
        row: 0,
        column: 'parent_unit',
        reason: expect.objectContaining({ en: 'the units above it lead back to a' }),
      },
    ]);
    book.importUnits({ ...whole, rows: [unit('a'), unit('b', 'a')] });
    expect(book.importUnits({ ...whole, rows: [unit('a', 'b')] }).reply.rejected).toHaveLength(1);
    expect(book.unit('a')?.parentUnit).toBeNull();
  });
});

describe('points', () => {
  it.each([
    ['owner_unit', { ownerUnit: 'x' }],
    ['maintainer_unit', { maintainerUnit: 'x' }],
    ['supervisor_unit', { supervisorUnit: 'x' }],
    ['subdistrict_unit', { subdistrictUnit: 'x' }],
  ])('name units that are known: %s', (column, over) => {
    const { book } = town();
    const { reply } = book.importPoints({ ...whole, rows: [testPoint('p', over)] });
    expect(reply.rejected).toEqual([
      { row: 0, column, reason: expect.objectContaining({ en: 'no unit x; import units.csv first' }) },
    ]);
  });
});

describe('devices', () => {
  it('name a profile and a point that are known', () => {
    const { importDevices } = town();
    const { reply } = importDevices([
      imported(device('a', { profile: 'tlit' })),
      imported(device('b', { pointId: 'p' })),
    ]);
    expect(reply.rejected).toEqual([
      {
        row: 0,
        column: 'profile',
        reason: expect.objectContaining({
          en: 'no profile tlit; known are equipment, flood-gauge, rain-gauge, tilt',
        }),
      },
      {
        row: 1,
        column: 'point_id',
        reason: expect.objectContaining({ en: 'no point p; import points.csv first' }),
      },
    ]);
  });

  it('a new device takes its secret or one that was made; a known one keeps its own unless the file brings another', () => {
    const { hashes, importDevices } = town();
    importDevices([imported(device('a'), 'hash a'), imported(device('b'))]);
    expect([...hashes]).toEqual([
      ['a', 'hash a'],
      ['b', 'made for b'],
    ]);
    const again = importDevices([
      imported(device('a'), 'hash a'),
      { ...imported(device('b')), newSecretHash: 'made anew' },
    ]);
    expect(again.reply).toEqual({ ...nothing, unchanged: ['a', 'b'] });
    const other = importDevices([imported(device('b'), 'hash b')]);
    expect(other.reply.updated).toEqual(['b']);
    expect(other.changed).toEqual([{ device: device('b'), secretHash: 'hash b' }]);
    expect(importDevices([imported(device('b', { intervalS: 60 }))]).changed[0]?.secretHash).toBeNull();
    expect(hashes.get('b')).toBe('hash b');
  });

  it('a dev_eui belongs to one device, and two may exchange theirs in one file', () => {
    const { importDevices, book } = town();
    const eui = (digit: string) => digit.repeat(16);
    importDevices([imported(device('a', { devEui: eui('1') })), imported(device('b', { devEui: eui('2') }))]);
    expect(importDevices([imported(device('c', { devEui: eui('1') }))]).reply.rejected).toEqual([
      {
        row: 0,
        column: 'dev_eui',
        reason: expect.objectContaining({ en: `${eui('1')} is device a already` }),
      },
    ]);
    const swap = importDevices([
      imported(device('a', { devEui: eui('2') })),
      imported(device('b', { devEui: eui('1') })),
    ]);
    expect(swap.reply).toEqual({ ...nothing, updated: ['a', 'b'] });
    expect([book.deviceByEui(eui('1'))?.id, book.deviceByEui(eui('2'))?.id]).toEqual(['b', 'a']);
    importDevices([imported(device('a')), imported(device('c', { devEui: eui('2') }))]);
    expect([book.deviceByEui(eui('1'))?.id, book.deviceByEui(eui('2'))?.id]).toEqual(['b', 'c']);
  });
});
