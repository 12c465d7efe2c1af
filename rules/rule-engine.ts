// Samples, signs of life and due times in, alarm changes out. The same calls give the same alarms, wherever the
// tables were stored and put back between them.
import type { Alarm } from '../core/alarm.ts';
import type { CommandBody } from '../core/commands.ts';
import type { DeviceStatus } from '../core/effects.ts';
import { assert } from '../core/error.ts';
import type { Actor } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import type { Device } from '../core/registry.ts';
import { ok, type Result } from '../core/result.ts';
import type { Sample } from '../core/sample.ts';
import type { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import { AlarmBook } from './alarm-book.ts';
import type { AlarmSubject } from './alarm-life.ts';
import { Baselines } from './baselines.ts';
import { BatteryWatch } from './battery-watch.ts';
import type { RuleEngineContext } from './engine-context.ts';
import { FlowAlarms } from './flow-alarms.ts';
import type { FlowRule } from './flow-rule.ts';
import type { HubAbsence } from './hub-absences.ts';
import { type Monitor, MonitorBook } from './monitor-book.ts';
import { type OpenOutage, OutageWatch } from './outage-watch.ts';
import { PathGroups } from './path-groups.ts';
import { type Permit, Permits } from './permits.ts';
import type { PresenceState } from './presence.ts';
import { PresenceBook } from './presence-book.ts';
import { PresenceWatch } from './presence-watch.ts';
import { isSameSubject, RuleBook } from './rule-book.ts';
import type { Rule, RuleInForce } from './rule-definition.ts';
import { RuleExplainer } from './rule-explainer.ts';
import { SilenceWatch } from './silence-watch.ts';
import { StormWatch } from './storm-watch.ts';
import { rainMetric, Surroundings, waterMetric } from './surroundings.ts';
import { Wetness } from './wetness.ts';

export type { RuleEngineContext } from './engine-context.ts';

export class RuleEngine {
  readonly rules: Table<RuleInForce>;
  readonly monitors: Table<Monitor>;
  readonly alarms: Table<Alarm>;
  readonly presence: Table<PresenceState>;
  readonly outages: Table<OpenOutage>;
  readonly wetness: Wetness;
  readonly explainer: RuleExplainer;
  readonly #flows: FlowAlarms;
  readonly #context: RuleEngineContext;
  readonly #rules: RuleBook;
  readonly #alarms: AlarmBook;
  readonly #monitors: MonitorBook;
  readonly #outages: OutageWatch;
  readonly #presence: PresenceWatch;
  readonly #absences: Table<HubAbsence>;
  readonly #paths: PathGroups;
  readonly #surroundings: Surroundings;
  readonly #baselines = new Baselines();
  readonly #silence: SilenceWatch;
  readonly #permits: Permits;
  readonly #storm: StormWatch;
  readonly #batteries: BatteryWatch;

  constructor(context: RuleEngineContext) {
    this.#context = context;
    this.#rules = new RuleBook(context.registry);
    this.#permits = new Permits(context, this.#baselines);
    this.#batteries = new BatteryWatch(this.#rules);
    const book = new PresenceBook({
      ...{ registry: context.registry, rules: this.#rules, batteries: this.#batteries },
      pathsChanged: () => this.pointsChanged(),
      spanBegan: (span) => context.spanBegan(span),
    });
    this.#storm = new StormWatch(context, this.#rules, book);
    this.#alarms = new AlarmBook(context, this.#rules, this.#permits, this.#storm);
    this.#flows = new FlowAlarms(context.registry, this.#alarms);
    this.#surroundings = new Surroundings(context.registry);
    const [rules, alarms, surroundings] = [this.#rules, this.#alarms, this.#surroundings];
    this.#monitors = new MonitorBook(context, rules, alarms, surroundings, this.#baselines);
    this.#paths = new PathGroups(context.registry, book.presence);
    this.#outages = new OutageWatch(context, rules, alarms, this.#paths);
    this.presence = book.presence;
    this.#absences = book.absences.absences;
    this.#presence = new PresenceWatch(context, rules, this.#monitors, book, this.#outages);
    this.#silence = new SilenceWatch(context, rules, this.#monitors, book, surroundings);
    this.wetness = new Wetness(context.registry, rules, alarms, surroundings, this.#storm);
    this.explainer = new RuleExplainer(rules, this.#monitors, alarms, this.#presence);
    this.rules = rules.rules;
    this.alarms = alarms.alarms;
    this.monitors = this.#monitors.monitors;
    this.outages = this.#outages.outages;
  }

  /** Rebuilds what is derived from the tables after they were restored. */
  restored(now: EpochMs): void {
    this.#rules.index();
    this.#outages.restored();
    this.#presence.restored(now);
    this.#monitors.restored();
    this.#alarms.restored();
    this.#silence.restored();
    this.#permits.restored();
    this.#storm.rebuild(this.alarms.values());
  }

  /** Every table of the rules' state, for snapshots. */
  tables(): readonly Table<never>[] {
    return [
      ...[this.rules, this.monitors, this.alarms, this.presence, this.#absences, this.outages],
      ...[this.#surroundings.seen, this.#silence.habits, this.#silence.watched],
      ...[this.#baselines.baselines, this.#permits.permits, this.#alarms.held, this.#flows.holders],
      ...[this.#storm.storms, this.#storm.hastened, this.#batteries.batteries],
    ] as unknown as Table<never>[];
  }

  /** Device profiles changed, on which the levels of a rule may rest. */
  profilesChanged(): void {
    this.#rules.index();
  }

  /** Puts a rule in force; `null` when it is the same as before. Alarms of a rule that no longer watches end. */
  putRule(rule: Rule, now: EpochMs): RuleInForce | null {
    const before = this.rules.get(rule.id);
    const inForce = this.#rules.put(rule);
    if (inForce === null) return null;
    const isOther = before !== undefined && !isSameSubject(before.rule, rule);
    this.#monitors.endWhere(now, ({ ruleId, deviceId }) => {
      if (isOther && ruleId === rule.id) return true;
      const device = this.#context.registry.device(deviceId);
      return device === undefined || !this.#rules.watches(ruleId, device);
    });
    if (rule.kind === 'flow' && !rule.enabled) this.#flows.endOf(rule.id, now);
    if (rule.kind === 'outage' || before?.rule.kind === 'outage') this.#presence.outageRuleChanged(now);
    if (rule.kind === 'absence' || before?.rule.kind === 'absence') this.#presence.absenceRulesChanged(now);
    this.#storm.rebuild(this.alarms.values());
    this.#followStorm(now);
    return inForce;
  }

  /** Takes a sample that is newer than all before it of its device and metric. */
  sample(sample: Sample, device: Device, now: EpochMs): void {
    if (sample.metric === waterMetric || sample.metric === rainMetric) {
      this.#silence.noted(sample, this.#surroundings.note(sample));
    }
    this.#batteries.sample(sample);
    for (const inForce of this.#rules.ofMetric(sample.metric)) {
      if (this.#rules.watches(inForce.rule.id, device)) {
        this.#monitors.evaluate(this.#rules.at(inForce, device), sample, device, now);
      }
    }
    this.#followStorm(now);
  }

  /** What a flow's claim is about, or that there is no such thing. */
  claimSubject(body: CommandBody<'alarm.report'>): Result<AlarmSubject, Refusal> {
    return this.#flows.subjectOf(body);
  }

  /** A flow's claim under a rule of its own, which is in force by then. */
  claim(body: CommandBody<'alarm.report'>, subject: AlarmSubject, now: EpochMs): Alarm | null {
    const inForce = this.rules.get(body.ruleId);
    assert(inForce?.rule.kind === 'flow', 'the rule of a flow is in force before it speaks');
    return this.#flows.claim(body, inForce as RuleInForce<FlowRule>, subject, now);
  }

  /** A message of the device, at the hub's clock. `gateways`: those that heard it, as far as that is known. */
  seen(deviceId: string, now: EpochMs, gateways: readonly string[] = []): void {
    this.#presence.seen(deviceId, now, gateways);
    this.#silence.seen(deviceId, now);
    this.#followStorm(now);
  }

  /** The device's connection broke, as its will or itself says. */
  gone(deviceId: string, now: EpochMs): void {
    this.#presence.gone(deviceId, now);
    this.#silence.gone(deviceId);
  }

  /** The hub did not listen from `from` until now. */
  hubWasAway(from: EpochMs, now: EpochMs): void {
    this.#presence.hubWasAway(from, now);
  }

  /** Does what was put off until a device is looked at, for so many more of them or for all. */
  settle(limit?: number): void {
    this.#presence.settle(limit);
  }

  /** Points were registered or changed: call it before `deviceChanged` of a device that stands at one of them. */
  pointsChanged(): void {
    this.#paths.changed();
  }

  /** A device was registered or changed. */
  deviceChanged(deviceId: string, now: EpochMs): void {
    this.#paths.changed();
    const device = this.#context.registry.device(deviceId);
    if (device !== undefined) {
      this.#monitors.deviceChanged(device, now);
      this.#surroundings.deviceChanged(device);
    }
    this.#presence.deviceChanged(deviceId, now);
    this.#followStorm(now);
  }

  /** A device took the command to report each `interval_s`. */
  intervalSet(deviceId: string, interval_s: number, now: EpochMs): void {
    this.#presence.intervalSet(deviceId, interval_s, now);
  }

  /** Planned work on a device until `until`; `null` ends it. */
  maintain(deviceId: string, until: EpochMs | null, reason: string, now: EpochMs): void {
    this.#presence.maintain(deviceId, until, reason, now);
  }

  /** Lets people open a point's covers from `fromAt` until `until`; a permit that it has ends. */
  permit(pointId: string, fromAt: EpochMs, until: EpochMs, reason: string, now: EpochMs): Permit {
    const permit = this.#permits.give(pointId, fromAt, until, reason, now);
    this.#alarms.settle(pointId);
    return permit;
  }

  /** Ends the permit of a point; whether there was one. */
  endPermit(pointId: string, now: EpochMs): boolean {
    const ended = this.#permits.end(pointId, now);
    if (ended) this.#alarms.settle(pointId);
    return ended;
  }

  permitAt(pointId: string): Permit | null {
    return this.#permits.permits.get(pointId) ?? null;
  }

  status(deviceId: string): DeviceStatus | null {
    return this.#presence.status(deviceId);
  }

  /** What was asked of the due queue under `presence|…`, `monitor|…`, `silence|…`, `permit|…`, `storm|…` or `alarm|…` has come. */
  due(key: string, now: EpochMs): void {
    this.#due(key, now);
    this.#followStorm(now);
  }

  #due(key: string, now: EpochMs): void {
    const separator = key.indexOf('|');
    const id = key.slice(separator + 1);
    switch (key.slice(0, separator)) {
      case 'presence':
        this.#presence.judge(id, now);
        return;
      case 'monitor':
        this.#monitors.due(id, now);
        return;
      case 'silence':
        this.#silence.due(id, now);
        return;
      case 'permit':
        if (this.#permits.due(id, now)) this.#alarms.settle(id);
        return;
      case 'storm':
        if (this.#storm.due(now)) this.#alarms.settleAll();
        return;
      case 'alarm':
        this.#alarms.due(id, now);
        return;
      default:
        assert(false, `due key ${key} is the rules'`);
    }
  }

  #followStorm(now: EpochMs): void {
    if (this.#storm.follow(now)) this.#alarms.settleAll();
  }

  act(request: CommandBody<'alarm.act'>, actor: Actor, now: EpochMs): Result<Alarm, Refusal> {
    const acted = this.#alarms.act(request, actor, now);
    if (!acted.ok || request.action !== 'acknowledge') return acted;
    this.#monitors.acknowledged(acted.value, now);
    return ok(this.alarms.get(request.alarmId) ?? acted.value);
  }
}
