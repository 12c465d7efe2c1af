// What a kind of rule says after a sample or a due time, with a reason that has a name.
import type { Label } from '../core/label.ts';
import { type SensorFault, sensorFaults } from '../core/sensor-fault.ts';
import type { Rank } from './level-tracker.ts';

const ofFaults = Object.fromEntries(
  Object.entries(sensorFaults).map(([fault, words]) => [`sensor_${fault}`, words]),
) as Readonly<Record<`sensor_${SensorFault}`, Label>>;

export const reasons = {
  level_reached: { zh: '达到报警限值并满足延时', en: 'at the setpoint for as long as the on-delay asks' },
  level_holds: { zh: '仍在报警限值以上', en: 'still at the setpoint' },
  back_past_deadband: { zh: '已回落到死区以外', en: 'back past the setpoint and its deadband' },
  waiting_for_on_delay: { zh: '达到限值，等待确认', en: 'at the setpoint, waiting for the on-delay' },
  waiting_for_off_delay: { zh: '已回落，等待确认', en: 'back from the setpoint, waiting for the off-delay' },
  waiting_for_second_sign: {
    zh: '读数可疑，等待邻近测点、降雨或连续一致读数佐证',
    en: 'a reading in doubt, waiting for a neighbour, rain or further readings that agree',
  },
  below_every_level: { zh: '未达到任何限值', en: 'at no setpoint' },
  outside_schedule: { zh: '不在规则的生效时段内', en: 'outside the hours in which the rule speaks' },
  far_beyond: {
    zh: '倾角过大且超过车辆通过时间，立即报警',
    en: 'so far from its place, for longer than a vehicle takes, that one report is enough',
  },
  not_moved_back: { zh: '确认时间内未复位', en: 'no report within the confirmation time that it is back' },
  rising_fast: { zh: '时间窗内上涨超过限值', en: 'rose by more than the setpoint within the window' },
  rising_no_more: { zh: '已停止快速上涨', en: 'no longer rising that fast' },
  amount_reached: { zh: '时段累计量达到限值', en: 'as much within the hours as the level asks' },
  amount_passed: { zh: '时段累计量已低于限值', en: 'less within the hours than the level asks' },
  silent_too_long: { zh: '超过预期间隔未上报', en: 'no message for longer than its expected intervals' },
  silent_together: { zh: '共用同一通信路径的设备同时失联', en: 'all that share a path fell silent together' },
  silent_in_flood: {
    zh: '附近积水期间失去联系',
    en: 'silent while there is water on the road near it',
  },
  silent_after_flood_reading: {
    zh: '最后读数超过限值后失去联系',
    en: 'silent after a reading above its setpoint',
  },
  heard_again: { zh: '已恢复上报', en: 'it reports again' },
  sensor_well: { zh: '传感器正常', en: 'nothing is wrong with the sensor' },
  sensor_well_again: { zh: '传感器已恢复正常', en: 'nothing is wrong with the sensor any more' },
  flow_says_so: { zh: '由流程判定', en: 'a flow says so' },
  flow_says_over: { zh: '流程判定已恢复', en: 'the flow says that it is over' },
  acknowledged_when_over: { zh: '恢复后经人工确认', en: 'over, and acknowledged by a person' },
  not_watched: {
    zh: '规则或设备已变更，不再监视',
    en: 'the rule or the device was changed: nothing watches for it any more',
  },
  ...ofFaults,
} as const satisfies Record<string, Label>;

export type ReasonName = keyof typeof reasons;

export interface Verdict {
  readonly rank: Rank;
  /** In the rule's unit. */
  readonly value: number;
  readonly reason: ReasonName;
}
