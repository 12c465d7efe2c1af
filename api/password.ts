// Passwords of people: scrypt with its cost written beside the hash, so that a dearer cost takes old hashes too.
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** One of OWASP's recommended settings: 32 MiB and three passes, about a fifth of a second. */
const cost = { N: 2 ** 15, r: 8, p: 3 } as const;
const hashBytes = 32;
const saltBytes = 16;

/** Memory that verifying may take, whatever a hash asks for. */
const maxMemoryBytes = 256 * 1024 * 1024;

export const minPasswordLength = 8;

const pattern = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;

function derive(password: string, salt: Buffer, bytes: number, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settings = { ...options, maxmem: maxMemoryBytes };
    // The same characters may be typed as different code points, by keyboard and platform.
    scrypt(password.normalize('NFKC'), salt, bytes, settings, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function format(salt: Buffer, hash: Buffer): string {
  return `scrypt$${cost.N}$${cost.r}$${cost.p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return format(salt, await derive(password, salt, hashBytes, cost));
}

/** Whether `password` has `hash`. Rejects where the hash is not one of `hashPassword`. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, n, r, p, salt = '', expected = ''] = pattern.exec(hash) ?? [];
  if (n === undefined) throw new Error('a password hash has the form scrypt$N$r$p$salt$hash');
  const expectedBytes = Buffer.from(expected, 'base64url');
  const options = { N: Number(n), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, 'base64url'), expectedBytes.length, options);
  return timingSafeEqual(actual, expectedBytes);
}

/** A hash that no password has, to be checked where there is no such user: it costs the same time. */
export function decoyHash(): string {
  return format(randomBytes(saltBytes), randomBytes(hashBytes));
}
