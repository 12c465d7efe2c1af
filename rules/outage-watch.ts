// The outages: found when a device would be called offline while all that share its path are silent too, told once,
// over when enough of them are heard again.
import type { Outage } from '../core/outage.ts';
import { severityRank } from '../core/severity.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import { type AlarmBook, type AlarmHolder, noAlarm } from './alarm-book.ts';
import type { AlarmSubject } from './alarm-life.ts';
import type { RuleEngineContext } from './engine-context.ts';
import { type OutageLimits, type PathMember, type SilentTogether, silentTogether } from './outage.ts';
import { type Path, type PathGroups, pathKey } from './path-groups.ts';
import type { RuleBook } from './rule-book.ts';
import type { OutageRule, RuleInForce } from './rule-definition.ts';

/** An outage that goes on; ended ones are history. */
export type OpenOutage = { -readonly [Field in keyof Outage]: Outage[Field] } & AlarmHolder;

/** A wider path explains a silence better only if so much more of it is silent. */
const widerFactor = 1.2;

export interface FoundOutage {
  readonly outage: OpenOutage;
  readonly deviceIds: readonly string[];
}

export class OutageWatch {
  readonly outages = new Table<OpenOutage>('outages');
  readonly #context: RuleEngineContext;
  readonly #rules: RuleBook;
  readonly #alarms: AlarmBook;
  readonly #groups: PathGroups;
  readonly #openOf = new Map<string, OpenOutage>();

  constructor(context: RuleEngineContext, rules: RuleBook, alarms: AlarmBook, groups: PathGroups) {
    this.#context = context;
    this.#rules = rules;
    this.#alarms = alarms;
    this.#groups = groups;
  }

  /** Derives what is found by path, after the table was restored. */
  restored(): void {
    this.#openOf.clear();
    for (const outage of this.outages.values()) this.#openOf.set(pathKey(outage), outage);
  }

  get hasOpen(): boolean {
    return this.#openOf.size > 0;
  }

  open(): OpenOutage[] {
    return [...this.#openOf.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The outages that go on along the paths of a device, the narrowest first. */
  openAlong(deviceId: string): OpenOutage[] {
    if (!this.hasOpen) return [];
    return this.#groups
      .pathsOf(deviceId)
      .map((path) => this.#openOf.get(pathKey(path)))
      .filter((outage) => outage !== undefined);
  }

  /**
   * An outage that explains why nothing is heard of a device that is late since `lateAt`, with all whose silence it
   * explains; `null` where the device is silent alone. `memberOf` leaves out those that have no vote.
   */
  find(
    deviceId: string,
    lateAt: EpochMs,
    now: EpochMs,
    memberOf: (deviceId: string) => PathMember | null,
    lastSeenAt: (deviceId: string) => EpochMs | null,
  ): FoundOutage | null {
    const inForce = this.#rules.outage();
    if (inForce === null) return null;
    let best: { path: Path; found: SilentTogether } | null = null;
    for (const path of this.#groups.pathsOf(deviceId)) {
      const ids = this.#groups.members(path);
      const limits = limitsOf(inForce.rule, path, ids.length);
      if (ids.length < limits.devices || isPathAlive(ids, lateAt, limits.share, lastSeenAt)) continue;
      const members = ids.map(memberOf).filter((member) => member !== null);
      const found = silentTogether(members, now, lateAt, limits);
      if (found === null) continue;
      const isBetter = best === null || found.deviceIds.length >= widerFactor * best.found.deviceIds.length;
      if (isBetter) best = { path, found };
    }
    if (best === null) return null;
    return { outage: this.#begin(inForce, best.path, best.found, now), deviceIds: best.found.deviceIds };
  }

  /** One more or one fewer device whose silence it explains. */
  joined(outage: OpenOutage): void {
    outage.devices += 1;
    outage.silent += 1;
    this.#changed(outage);
  }

  left(outage: OpenOutage): void {
    outage.silent -= 1;
    this.#changed(outage);
  }

  /** A device on the path was heard for the first time since the outage was found. */
  heard(outage: OpenOutage): void {
    outage.heard += 1;
    this.#changed(outage);
  }

  /** Whether enough were heard again, or none is left, or no rule speaks of outages any more. */
  isOver({ silent, heard }: OpenOutage): boolean {
    const rule = this.#rules.outage()?.rule;
    if (rule === undefined || silent <= 0) return true;
    return heard > 0 && heard >= rule.heard_share * (silent + heard);
  }

  end(outage: OpenOutage, now: EpochMs): void {
    this.#alarms.end(outage, now, 'heard_again');
    this.outages.delete(outage.id);
    this.#openOf.delete(pathKey(outage));
    this.#context.outageChanged({ ...outage, endedAt: now });
  }

  #begin(inForce: RuleInForce<OutageRule>, path: Path, found: SilentTogether, now: EpochMs): OpenOutage {
    const { counters } = this.#context;
    const number = (counters.get('outage') ?? 0) + 1;
    counters.set('outage', number);
    const outage: OpenOutage = {
      id: `O${String(number).padStart(6, '0')}`,
      kind: path.kind,
      subject: path.subject,
      lastHeardAt: found.lastHeardAt,
      detectedAt: now,
      endedAt: null,
      devices: 0,
      silent: 0,
      heard: 0,
      ...noAlarm(),
    };
    this.#openOf.set(pathKey(path), outage);
    this.#alarms.follow(inForce, outage, subjectOf(outage), {
      verdict: {
        rank: severityRank(inForce.rule.severity),
        value: found.deviceIds.length,
        reason: 'silent_together',
      },
      at: now,
      now,
      samples: [],
      settings: { path: path.kind, subject: path.subject, ...figuresOf(inForce.rule) },
      confident: true,
    });
    this.#changed(outage);
    return outage;
  }

  #changed(outage: OpenOutage): void {
    this.outages.set(outage.id, outage);
    this.#context.outageChanged({ ...outage });
  }
}

/** Whether so many were heard since `since` that the rest cannot be the share that makes an outage: mostly soon known. */
function isPathAlive(
  deviceIds: readonly string[],
  since: EpochMs,
  share: number,
  lastSeenAt: (deviceId: string) => EpochMs | null,
): boolean {
  const most = (1 - share) * deviceIds.length;
  let heard = 0;
  for (const deviceId of deviceIds) {
    if ((lastSeenAt(deviceId) ?? since) <= since) continue;
    heard += 1;
    if (heard > most) return true;
  }
  return false;
}

/** What the alarm of an outage is about, in the place of a device. */
function subjectOf({ kind, subject }: Path): AlarmSubject {
  return { id: subject === '' ? kind : subject, pointId: null };
}

function limitsOf(rule: OutageRule, path: Path, members: number): OutageLimits {
  const devices =
    path.kind === 'gateway' ? Math.max(2, Math.min(rule.gateway_devices, members)) : rule.area_devices;
  return { devices, share: rule.silent_share };
}

function figuresOf({ gateway_devices, area_devices, silent_share, heard_share }: OutageRule) {
  return { gateway_devices, area_devices, silent_share, heard_share };
}
