// What a rule does, in sentences in Chinese and English, with the figures of its definition.
import type { Label } from '../core/label.ts';
import { metricByName } from '../core/metric.ts';
import type { PointKind } from '../core/registry.ts';
import { type Severity, severities } from '../core/severity.ts';
import { levelWords } from './explanation-words.ts';
import { type DeviceRule, isOfDevices, type Rule } from './rule-definition.ts';
import { type Delay, type Hours, noCaseCategory } from './rule-parts.ts';

/** From what it looks at to what comes of it. */
export function ruleWords(rule: Rule): Label[] {
  const sentences = [...subjectWords(rule)];
  if (!rule.enabled) {
    sentences.unshift({ zh: '已停用：不产生告警。', en: 'Switched off: it raises nothing.' });
  }
  if (isOfDevices(rule)) sentences.push(...deviceRuleWords(rule));
  sentences.push(caseWords(rule.category));
  return sentences;
}

function subjectWords(rule: Rule): Label[] {
  switch (rule.kind) {
    case 'threshold': {
      const below = rule.direction === 'below';
      const what = metricWords(rule.metric);
      const levels = listed(rule.levels, (setpoint) => both(`${setpoint}${unitOf(rule)}`));
      return [
        {
          zh: `${what.zh}${below ? '低至' : '达到'}：${levels.zh}。`,
          en: `${what.en} at or ${below ? 'below' : 'above'}: ${levels.en}.`,
        },
        ...delayWords(rule.on_delay, rule.off_delay, `${rule.deadband}${unitOf(rule)}`),
        ...confidenceWords(rule.min_confidence),
      ];
    }
    case 'rate': {
      const what = metricWords(rule.metric);
      const levels = listed(rule.levels, (rise) => both(`${rise}${unitOf(rule)}`));
      return [
        {
          zh: `${what.zh}在 ${rule.window_seconds} 秒内上升：${levels.zh}。`,
          en: `${what.en} rising within ${rule.window_seconds} s by: ${levels.en}.`,
        },
        ...delayWords(rule.on_delay, rule.off_delay, `${rule.deadband}${unitOf(rule)}`),
        ...confidenceWords(rule.min_confidence),
      ];
    }
    case 'accumulation': {
      const what = metricWords(rule.metric);
      const levels = listed(rule.levels, ({ amount, hours }) => ({
        zh: `${hours} 小时 ${amount}${unitOf(rule)}`,
        en: `${amount}${unitOf(rule)} in ${hours} h`,
      }));
      return [{ zh: `${what.zh}累计：${levels.zh}。`, en: `${what.en} adding up to: ${levels.en}.` }];
    }
    case 'displacement': {
      const levels = listed(rule.levels_deg, (angle) => both(`${angle}°`));
      const { reports, seconds } = rule.confirm;
      const open = levelWords[rule.open_severity];
      return [
        {
          zh: `井盖偏离安装位置：${levels.zh}；报告打开时为${open.zh}。`,
          en: `A cover away from where it was installed by: ${levels.en}; ${open.en} where it reports open.`,
        },
        {
          zh: `连续 ${reports} 次报告或 ${seconds} 秒后确认；超过 ${rule.at_once_deg}° 立即报警。`,
          en: `Confirmed by ${reports} reports in a row or after ${seconds} s; above ${rule.at_once_deg}° at once.`,
        },
      ];
    }
    case 'absence':
      return [
        {
          zh: `设备超过 ${rule.late_intervals} 个上报间隔为迟报，超过 ${rule.offline_intervals} 个为离线（${levelWords[rule.severity].zh}）。`,
          en: `A device is late after ${rule.late_intervals} of its intervals and offline after ${rule.offline_intervals} (${levelWords[rule.severity].en}).`,
        },
      ];
    case 'fault':
      return [
        {
          zh: `传感器表现出故障特征（${rule.faults?.join('、') ?? '全部类型'}）时报${levelWords[rule.severity].zh}告警。`,
          en: `A sensor that shows the signs of a fault (${rule.faults?.join(', ') ?? 'of any kind'}): ${levelWords[rule.severity].en}.`,
        },
      ];
    case 'correlation': {
      const { depth_mm, within_m, minutes } = rule.wet;
      const own = rule.witness === 'itself';
      return [
        {
          zh: `${own ? `设备最后测得积水 ${depth_mm} mm` : `${within_m} 米内 ${minutes} 分钟来有测点积水 ${depth_mm} mm`}，且设备静默 ${rule.silent_intervals} 个间隔：${levelWords[rule.severity].zh}。`,
          en: `Silent for ${rule.silent_intervals} intervals while ${own ? `its own last reading was ${depth_mm} mm of water` : `a gauge within ${within_m} m showed ${depth_mm} mm in the last ${minutes} min`}: ${levelWords[rule.severity].en}.`,
        },
      ];
    }
    case 'outage':
      return [
        {
          zh: `同一网关至少 ${rule.gateway_devices} 台、同一区域至少 ${rule.area_devices} 台设备中 ${percent(rule.silent_share)} 同时静默，判为一次通信中断（${levelWords[rule.severity].zh}）；${percent(rule.heard_share)} 恢复后结束。`,
          en: `Where ${percent(rule.silent_share)} of at least ${rule.gateway_devices} devices behind a gateway, or ${rule.area_devices} of an area, fall silent together, it is one outage (${levelWords[rule.severity].en}); over when ${percent(rule.heard_share)} were heard again.`,
        },
      ];
    case 'storm':
      return [
        {
          zh: `${levelWords[rule.rain_severity].zh}及以上降雨告警，或 ${rule.flood_points} 处积水时进入暴雨模式；平静 ${rule.calm_minutes} 分钟后结束。`,
          en: `A rain warning of ${levelWords[rule.rain_severity].en} or worse, or water at ${rule.flood_points} points, begins the rainstorm mode; it ends after ${rule.calm_minutes} calm minutes.`,
        },
        {
          zh: `期间积水和雨量设备每 ${rule.gauge_interval_s} 秒上报；类别 ${rule.hold_categories.join('、')} 中低于${levelWords[rule.hold_below].zh}的告警暂不提示。`,
          en: `Meanwhile gauges report every ${rule.gauge_interval_s} s, and alarms of ${rule.hold_categories.join(', ')} below ${levelWords[rule.hold_below].en} are held back.`,
        },
      ];
    case 'flow':
      return [{ zh: `由流程“${rule.flow}”判定。`, en: `Decided by the flow "${rule.flow}".` }];
  }
}

