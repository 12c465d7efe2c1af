import { describe, expect, it } from 'vitest';
import { Access, type Identity } from './access.ts';
import { testAccounts, testCredentials } from './testing/test-broker.ts';

const access = new Access(testCredentials(), { topicBytes: 60, topicLevels: 6 });
const device: Identity = { kind: 'device', name: 'd1' };
const reader: Identity = { kind: 'account', name: 'reader' };
const integration: Identity = { kind: 'account', name: 'lns' };

describe('a device', () => {
  it.each(['devices/d1/telemetry', 'devices/d1/status', 'v1/devices/me/telemetry'])(
    'publishes %s',
    (topic) => {
      expect(access.mayPublish(device, topic)).toBe(true);
    },
  );

  it.each([
    'devices/d1',
    'devices/d1/',
    'devices/d11/telemetry',
    'devices/d2/telemetry',
    'hub/alarms/p/r',
    '$SYS/x',
    'devices/d1/+',
    'devices/d1/a/b/c/d/e/f',
    `devices/d1/${'水'.repeat(20)}`,
  ])('does not publish %s', (topic) => {
    expect(access.mayPublish(device, topic)).toBe(false);
  });

  it.each([
    ['devices/d1/commands', true],
    ['v1/devices/me/#', true],
    ['v1/devices/me/rpc/+', true],
    ['devices/d1/#', false],
    ['devices/+/commands', false],
    ['#', false],
    ['', false],
  ])('may subscribe to %j: %s', (filter, may) => {
    expect(access.maySubscribe(device, filter)).toBe(may);
  });

  it('receives on shared topics only what it sent itself, and nothing is kept there', () => {
    expect(access.mayReceive(device, 'v1/devices/me/attributes', 'd1')).toBe(true);
    expect(access.mayReceive(device, 'v1/devices/me/attributes', 'd2')).toBe(false);
    expect(access.mayReceive(device, 'v1/devices/me/attributes', null)).toBe(false);
    expect(access.mayReceive(device, 'devices/d1/commands', null)).toBe(true);
    expect(access.mayQueue(device, 'v1/devices/me/#')).toBe(false);
    expect(access.mayQueue(device, 'devices/d1/commands')).toBe(true);
  });
});

describe('an account', () => {
  it('publishes and reads by its filters', () => {
    expect(access.mayPublish(integration, 'application/1/device/ab')).toBe(true);
    expect(access.mayPublish(integration, 'devices/d1/telemetry')).toBe(false);
    expect(access.mayPublish(integration, '$SYS/x')).toBe(false);
    expect(access.mayPublish(reader, 'hub/alarms/p/r')).toBe(false);
    expect(access.maySubscribe(reader, 'hub/alarms/+/r')).toBe(true);
    expect(access.maySubscribe(reader, '#')).toBe(false);
    expect(access.mayReceive(reader, 'hub/cases/c', null)).toBe(true);
    expect(access.mayReceive(reader, 'devices/d1/telemetry', 'd1')).toBe(false);
  });

  it('that is gone may nothing', () => {
    const gone: Identity = { kind: 'account', name: 'gone' };
    expect(access.mayPublish(gone, 'application/1')).toBe(false);
    expect(access.maySubscribe(gone, 'hub/#')).toBe(false);
  });

  it('that loses a filter loses it at once', () => {
    const accounts = { ...testAccounts };
    const changing = new Access(
      { ...testCredentials(), account: (name) => accounts[name] },
      { topicBytes: 60, topicLevels: 6 },
    );
    expect(changing.mayReceive(reader, 'hub/cases/c', null)).toBe(true);
    delete accounts.reader;
    expect(changing.mayReceive(reader, 'hub/cases/c', null)).toBe(false);
  });
});
