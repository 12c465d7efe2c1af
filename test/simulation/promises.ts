// What must hold whatever happened: the contract's promises, each checked against what the store keeps.
import type { Alarm } from '../../core/alarm.ts';
import type { Journal } from '../../core/journal.ts';
import type { CommittedEvent, Json } from '../../core/ports.ts';
import { CodecSandbox } from '../../hub/codecs/codec-sandbox.ts';
import { Fold } from '../../hub/fold/fold.ts';
import { verifyJournal } from '../../hub/verify-journal.ts';
import { applyAll, message, stormStart, townRecords } from '../small-town.ts';
import type { Report } from './sim-device.ts';
import type { Fates } from './sim-disk.ts';
import type { Wish } from './sim-operator.ts';
import type { DeviceCourse } from './town-course.ts';

export interface Evidence {
  readonly journal: Journal;
  readonly events: readonly CommittedEvent[];
  readonly fates: Fates;
  readonly reports: readonly Report[];
  readonly wishes: readonly Wish[];
  /** What the outlet took, by id. */
  readonly taken: ReadonlyMap<number, CommittedEvent>;
  readonly town: readonly DeviceCourse[];
  /** Neither was the hub's clock set nor is a device's ahead, so that every report has its own time. */
  readonly areClocksRight: boolean;
}

function promise(holds: boolean, words: string): void {
  if (!holds) throw new Error(`broken promise: ${words}`);
}

const text = new TextDecoder();

/** After every restart and in the end. */
export function checkKept(evidence: Evidence): void {
  const { journal, fates, reports, events, taken, wishes } = evidence;
  const kept = new Map<string, number>();
  let messages = 0;
  for (const { record } of journal.records(0)) {
    if (record.kind !== 'message') continue;
    messages += 1;
    const key = `${record.by} ${text.decode(record.payload)}`;
    kept.set(key, (kept.get(key) ?? 0) + 1);
  }
  for (const { deviceId, payload, acknowledged } of reports) {
    promise(
      !acknowledged || kept.has(`${deviceId} ${payload}`),
      `acknowledged and lost: ${deviceId} ${payload}`,
    );
  }
  const { stored, duplicate, quarantined } = fates;
  promise(
    stored + duplicate + quarantined === messages,
    `${messages} messages, counted ${JSON.stringify(fates)}`,
  );
  promise(quarantined === 0, `${quarantined} good messages in quarantine`);
  promise(stored === kept.size, `${kept.size} different reports, ${stored} of them stored as new`);

  const alarms = alarmsOf(journal);
  const active = new Set<string>();
  for (const { rule_id, device_id, condition } of alarms.values()) {
    if (condition !== 'active') continue;
    const subject = `${rule_id} ${device_id}`;
    promise(!active.has(subject), `two alarms stand for ${subject}`);
    active.add(subject);
  }
  const raised = events.filter(({ kind, body }) => kind === 'alarm' && body.change === 'raised');
  const told = new Set(raised.map(({ subjectId }) => subjectId));
  promise(raised.length === told.size, 'an alarm was raised twice');
  promise(told.size === alarms.size, `${alarms.size} alarms, ${told.size} of them told`);
  promise(
    events.every(({ id }, i) => id === i + 1),
    'events have a gap',
  );
  for (const [id, event] of taken) {
    promise(JSON.stringify(events[id - 1]) === JSON.stringify(event), `event ${id} left the hub and is lost`);
  }
  for (const { alarmId, text: words, reply } of wishes) {
    const comments = (alarms.get(alarmId)?.comments ?? []) as readonly { readonly text: string }[];
    const times = comments.filter((comment) => comment.text === words).length;
    promise(times <= 1, `"${words}" was done ${times} times`);
    promise(reply?.ok !== true || times === 1, `"${words}" was answered and is lost`);
  }
}

/** Takes its time, so at some restarts and in the end. */
export function checkExplained({ journal }: Evidence): void {
  const { differences } = verifyJournal(journal);
  const words = differences.slice(0, 3).join('; ');
  promise(differences.length === 0, `the journal does not explain the state: ${words}`);
}

/** When all is at rest. */
export function checkEnd({ journal, events, taken, town, areClocksRight }: Evidence): void {
  promise(taken.size === events.length, `${events.length - taken.size} events never left`);
  const alarms = [...alarmsOf(journal).values()];
  for (const { deviceId, floods } of town) {
    const found = alarms.filter(
      ({ rule_id, device_id }) => rule_id === 'flood-depth' && device_id === deviceId,
    );
    promise(found.length >= floods, `the flood at ${deviceId} was not found`);
    promise(floods > 0 || found.length === 0, `a flood at ${deviceId} that never was`);
  }
  if (!areClocksRight) return;
  const asIfNothing = plainFloods(town);
  const asItWent = alarms.filter(({ rule_id }) => rule_id === 'flood-depth').map(floodWords);
  promise(
    JSON.stringify(asItWent.sort()) === JSON.stringify(asIfNothing.sort()),
    `floods ${asItWent.join('; ')}, and where nothing goes wrong ${asIfNothing.join('; ')}`,
  );
}

function alarmsOf(journal: Journal): ReadonlyMap<string, Json> {
  return new Map([...journal.claims(0).alarms].map(([id, body]) => [id, JSON.parse(body) as Json]));
}

function floodWords({
  device_id,
  peak_severity,
  condition,
  raised_at,
  cleared_at,
  peak_value,
}: Json): string {
  return [device_id, peak_severity, condition, raised_at, cleared_at, peak_value].join(' ');
}

/** The floods that the same fold finds where every report comes at once and once. */
function plainFloods(town: readonly DeviceCourse[]): string[] {
  const records = town.flatMap(({ deviceId, intervalMs, count, skewMs, values }) =>
    Array.from({ length: count }, (_, i) => {
      const at = stormStart + (i + 1) * intervalMs;
      return message(at, deviceId, 'telemetry', { ts: at + skewMs, seq: i + 1, ...values(i + 1) });
    }),
  );
  records.sort((a, b) => a.receivedAt - b.receivedAt);
  const fold = new Fold(new CodecSandbox());
  applyAll(fold, [...townRecords(stormStart), ...records]);
  const alarms: Alarm[] = [...fold.takeEffects().alarms.values()];
  return alarms
    .filter(({ ruleId }) => ruleId === 'flood-depth')
    .map(({ deviceId, peakSeverity, condition, raisedAt, clearedAt, peakValue }) =>
      floodWords({
        ...{ device_id: deviceId, peak_severity: peakSeverity, condition, peak_value: peakValue },
        raised_at: new Date(raisedAt).toISOString(),
        cleared_at: clearedAt === null ? null : new Date(clearedAt).toISOString(),
      }),
    );
}
