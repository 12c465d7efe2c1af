// Why a login was refused, in words.
import { messageOf } from '../../../../core/error.ts';
import type { Label } from '../../../../core/label.ts';
import { hasCode, unreachableCode } from '../api-client/request.ts';
import { words } from './words.ts';

export function loginRefusalWords(thrown: unknown): Label {
  if (hasCode(thrown, 'wrong_login')) return words.wrongLogin;
  if (hasCode(thrown, 'too_many_logins')) return words.tooManyLogins;
  if (hasCode(thrown, unreachableCode)) return words.hubUnreachable;
  const detail = messageOf(thrown);
  return { zh: detail, en: detail };
}
