// What a kind of rule says after a sample or a due time, with a reason that has a name.
import type { Label } from '../core/label.ts';
import type { Rank } from './level-tracker.ts';

export const reasons = {
  level_reached: { zh: '达到报警限值并满足延时', en: 'at the setpoint for as long as the on-delay asks' },
  level_holds: { zh: '仍在报警限值以上', en: 'still at the setpoint' },
  back_past_deadband: { zh: '已回落到死区以外', en: 'back past the setpoint and its deadband' },
  waiting_for_on_delay: { zh: '达到限值，等待确认', en: 'at the setpoint, waiting for the on-delay' },
  waiting_for_off_delay: { zh: '已回落，等待确认', en: 'back from the setpoint, waiting for the off-delay' },
  below_every_level: { zh: '未达到任何限值', en: 'at no setpoint' },
  far_beyond: {
    zh: '倾角过大且超过车辆通过时间，立即报警',
    en: 'so far from its place, for longer than a vehicle takes, that one report is enough',
  },
  not_moved_back: { zh: '确认时间内未复位', en: 'no report within the confirmation time that it is back' },
  silent_too_long: { zh: '超过预期间隔未上报', en: 'no message for longer than its expected intervals' },
  silent_together: { zh: '共用同一通信路径的设备同时失联', en: 'all that share a path fell silent together' },
  heard_again: { zh: '已恢复上报', en: 'it reports again' },
} as const satisfies Record<string, Label>;

export type ReasonName = keyof typeof reasons;

export interface Verdict {
  readonly rank: Rank;
  /** In the rule's unit. */
  readonly value: number;
  readonly reason: ReasonName;
}
