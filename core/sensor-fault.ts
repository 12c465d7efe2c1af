// What can be wrong with a sensor, as ingest concludes it and the rules speak of it: each fault has a number, so
// that it travels as the value of a sample, and words.
import type { Label } from './label.ts';

export const sensorFaults = {
  flipping: { zh: '读数反复跳变', en: 'depths come and go at once' },
  lost_echoes: { zh: '长期几乎无回波', en: 'hardly any echo for days' },
  silent: { zh: '数小时无有效回波', en: 'no echo for hours' },
  stuck: { zh: '读数长时间不变', en: 'the very same reading for hours' },
  obstructed: { zh: '探头下方有遮挡物', en: 'something stands below the sensor' },
  lost_frames: { zh: '大部分数据帧丢失', en: 'most of its messages are lost' },
} as const satisfies Record<string, Label>;

export type SensorFault = keyof typeof sensorFaults;

export const sensorFaultNames = Object.keys(sensorFaults) as [SensorFault, ...SensorFault[]];

/** 0 for a sensor without a fault, else from 1 in the order of `sensorFaults`. */
export function sensorFaultCode(fault: SensorFault | null): number {
  return fault === null ? 0 : sensorFaultNames.indexOf(fault) + 1;
}

/** `null` for 0 and for a number that is no fault's. */
export function sensorFaultOfCode(code: number): SensorFault | null {
  return sensorFaultNames[code - 1] ?? null;
}
