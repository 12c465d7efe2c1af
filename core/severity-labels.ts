// The four warning colours in words.
import type { Label } from './label.ts';
import type { Severity } from './severity.ts';

export const severityLabels = {
  red: { zh: '红色', en: 'Red' },
  orange: { zh: '橙色', en: 'Orange' },
  yellow: { zh: '黄色', en: 'Yellow' },
  blue: { zh: '蓝色', en: 'Blue' },
} as const satisfies Record<Severity, Label>;
