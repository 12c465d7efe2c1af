import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Announcement, AnnouncementRequest } from '../../core/announcement.ts';
import { hourMs, minuteMs } from '../../core/time.ts';
import { openOutletBook } from '../../store/outlet-book.ts';
import { alarmEvent, eventsAt, never, startFarSide } from '../test-events.ts';
import { httpSpeaker } from './http-speaker.ts';
import { type PublicAddressOptions, publicAddress } from './public-address.ts';

/** 08:00 UTC is 16:00 in Shanghai: nobody sleeps. */
const day = eventsAt + 8 * hourMs;

function setUp(over: Partial<PublicAddressOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-speakers-'));
  const store = openOutletBook(folder);
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const clock = { now: day };
  const noted: Announcement[] = [];
  const address = publicAddress({
    rules: {
      ...{ minSeverity: 'orange', ruleIds: ['flood-depth', 'flood-rise'], automaticRuleIds: ['flood-rise'] },
      ...{ cooldownMs: 20 * minuteMs, withinMs: 15 * minuteMs },
      quiet: { fromMinute: 22 * 60, toMinute: 6 * 60, except: 'red' },
    },
    zones: [
      { name: 'east', points: ['flood-1'], basins: [], text: '{point}积水，请绕行' },
      { name: 'north', points: [], basins: ['north'], text: '注意积水' },
      { name: 'west', points: ['flood-9'], basins: ['south'], text: '西' },
    ],
    timezone: 'Asia/Shanghai',
    book: store.announcements,
    now: () => clock.now,
    placeOf: async () => ({ name: '北关路口', basin: 'north' }),
    speak: null,
    note: async (announcement) => void noted.push(announcement),
    ...over,
  });
  const told = () =>
    store.announcements
      .list({ limit: 100, cursor: null })
      .items.map(({ zone, decision, decidedBy }) => [zone, decision, decidedBy]);
  return { ...address, clock, noted, told, book: store.announcements };
}

const alarm = (id: number, over: Record<string, unknown> = {}) => ({ ...alarmEvent(id, over), at: day });

