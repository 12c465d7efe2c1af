import { describe, expect, it } from 'vitest';
import { hashSecret, newSecret, verifySecret } from './secret-hash.ts';

describe('a secret', () => {
  it('is known again by its hash, and no other is', () => {
    const secret = newSecret();
    const hash = hashSecret(secret);
    expect(verifySecret(secret, hash)).toBe(true);
    expect(verifySecret(Buffer.from(secret), hash)).toBe(true);
    expect(verifySecret(`${secret}x`, hash)).toBe(false);
    expect(verifySecret('', hash)).toBe(false);
  });

  it('is new each time, long, and fits a header', () => {
    const secrets = new Set(Array.from({ length: 100 }, newSecret));
    expect(secrets.size).toBe(100);
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{24}$/);
  });

  it('gives another hash with another salt', () => {
    expect(hashSecret('a')).not.toBe(hashSecret('a'));
    expect(hashSecret('a', new Uint8Array(16))).toBe(hashSecret('a', new Uint8Array(16)));
  });

  it.each(['', 'plain', 'sha256$', 'sha256$AA$AA', 'scrypt$AA$AA', `${hashSecret('a')}$more`])(
    'is never right for a hash of another form: %j',
    (hash) => expect(verifySecret('a', hash)).toBe(false),
  );
});