function deviceRuleWords(rule: DeviceRule): Label[] {
  const words: Label[] = [];
  const { point_kinds: kinds, schedule, overrides, superseded_by: above } = rule;
  if (kinds !== undefined) {
    const names = kinds.map((kind) => kindWords[kind]);
    words.push({
      zh: `仅适用于${names.map(({ zh }) => zh).join('、')}。`,
      en: `Only at ${names.map(({ en }) => en).join(', ')}.`,
    });
  }
  if (schedule !== undefined) {
    const hours = schedule.map(hoursText).join('; ');
    words.push({ zh: `仅在 ${hours} 报警。`, en: `It raises alarms only at ${hours}.` });
  }
  if (rule.latching) {
    words.push({ zh: '解除后仍保留，直至有人确认。', en: 'It stays until a person acknowledges it.' });
  }
  if (above !== undefined) {
    words.push({ zh: `由 ${above.join('、')} 的告警替代。`, en: `Gives way to ${above.join(', ')}.` });
  }
  const count = Object.keys(overrides ?? {}).length;
  if (count > 0) words.push({ zh: `${count} 个点位另有设定。`, en: `Set differently at ${count} points.` });
  return words;
}

function caseWords(category: string): Label {
  if (category === noCaseCategory) return { zh: '不生成案件。', en: 'It opens no case.' };
  if (category === 'component') {
    return { zh: '按井盖部件类别生成案件。', en: "It opens a case of the cover's own class." };
  }
  return { zh: `生成类别 ${category} 的案件。`, en: `It opens a case of category ${category}.` };
}

function delayWords(on: Delay, off: Delay, deadband: string): Label[] {
  return [
    {
      zh: `${delayText(on, 'zh')}后报警；回落超过 ${deadband}，${delayText(off, 'zh')}后解除。`,
      en: `Raised after ${delayText(on, 'en')}; over after ${delayText(off, 'en')} back by more than ${deadband}.`,
    },
  ];
}

function delayText({ samples, seconds }: Delay, language: keyof Label): string {
  if (language === 'zh') return `连续 ${samples} 次${seconds > 0 ? `且满 ${seconds} 秒` : ''}`;
  return `${samples} ${samples === 1 ? 'sample' : 'samples'} in a row${seconds > 0 ? ` and ${seconds} s` : ''}`;
}

function confidenceWords(least: number): Label[] {
  if (least === 0) return [];
  return [
    {
      zh: `可信度低于 ${least} 的数据须有旁证才算数。`,
      en: `A reading with a confidence below ${least} counts only with a second sign.`,
    },
  ];
}

function listed<Level>(
  levels: Readonly<Partial<Record<Severity, Level | undefined>>>,
  text: (level: Level) => Label,
): Label {
  const named = severities.flatMap((severity) => {
    const level = levels[severity];
    return level === undefined ? [] : [{ name: levelWords[severity], level: text(level) }];
  });
  return {
    zh: named.map(({ name, level }) => `${name.zh} ${level.zh}`).join('，'),
    en: named.map(({ name, level }) => `${name.en} ${level.en}`).join(', '),
  };
}

function metricWords(name: string): Label {
  return metricByName.get(name)?.label ?? both(name);
}

const kindWords: Readonly<Record<PointKind, Label>> = {
  cover: { zh: '井盖', en: 'covers' },
  flood: { zh: '积水点', en: 'flood points' },
  rain: { zh: '雨量站', en: 'rain gauges' },
  well: { zh: '检查井', en: 'wells' },
  other: { zh: '其他点位', en: 'other points' },
};

function hoursText({ days, from, to }: Hours): string {
  return `${days.join(' ')} ${from}–${to}`;
}

function unitOf({ unit }: Rule): string {
  return unit === '' || unit === '°' ? unit : ` ${unit}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function both(text: string): Label {
  return { zh: text, en: text };
}