describe('loudspeakers', () => {
  it('wait for an operator in each zone that the point lies in, and say what was confirmed', async () => {
    const far = await startFarSide();
    const speak = httpSpeaker({ url: far.url, secret: 's', repeat: 3, now: () => day });
    const { outlet, desk, told, noted } = setUp({ speak });
    await outlet.deliver([alarm(1)], never);
    expect(told()).toEqual([
      ['north', 'waiting', null],
      ['east', 'waiting', null],
    ]);
    expect([far.received, noted]).toEqual([[], []]);
    expect(await desk.act('east.1', 'confirm', 'wang')).toMatchObject({
      decision: 'spoken',
      decidedBy: 'wang',
    });
    expect(JSON.parse(far.received[0]?.body ?? '')).toEqual({
      ...{
        id: 'east.1',
        zone: 'east',
        text: '北关路口积水，请绕行',
        severity: 'orange',
        repeat: 3,
        alarm_id: 'A1',
      },
    });
    expect(far.received[0]?.headers['webhook-signature']).toMatch(/^v1,/);
    expect(await desk.act('north.1', 'refuse', 'li')).toMatchObject({ decision: 'refused', decidedBy: 'li' });
    await expect(desk.act('north.1', 'confirm', 'wang')).rejects.toMatchObject({
      code: 'announcement_decided',
    });
    expect(far.received).toHaveLength(1);
  });

  it('a rule that may speak for itself does, once, after the audit log has it', async () => {
    const { outlet, told, noted } = setUp();
    await outlet.deliver([alarm(1, { rule_id: 'flood-rise' })], never);
    await outlet.deliver([alarm(1, { rule_id: 'flood-rise' })], never);
    expect(told()).toEqual([
      ['north', 'dry_run', 'rules'],
      ['east', 'dry_run', 'rules'],
    ]);
    expect(noted.map(({ zone, decision }) => [zone, decision])).toEqual([
      ['east', 'dry_run'],
      ['north', 'dry_run'],
    ]);
  });

  it('keep quiet at night but for the worst, and soon after the last; why is kept', async () => {
    const { outlet, clock, told } = setUp();
    const rise = (id: number, severity: string) => ({
      ...alarm(id, { rule_id: 'flood-rise', severity }),
      at: clock.now,
    });
    clock.now = day + 8 * hourMs;
    await outlet.deliver([rise(1, 'orange'), rise(2, 'red')], never);
    clock.now += minuteMs;
    await outlet.deliver([rise(3, 'red')], never);
    expect(told().filter(([zone]) => zone === 'east')).toEqual([
      ['east', 'cooldown', 'rules'],
      ['east', 'dry_run', 'rules'],
      ['east', 'quiet_hours', 'rules'],
    ]);
  });

  it('say nothing about an alarm that is over, suppressed or long past', async () => {
    const { outlet, clock, told, desk } = setUp();
    await outlet.deliver([alarm(1), alarm(2, { suppressed_by: 'outage' })], never);
    await outlet.deliver([{ ...alarm(3, { change: 'cleared' }), subjectId: 'A1' }], never);
    expect(told()).toEqual([
      ['north', 'cleared', 'rules'],
      ['east', 'cleared', 'rules'],
    ]);
    await outlet.deliver([alarm(4)], never);
    clock.now = day + 16 * minuteMs;
    expect(await desk.act('east.4', 'confirm', 'wang')).toMatchObject({ decision: 'too_late' });
    await outlet.deliver([alarm(5)], never);
    expect(told()[0]).toEqual(['north', 'too_late', 'rules']);
  });

  it('that are away are tried again; what an operator confirmed waits on', async () => {
    const far = await startFarSide();
    far.answer = (_received, response) => void response.writeHead(502).end();
    const speak = httpSpeaker({ url: far.url, secret: null, repeat: 1, now: () => day });
    const { outlet, desk, told, noted } = setUp({ speak });
    for (let i = 0; i < 2; i += 1) {
      await expect(outlet.deliver([alarm(1, { rule_id: 'flood-rise' })], never)).rejects.toThrow(/502/);
    }
    expect(noted.map(({ id }) => id)).toEqual(['east.1']);
    expect(told()).toEqual([]);
    await outlet.deliver([alarm(2)], never);
    await expect(desk.act('east.2', 'confirm', 'wang')).rejects.toThrow(/502/);
    far.answer = (_received, response) => void response.end();
    expect(await desk.act('east.2', 'confirm', 'wang')).toMatchObject({ decision: 'spoken' });
    await outlet.deliver([alarm(1, { rule_id: 'flood-rise' })], never);
    expect(told().filter(([zone]) => zone === 'east')).toEqual([
      ['east', 'cooldown', 'rules'],
      ['east', 'spoken', 'wang'],
    ]);
  });
});

describe('words that a flow asks for', () => {
  const request: AnnouncementRequest = {
    ...{ key: 'alarm:7:say:0', zone: null, pointId: 'flood-1', text: '请绕行', alarmId: 'A7' },
    severity: 'orange',
  };

  it('wait for an operator in the zone of the point, once for each key', async () => {
    const { desk, told } = setUp();
    expect(await desk.ask(request)).toMatchObject({ zone: 'east', decision: 'waiting', text: '请绕行' });
    await desk.ask(request);
    expect(told()).toEqual([['east', 'waiting', null]]);
    const [waiting] = desk.list({ limit: 1, cursor: null }).items;
    expect(await desk.act(waiting?.id ?? '', 'confirm', 'wang')).toMatchObject({ decision: 'dry_run' });
    // The next one comes too soon.
    expect(await desk.ask({ ...request, key: 'alarm:8:say:0' })).toMatchObject({ decision: 'cooldown' });
  });

  it('are not said at night, nor in a zone that is not there', async () => {
    const { desk, clock } = setUp();
    clock.now = day + 8 * hourMs;
    expect(await desk.ask(request)).toMatchObject({ decision: 'quiet_hours' });
    expect(await desk.ask({ ...request, zone: 'nowhere' })).toBeNull();
  });
});
