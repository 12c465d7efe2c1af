// A message on which the hub itself failed goes into quarantine as it came, so that one message stops nobody.
import type { MessageOutcome } from '../core/effects.ts';
import type { JournalRecord } from '../core/record.ts';
import { untouchedOutcome } from './untouched-outcome.ts';

const rejections = [
  {
    reason: 'hub_failed',
    detail: {
      zh: '平台处理此报文时出错，原因见日志。请升级后重试',
      en: 'the hub failed on this message; its log says why. Retry it after an update',
    },
  },
];

export function setAsideOutcome(position: number, record: JournalRecord): MessageOutcome {
  return { ...untouchedOutcome(position, record), rejections };
}
