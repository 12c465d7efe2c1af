// Words and colours of states, severities and rules, as the console has them.
import type { ValueMapping } from '@grafana/schema';
import { statusCodes } from '../../../core/influx-schema.ts';
import type { Label } from '../../../core/label.ts';
import { severities, severityRank } from '../../../core/severity.ts';
import { severityLooks } from '../../console/src/look/severity-look.ts';
import {
  caseStateWords,
  deviceStatusWords,
  pointKindWords,
  severityWords,
} from '../../console/src/words/words.ts';
import { calm, good, named } from './field-look.ts';
import type { Say } from './say.ts';

const severityColours = Object.fromEntries(
  severities.map((severity) => [severity, severityLooks[severity].fill]),
);

export function severityNames(say: Say): ValueMapping {
  return named(say, severityWords, severityColours);
}

/** For `severity_rank`. */
export function severityRanks(say: Say): ValueMapping {
  const words: Record<string, Label> = { 0: { zh: '无', en: 'None' } };
  const colours: Record<string, string> = { 0: calm };
  for (const severity of severities) {
    words[severityRank(severity)] = severityWords[severity];
    colours[severityRank(severity)] = severityLooks[severity].fill;
  }
  return named(say, words, colours);
}

/** For `status_code`. */
export function statusNames(say: Say): ValueMapping {
  const statuses = Object.keys(statusCodes) as (keyof typeof statusCodes)[];
  const words = Object.fromEntries(statuses.map((name) => [statusCodes[name], deviceStatusWords[name]]));
  const colours = {
    unknown: calm,
    online: good,
    late: '#f2cb1d',
    offline: '#d3202f',
    maintenance: '#1d63d8',
  };
  return named(say, words, Object.fromEntries(statuses.map((name) => [statusCodes[name], colours[name]])));
}

export function caseStates(say: Say): ValueMapping {
  return named(say, caseStateWords);
}

export function pointKinds(say: Say): ValueMapping {
  return named(say, pointKindWords);
}

/** What happened to an alarm. */
export function alarmChanges(say: Say): ValueMapping {
  return named(say, {
    raised: { zh: '产生', en: 'Raised' },
    escalated: { zh: '升级', en: 'Escalated' },
    cleared: { zh: '解除', en: 'Cleared' },
    acknowledged: { zh: '已确认', en: 'Acknowledged' },
    shelved: { zh: '搁置', en: 'Shelved' },
    unshelved: { zh: '取消搁置', en: 'Unshelved' },
    suppressed: { zh: '抑制', en: 'Suppressed' },
    commented: { zh: '备注', en: 'Commented' },
  });
}

/** For integers that are 0 or 1. */
export function yesOrNo(say: Say, yes: Label, no: Label, yesColour: string): ValueMapping {
  return named(say, { 0: no, 1: yes }, { 0: calm, 1: yesColour });
}
