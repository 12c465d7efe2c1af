import { describe, expect, it } from 'vitest';
import { login } from './login.ts';
import { hashSecret } from './secret-hash.ts';
import { testCredentials, testSecret } from './testing/test-broker.ts';

const credentials = testCredentials();
const right = Buffer.from(testSecret);

describe('a login', () => {
  it('is that of a device by its id, or of an account by its name', () => {
    expect(login(credentials, 'd1', right)).toEqual({ ok: true, value: { kind: 'device', name: 'd1' } });
    expect(login(credentials, 'reader', right)).toEqual({
      ok: true,
      value: { kind: 'account', name: 'reader' },
    });
  });

  it.each([
    [undefined, right, 'anonymous'],
    ['', right, 'anonymous'],
    ['nobody', right, 'unknown_name'],
    ['nobody', Buffer.alloc(0), 'unknown_name'],
    ['d1', Buffer.from('guess'), 'wrong_secret'],
    ['d1', undefined, 'wrong_secret'],
  ])('as %j is refused', (name, secret, error) => {
    expect(login(credentials, name, secret)).toEqual({ ok: false, error });
  });

  it('without a secret is refused even where the empty secret was stored', () => {
    const open = { ...credentials, deviceSecretHash: () => hashSecret('') };
    expect(login(open, 'd1', undefined)).toEqual({ ok: false, error: 'wrong_secret' });
  });
});
