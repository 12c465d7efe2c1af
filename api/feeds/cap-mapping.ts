// What our severities and categories are in CAP's terms, and what people near by should do. docs/feeds.md says the
// same in words.
import type { Label } from '../../core/label.ts';
import type { Severity } from '../../core/severity.ts';

/** The four colours, as China's own warnings are mapped. */
export const capSeverities: Readonly<Record<Severity, string>> = {
  red: 'Extreme',
  orange: 'Severe',
  yellow: 'Moderate',
  blue: 'Minor',
};

/** From orange on a road is closed or somebody may fall: now, not soon. */
export const capUrgencies: Readonly<Record<Severity, string>> = {
  red: 'Immediate',
  orange: 'Immediate',
  yellow: 'Expected',
  blue: 'Expected',
};

export const severityWords: Readonly<Record<Severity, Label>> = {
  red: { zh: '红色', en: 'red' },
  orange: { zh: '橙色', en: 'orange' },
  yellow: { zh: '黄色', en: 'yellow' },
  blue: { zh: '蓝色', en: 'blue' },
};

export interface CapKind {
  readonly categories: readonly string[];
  readonly responses: readonly string[];
  /** Around the point, km. */
  readonly radius_km: number;
  readonly instruction: Label;
}

const cover: CapKind = {
  categories: ['Safety', 'Infra'],
  responses: ['Avoid'],
  radius_km: 0.05,
  instruction: {
    zh: '请绕行，勿靠近井口；夜间和积水中尤其注意。',
    en: 'Keep away from the manhole, above all at night and where water stands.',
  },
};

const rain: CapKind = {
  categories: ['Met'],
  responses: ['Prepare', 'Monitor'],
  radius_km: 10,
  instruction: {
    zh: '请减少外出，避开下穿通道和低洼路段。',
    en: 'Stay in where you can. Keep away from underpasses and low roads.',
  },
};

const water: CapKind = {
  categories: ['Safety', 'Transport'],
  responses: ['Avoid'],
  radius_km: 0.2,
  instruction: {
    zh: '请绕行，勿涉水行车或行走。',
    en: 'Take another way. Do not drive or walk through the water.',
  },
};

/** @param category of the case that the alarm asks for: covers are class 01, and nobody is sent out for rain. */
export function capKindOf(category: string): CapKind {
  if (category === 'component' || category.startsWith('01')) return cover;
  return category === 'none' ? rain : water;
}
