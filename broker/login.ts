// Who is at the door: a device by its id and secret, an integration or reader by its account's. People log in
// to the API only.
import type { Credentials } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Identity } from './access.ts';
import { hashSecret, verifySecret } from './secret-hash.ts';

export const loginFailures = [
  'anonymous',
  'unknown_name',
  'wrong_secret',
  'wrong_certificate',
  'client_id_missing',
  'will_refused',
  'flapping',
] as const;
export type LoginFailure = (typeof loginFailures)[number];

/** CONNACK return codes, MQTT 3.1.1 table 3.1. */
export const connackCodes: Readonly<Record<LoginFailure, 2 | 4 | 5>> = {
  anonymous: 5,
  unknown_name: 4,
  wrong_secret: 4,
  wrong_certificate: 5,
  client_id_missing: 2,
  will_refused: 5,
  flapping: 5,
};

/** Compared with where there is nobody, so that an unknown name takes as long as a wrong secret. */
const nobodysHash = hashSecret('', new Uint8Array(16));

export function login(
  credentials: Credentials,
  username: string | undefined,
  secret: Uint8Array | undefined,
): Result<Identity, LoginFailure> {
  if (username === undefined || username === '') return fail('anonymous');
  const deviceHash = credentials.deviceSecretHash(username);
  const hash = deviceHash ?? credentials.account(username)?.secretHash;
  const right = verifySecret(secret ?? new Uint8Array(0), hash ?? nobodysHash);
  if (hash === undefined) return fail('unknown_name');
  if (secret === undefined || !right) return fail('wrong_secret');
  return ok({ kind: deviceHash === undefined ? 'account' : 'device', name: username });
}

/**
 * The login of a device whose certificate was verified: the certificate's name is its own, and needs no secret. A
 * user name, where one is sent, must be the same.
 */
export function loginByCertificate(
  credentials: Credentials,
  certifiedName: string,
  username: string | undefined,
): Result<Identity, LoginFailure> {
  if (username !== undefined && username !== '' && username !== certifiedName)
    return fail('wrong_certificate');
  if (credentials.deviceSecretHash(certifiedName) === undefined) return fail('unknown_name');
  return ok({ kind: 'device', name: certifiedName });
}
