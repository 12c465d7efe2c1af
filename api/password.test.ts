import { expect, test } from 'vitest';
import { decoyHash, hashPassword, verifyPassword } from './password.ts';

test('a password has its own hash, and another password has not', async () => {
  const hash = await hashPassword('correct horse');
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(hash).not.toContain('horse');
  expect(await verifyPassword('correct horse', hash)).toBe(true);
  expect(await verifyPassword('correct horsf', hash)).toBe(false);
});

test('the same characters typed as other code points are the same password', async () => {
  const hash = await hashPassword('caf\u00e9-1234');
  expect(await verifyPassword('cafe\u0301-1234', hash)).toBe(true);
});

test('nobody has the decoy’s password, and it costs what a real one does', async () => {
  const decoy = decoyHash();
  expect(await verifyPassword('', decoy)).toBe(false);
  const costOf = (hash: string) => hash.split('$').slice(0, 4).join('$');
  expect(costOf(decoy)).toBe(costOf(await hashPassword('correct horse')));
});

test('a hash of another kind is a mistake of the hub', async () => {
  await expect(verifyPassword('x', 'sha256$a$b')).rejects.toThrow('scrypt$N$r$p$salt$hash');
});
