// An explanation of a point as the API writes it.
import { alarmJson, samplesJson } from '../../core/alarm.ts';
import type { Json } from '../../core/ports.ts';
import { formatInstant, formatInstantOrNull } from '../../core/time.ts';
import type { RuleExplanation } from '../../rules/explain-rule.ts';
import type { Permit } from '../../rules/permits.ts';
import type { RuleTimer } from '../../rules/rule-timers.ts';
import type { ExplainedDevice, PointExplanation } from '../fold/explain-point.ts';

/** `position`: of the last record that had come in. */
export function pointExplanationJson(explanation: PointExplanation, position: number): Json {
  return {
    point_id: explanation.pointId,
    at: formatInstant(explanation.at),
    position,
    in_alarm: explanation.rules.some(({ state }) => state === 'in_alarm'),
    devices: explanation.devices.map(deviceJson),
    rules: explanation.rules.map(ruleJson),
    permit: explanation.permit === null ? null : permitJson(explanation.permit),
  };
}

function permitJson({ id, fromAt, until, reason, open }: Permit): Json {
  return { id, from: formatInstant(fromAt), until: formatInstant(until), reason, open };
}

function deviceJson({ device, status, depthCheck }: ExplainedDevice): Json {
  return {
    device_id: device.id,
    profile: device.profile,
    status: status?.status ?? 'unknown',
    status_since: formatInstantOrNull(status?.statusSince ?? null),
    last_seen_at: formatInstantOrNull(status?.lastSeenAt ?? null),
    depth_check: depthCheck,
  };
}

function ruleJson({ inForce, ...explained }: RuleExplanation): Json {
  return {
    rule_id: inForce.rule.id,
    rule_version: inForce.version,
    rule_kind: inForce.rule.kind,
    title: inForce.rule.title.zh,
    titles: inForce.rule.title,
    device_id: explained.deviceId,
    state: explained.state,
    in_alarm: explained.state === 'in_alarm',
    reason: explained.reason,
    words: explained.words,
    settings: explained.settings,
    timers: explained.timers.map(timerJson),
    samples: samplesJson(explained.samples),
    alarm: explained.alarm === null ? null : alarmJson(explained.alarm),
  };
}

function timerJson({ name, severity, samples, seconds, dueAt }: RuleTimer): Json {
  return { name, severity, samples, seconds, due_at: formatInstantOrNull(dueAt) };
}
