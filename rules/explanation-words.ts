// The sentence that says why a rule is or is not in alarm, in Chinese and English, with the figures that count.
import type { Label } from '../core/label.ts';
import { type Severity, severities } from '../core/severity.ts';
import type { Rule } from './rule-definition.ts';
import type { RuleTimer } from './rule-timers.ts';
import { type ReasonName, reasons } from './verdict.ts';

export type RuleStateName = 'in_alarm' | 'waiting' | 'clear' | 'no_reading' | 'not_watching' | 'disabled';

/** The reasons of verdicts, and those for which there was none. */
export type ExplainedReason =
  | ReasonName
  | 'no_reading'
  | 'not_watching'
  | 'disabled'
  | 'heard_in_time'
  | 'not_its_silence';

interface Figures {
  readonly rule: Rule;
  readonly state: RuleStateName;
  readonly reason: ExplainedReason;
  /** Of the alarm. */
  readonly severity: Severity | null;
  /** The last one that the rule or the device gave, in the rule's unit. */
  readonly value: number | null;
  readonly timers: readonly RuleTimer[];
}

export const levelWords: Readonly<Record<Severity, Label>> = {
  blue: { zh: '蓝色', en: 'blue' },
  yellow: { zh: '黄色', en: 'yellow' },
  orange: { zh: '橙色', en: 'orange' },
  red: { zh: '红色', en: 'red' },
};

const withoutVerdict: Readonly<Record<Exclude<ExplainedReason, keyof typeof reasons>, Label>> = {
  no_reading: {
    zh: '尚未收到该规则所需的数据',
    en: 'nothing that this rule looks at has come from the device',
  },
  not_watching: {
    zh: '该规则不适用于此点位的设备',
    en: 'the rule does not look at the devices of this point',
  },
  disabled: { zh: '规则已停用', en: 'the rule is switched off' },
  not_its_silence: {
    zh: '网关、区域或系统自身中断，或正在计划作业，沉默不说明设备状况',
    en: 'its gateway, its area or the hub itself is away, or there is planned work: its silence says nothing',
  },
  heard_in_time: { zh: '设备按预期间隔上报', en: 'the device reports within its expected intervals' },
};

const timerWords: Readonly<Record<RuleTimer['name'], Label>> = {
  on_delay: { zh: '报警延时', en: 'on-delay' },
  off_delay: { zh: '解除延时', en: 'off-delay' },
  confirm: { zh: '位移确认', en: 'confirmation' },
  late: { zh: '判为迟到', en: 'late' },
  offline: { zh: '判为离线', en: 'offline' },
};

export function explanationWords(figures: Figures): Label {
  const { state, reason } = figures;
  const why = reason in reasons ? reasons[reason as keyof typeof reasons] : withoutVerdict[reason as never];
  const parts = [why, ...figureWords(figures)];
  const begin = beginning(state, figures.severity);
  return {
    zh: `${begin.zh}：${parts.map(({ zh }) => zh).join('；')}`,
    en: `${begin.en}: ${parts.map(({ en }) => en).join('; ')}`,
  };
}

function beginning(state: RuleStateName, severity: Severity | null): Label {
  if (state !== 'in_alarm' || severity === null) return { zh: '未报警', en: 'not in alarm' };
  const { zh, en } = levelWords[severity];
  return { zh: `报警中（${zh}）`, en: `in alarm (${en})` };
}

function figureWords({ rule, state, value, timers }: Figures): Label[] {
  if (state === 'disabled' || state === 'not_watching' || state === 'no_reading') return [];
  const words: Label[] = [];
  if (value !== null && rule.kind !== 'absence') {
    const shown = `${round(value)}${unitOf(rule)}`;
    words.push({ zh: `最近值 ${shown}`, en: `last value ${shown}` });
  }
  const setpoints = setpointsOf(rule);
  if (setpoints !== null) words.push({ zh: `限值 ${setpoints.zh}`, en: `setpoints ${setpoints.en}` });
  const relevant = state === 'clear' && rule.kind !== 'absence' ? [] : timers;
  return [...words, ...relevant.map(progressWords)];
}

function progressWords({ name, severity, samples, seconds }: RuleTimer): Label {
  const level = severity === null ? { zh: '', en: '' } : levelWords[severity];
  const zh: string[] = [];
  const en: string[] = [];
  if (samples !== null) {
    zh.push(`${samples.have}/${samples.need} 次`);
    en.push(`${samples.have} of ${samples.need} samples`);
  }
  if (seconds !== null && seconds.need > 0) {
    zh.push(`${round(seconds.have)}/${round(seconds.need)} 秒`);
    en.push(`${round(seconds.have)} of ${round(seconds.need)} s`);
  }
  const { zh: nameZh, en: nameEn } = timerWords[name];
  return {
    zh: `${level.zh}${nameZh} ${zh.join('，')}`,
    en: `${level.en === '' ? '' : `${level.en} `}${nameEn} ${en.join(', ')}`,
  };
}

function setpointsOf(rule: Rule): Label | null {
  const named = severities.flatMap((severity) => {
    const setpoint = setpointOf(rule, severity);
    return setpoint === null ? [] : [{ severity, setpoint }];
  });
  if (named.length === 0) return null;
  const write = (language: 'zh' | 'en') =>
    named.map(({ severity, setpoint }) => `${levelWords[severity][language]} ${setpoint}`).join(', ');
  return { zh: `${write('zh')}${unitOf(rule)}`, en: `${write('en')}${unitOf(rule)}` };
}

/** `null` where the rule has no such level. */
function setpointOf(rule: Rule, severity: Severity): string | null {
  switch (rule.kind) {
    case 'threshold':
    case 'rate':
      return rule.levels[severity]?.toString() ?? null;
    case 'displacement':
      return rule.levels_deg[severity]?.toString() ?? null;
    case 'accumulation': {
      const level = rule.levels[severity];
      return level === undefined ? null : `${level.amount}/${level.hours} h`;
    }
    default:
      return null;
  }
}

function unitOf({ unit }: Rule): string {
  return unit === '' || unit === '°' ? unit : ` ${unit}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
