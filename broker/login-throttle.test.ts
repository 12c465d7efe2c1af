import { describe, expect, it } from 'vitest';
import { LoginThrottle, networkOf } from './login-throttle.ts';

const options = { failures: 3, connectionsPerSecond: 2, rememberMs: 10_000, addresses: 3 };

describe('an address that fails to log in', () => {
  it('is slowed down from its third failure on, and forgotten after a while', () => {
    const throttle = new LoginThrottle(options);
    expect([1, 2, 3, 4].map(() => throttle.failed('192.0.2.1', 0))).toEqual([false, false, true, false]);
    expect([1, 2, 3].map(() => throttle.admit('192.0.2.1', 0))).toEqual([true, true, false]);
    expect(throttle.admit('192.0.2.1', 500)).toBe(true);
    expect(throttle.admit('192.0.2.1', 500)).toBe(false);
    expect(throttle.admit('192.0.2.2', 500)).toBe(true);
    expect([1, 2, 3, 4, 5].map(() => throttle.admit('192.0.2.1', 10_001))).not.toContain(false);
  });

  it('gives way to newer ones where there are too many', () => {
    const throttle = new LoginThrottle(options);
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4']) {
      for (let failure = 0; failure < 3; failure += 1) throttle.failed(address, 0);
    }
    const refused = (address: string) => [1, 2, 3].some(() => !throttle.admit(address, 0));
    expect(refused('192.0.2.1')).toBe(false);
    expect(refused('192.0.2.4')).toBe(true);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));
});
