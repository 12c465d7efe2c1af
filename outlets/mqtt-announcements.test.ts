import { describe, expect, it } from 'vitest';
import type { CommittedEvent } from '../core/ports.ts';
import { announcementOf, mqttAnnouncements } from './mqtt-announcements.ts';

const event = (
  kind: CommittedEvent['kind'],
  subjectId: string,
  body: Record<string, unknown>,
): CommittedEvent => ({
  ...{ id: 1, at: 0 },
  ...{ kind, subjectId, body },
});

describe('MQTT announcements', () => {
  it('keep the alarm of each point and rule, also of a device that stands nowhere', () => {
    const body = { rule_id: 'flood-depth', point_id: 'flood-1', device_id: 'gauge-1', severity: 'red' };
    expect(announcementOf(event('alarm', 'A000001', body))).toEqual({
      topic: 'hub/alarms/flood-1/flood-depth',
      payload: JSON.stringify(body),
      retain: true,
    });
    const loose = announcementOf(event('alarm', 'A000002', { ...body, point_id: null }));
    expect(loose?.topic).toBe('hub/alarms/gauge-1/flood-depth');
  });

  it('keep the status of a device and tell cases as they change', () => {
    const body = { status: 'offline', since: 's', last_seen_at: null, point_id: 'p' };
    expect(announcementOf(event('device', 'tilt-1', body))).toEqual({
      topic: 'hub/devices/tilt-1/status',
      payload: '{"status":"offline","since":"s","last_seen_at":null}',
      retain: true,
    });
    const told = announcementOf(event('case', '20261124-0001', { state: 'filed' }));
    expect(told).toMatchObject({ topic: 'hub/cases/20261124-0001', retain: false });
    expect(announcementOf(event('command', 'c', {}))).toBeNull();
  });

  it('are published in their order', async () => {
    const published: string[] = [];
    const outlet = mqttAnnouncements(
      async (topic) => {
        await Promise.resolve();
        published.push(topic);
      },
      async () => null,
    );
    const alarms = ['a', 'b', 'c'].map((id) => event('alarm', id, { rule_id: 'r', point_id: id }));
    await outlet.deliver(alarms, new AbortController().signal);
    expect(published).toEqual(['hub/alarms/a/r', 'hub/alarms/b/r', 'hub/alarms/c/r']);
  });

  it('keep the alarm of the other gauge where one of two at a point has cleared', async () => {
    const kept = new Map<string, unknown>();
    const told: unknown[] = [];
    const other = { id: 'A2', rule_id: 'r', point_id: 'p', condition: 'active' };
    const outlet = mqttAnnouncements(
      async (topic, payload, { retain }) => {
        told.push(JSON.parse(payload));
        if (retain) kept.set(topic, JSON.parse(payload));
      },
      async (pointId, ruleId) => (pointId === 'p' && ruleId === 'r' ? other : null),
    );
    const cleared = (id: string, rule_id: string) => ({ id, rule_id, point_id: 'p', condition: 'cleared' });
    const events = [cleared('A1', 'r'), cleared('A3', 's')].map((body) => event('alarm', body.id, body));
    await outlet.deliver(events, new AbortController().signal);
    expect(told).toEqual([cleared('A1', 'r'), other, cleared('A3', 's')]);
    expect([...kept]).toEqual([
      ['hub/alarms/p/r', other],
      ['hub/alarms/p/s', cleared('A3', 's')],
    ]);
  });
});
