// Commands to devices in the fold: issued, superseded, sent, answered, expired; and the log cut anywhere.
import { describe, expect, it } from 'vitest';
import type { DeviceCommand } from '../core/device-command.ts';
import { type JournalRecord, tickRecord } from '../core/record.ts';
import { dayMs, minuteMs } from '../core/time.ts';
import { CodecSandbox } from '../hub/codecs/codec-sandbox.ts';
import { Fold } from '../hub/fold/fold.ts';
import { applyAll, command, message, stormStart, townRecords } from './small-town.ts';

const at = (minute: number) => stormStart + minute * minuteMs;

const ask = (minute: number, name = 'set_interval', over: { deviceId?: string; expiresAt?: number } = {}) =>
  command(at(minute), 'device.command', {
    deviceId: 'gauge-1',
    command: name,
    params: { interval_s: 60 + minute },
    expiresAt: null,
    ...over,
  });
const sent = (minute: number, commandId: string) => command(at(minute), 'device.command_sent', { commandId });
const reply = (minute: number, id: string, more = {}, deviceId = 'gauge-1') =>
  message(at(minute), deviceId, 'replies', { id, ok: true, ...more });
const tick = (minute: number) => tickRecord(at(minute));

function run(...records: readonly JournalRecord[]) {
  const fold = new Fold(new CodecSandbox());
  const position = applyAll(fold, townRecords(stormStart - 1));
  fold.takeEffects();
  applyAll(fold, records, position);
  const effects = fold.takeEffects();
  const told = effects.outbox.filter(({ kind }) => kind === 'command');
  return {
    fold,
    effects,
    commands: [...effects.deviceCommands.values()],
    told: told.map(({ subjectId, body }) => `${subjectId} ${body.state}`),
  };
}

/** The state of each command at the end, by id. */
const states = (commands: readonly DeviceCommand[]) =>
  Object.fromEntries(commands.map(({ id, state }) => [id, state]));

describe('a command to a device', () => {
  it('is queued, sent and answered, and each step is told', () => {
    const { commands, told } = run(ask(1), sent(2, 'C000001'), reply(3, 'C000001', { detail: 'set' }));
    expect(commands).toEqual([
      {
        ...{ id: 'C000001', deviceId: 'gauge-1', command: 'set_interval', params: { interval_s: 61 } },
        ...{ state: 'done', requestedBy: 'wang', requestedAt: at(1), expiresAt: at(1) + 2 * dayMs },
        ...{ sentAt: at(2), closedAt: at(3), reply: { ok: true, detail: 'set' } },
      },
    ]);
    expect(told).toEqual(['C000001 queued', 'C000001 sent', 'C000001 done']);
  });

  it('fails where its device says so, and is answered also before its acknowledgement came', () => {
    const { commands } = run(
      ask(1),
      reply(2, 'C000001', { ok: false, detail: 'no such key' }),
      sent(3, 'C000001'),
    );
    expect(commands).toMatchObject([
      { state: 'failed', sentAt: at(2), reply: { ok: false, detail: 'no such key' } },
    ]);
  });

  it('takes the place of an older setting of its name that was not sent, and of nothing else', () => {
    const other = { deviceId: 'gauge-2' };
    const { commands } = run(
      ...[ask(1), sent(2, 'C000001'), ask(3), ask(4, 'set_threshold'), ask(5, 'reboot'), ask(6, 'reboot')],
      ...[ask(7, 'set_interval', other), ask(8)],
    );
    expect(states(commands)).toEqual({
      ...{ C000001: 'sent', C000002: 'superseded', C000003: 'queued', C000004: 'queued', C000005: 'queued' },
      ...{ C000006: 'queued', C000007: 'queued' },
    });
  });

  it('expires where its device does not come, and stays unanswered where it says nothing', () => {
    const soon = { expiresAt: at(30) };
    const { commands, told } = run(
      ask(1, 'reboot', soon),
      ask(2, 'measure', soon),
      sent(3, 'C000002'),
      tick(30),
      tick(90),
    );
    expect(states(commands)).toEqual({ C000001: 'expired', C000002: 'unanswered' });
    expect(commands.map(({ closedAt }) => closedAt)).toEqual([at(30), at(90)]);
    expect(told.slice(-2)).toEqual(['C000001 expired', 'C000002 unanswered']);
  });

  it('is answered by its own device only, and not once it is closed', () => {
    const { commands } = run(ask(1), reply(2, 'C000001', {}, 'gauge-2'), reply(3, 'C000009'));
    expect(states(commands)).toEqual({ C000001: 'queued' });
    const late = run(ask(1, 'reboot', { expiresAt: at(2) }), tick(2), reply(3, 'C000001'));
    expect(states(late.commands)).toEqual({ C000001: 'expired' });
  });

  it('is refused without its device, for a time that is past or too far, and above what may wait', () => {
    const fold = new Fold(new CodecSandbox());
    const position = applyAll(fold, townRecords(stormStart - 1));
    const refusalOf = (record: JournalRecord) => {
      const { kept, reply: answer } = fold.apply(position + 1, record);
      return answer?.ok === false && kept !== 'record' ? answer.refusal : null;
    };
    expect(refusalOf(ask(1, 'reboot', { deviceId: 'gauge-9' }))).toMatchObject({ kind: 'not_found' });
    for (const expiresAt of [at(1), at(0), at(1) + 31 * dayMs]) {
      expect(refusalOf(ask(1, 'reboot', { expiresAt }))).toMatchObject({
        kind: 'invalid',
        field: 'expires_at',
      });
    }
    for (let count = 0; count < 99; count += 1) expect(refusalOf(ask(1, 'reboot'))).toBeNull();
    expect(refusalOf(ask(1))).toBeNull();
    expect(refusalOf(ask(1, 'reboot'))).toMatchObject({ kind: 'conflict' });
    // One that takes another's place needs none of its own.
    expect(refusalOf(ask(1))).toBeNull();
  });

  it('is in the audit log by who asked for it, and not by the broker that sent it', () => {
    const { effects } = run(ask(1), sent(2, 'C000001'));
    expect(effects.audit).toMatchObject([{ by: 'wang', action: 'device.command', subject: 'gauge-1' }]);
  });

  it('comes to the same wherever the log is cut', () => {
    const records = [
      ...[ask(1), ask(2, 'reboot', { expiresAt: at(40) }), ask(3), sent(4, 'C000003'), tick(40)],
      ...[ask(41), reply(42, 'C000003'), tick(60), ask(61), tick(61 + 3 * 24 * 60)],
    ];
    const whole = run(...records);
    const start = townRecords(stormStart - 1);
    for (let cut = 0; cut <= records.length; cut += 1) {
      const before = new Fold(new CodecSandbox());
      const position = applyAll(before, [...start, ...records.slice(0, cut)]);
      const resumed = new Fold(new CodecSandbox());
      resumed.restore(JSON.parse(JSON.stringify(before.dump())));
      applyAll(resumed, records.slice(cut), position);
      expect(resumed.dump()).toEqual(whole.fold.dump());
    }
    expect(whole.fold.dump().filter(({ table }) => table === 'device_commands')).toEqual([]);
  });
});
