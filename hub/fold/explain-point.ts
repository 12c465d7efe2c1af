// Why each rule of a point is or is not in alarm in a state of the fold. It reads the state and changes nothing.
import type { AlarmSample } from '../../core/alarm.ts';
import type { DeviceStatus } from '../../core/effects.ts';
import type { Device } from '../../core/registry.ts';
import { derivedMetrics } from '../../core/sample.ts';
import { sensorFaultCode } from '../../core/sensor-fault.ts';
import type { EpochMs } from '../../core/time.ts';
import { gaugeFault } from '../../ingest/report-values.ts';
import type { RuleExplanation } from '../../rules/explain-rule.ts';
import type { Permit } from '../../rules/permits.ts';
import type { ReadingsOf } from '../../rules/rule-explainer.ts';
import type { FoldState } from './fold-state.ts';

export interface ExplainedDevice {
  readonly device: Device;
  readonly status: DeviceStatus | null;
  /** What the checks make of its depths; `null` where it has sent none. */
  readonly depthCheck: {
    readonly faulty: boolean;
    readonly fault: string | null;
    readonly held: number;
  } | null;
}

export interface PointExplanation {
  readonly pointId: string;
  readonly at: EpochMs;
  readonly devices: readonly ExplainedDevice[];
  readonly rules: readonly RuleExplanation[];
  /** To open its covers: given, whether its window has begun or not. */
  readonly permit: Permit | null;
}

/** `null` where there is no such point in this state. */
export function explainPoint(
  state: FoldState,
  pointId: string,
  at: EpochMs,
  readingsOf: ReadingsOf,
): PointExplanation | null {
  if (state.registry.point(pointId) === undefined) return null;
  const devices = [...state.registry.devices.values()].filter((device) => device.pointId === pointId);
  const readings: ReadingsOf = (device, metric) =>
    metric === derivedMetrics.sensorFault ? faultReading(state, device.id) : readingsOf(device, metric);
  return {
    pointId,
    at,
    devices: devices.map((device) => explainDevice(state, device)),
    rules: state.rules.explainer.explain(devices, at, readings),
    permit: state.rules.permitAt(pointId),
  };
}

function explainDevice(state: FoldState, device: Device): ExplainedDevice {
  const intake = state.intake.devices.get(device.id);
  const fault = intake?.depth == null ? null : gaugeFault(intake);
  return {
    device,
    status: state.rules.status(device.id),
    depthCheck:
      intake?.depth == null ? null : { faulty: fault !== null, fault, held: intake.heldDepths.length },
  };
}

/** What the checks concluded is stored nowhere else. */
function faultReading(state: FoldState, deviceId: string): AlarmSample[] {
  const intake = state.intake.devices.get(deviceId);
  const measuredAt = intake?.newestAt.depth_mm;
  if (intake?.depth == null || measuredAt === undefined) return [];
  return [{ measuredAt, value: sensorFaultCode(gaugeFault(intake)), flags: [] }];
}
