// What became of words for the loudspeakers.
import type { AnnouncementDecision } from './announcement.ts';
import type { Label } from './label.ts';

export const announcementDecisionLabels = {
  waiting: { zh: '等待确认', en: 'Waiting' },
  spoken: { zh: '已播', en: 'Said' },
  dry_run: { zh: '演练（未播出）', en: 'Dry run, not heard' },
  refused: { zh: '人工取消', en: 'Refused' },
  cooldown: { zh: '冷却期，未播', en: 'Too soon after the last' },
  quiet_hours: { zh: '静音时段，未播', en: 'Quiet hours' },
  too_late: { zh: '过时，未播', en: 'Too late' },
  cleared: { zh: '告警已解除，未播', en: 'The alarm was over' },
} as const satisfies Record<AnnouncementDecision, Label>;
