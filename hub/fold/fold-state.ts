// Everything the fold remembers, as tables whose changed rows go into snapshots, and the parts that work on them.
import { Appeals } from '../../cases/appeals.ts';
import { CaseBook } from '../../cases/case-book.ts';
import { CasePapers } from '../../cases/case-papers.ts';
import { CaseShelf } from '../../cases/case-shelf.ts';
import { LetterBook } from '../../cases/letter-book.ts';
import { NoticeDesk } from '../../cases/notice-desk.ts';
import { CaseTableBook } from '../../cases/table-book.ts';
import type { ApiToken } from '../../core/api-token.ts';
import type { Case } from '../../core/case.ts';
import type { CodecRunner } from '../../core/codec-runner.ts';
import type { FoldSettings } from '../../core/commands.ts';
import { intervalRequest } from '../../core/device-command.ts';
import { DueQueue } from '../../core/due-queue.ts';
import { assert } from '../../core/error.ts';
import type { Account, User } from '../../core/person.ts';
import type { Device } from '../../core/registry.ts';
import type { Roster } from '../../core/roster.ts';
import { type SnapshotRow, Table } from '../../core/table.ts';
import { type EpochMs, minuteMs } from '../../core/time.ts';
import { MessageIntake } from '../../ingest/intake.ts';
import { RegistryBook } from '../../ingest/registry-book.ts';
import { ZeroBook, type ZeroBookOptions } from '../../ingest/zero/zero-book.ts';
import { RuleEngine, type RuleEngineContext } from '../../rules/rule-engine.ts';
import { closingObstacle } from './closing-watch.ts';
import { CommandKeys } from './command-keys.ts';
import { DeviceCommands, type DeviceCommandsOptions } from './device-commands.ts';

/** What the last start of the hub said. */
export interface HubState {
  readonly settings: FoldSettings;
  readonly version: string;
  /** Definitions that came with the release, by rule: a rule that still equals its own follows the next release. */
  readonly releaseRules: Readonly<Record<string, unknown>>;
}

/** Where the parts of the state tell what they decided. */
export interface FoldListener
  extends Pick<
    RuleEngineContext,
    'alarmChanged' | 'statusChanged' | 'spanBegan' | 'outageChanged' | 'stormChanged' | 'now'
  > {
  readonly commandChanged: DeviceCommandsOptions['changed'];
  readonly zeroProposed: ZeroBookOptions['changed'];
}

const hubRow = 'hub';
/** Who asks for what the rules decided. */
const rulesActor = 'rules';

/** As long as the hub runs, a record is journaled this often: a longer gap before a start was its own absence. */
const aliveEveryMs = minuteMs;
const aliveKey = 'alive|hub';
/** Devices a minute for which what was put off at a start is done: no message waits for more of them. */
const settledAtOnce = 1_000;

export class FoldState {
  readonly due = new DueQueue();
  readonly commandKeys = new CommandKeys(this.due);
  readonly counters = new Table<number>('counters');
  readonly users = new Table<User>('users');
  readonly accounts = new Table<Account>('accounts');
  readonly apiTokens = new Table<ApiToken>('api_tokens');
  readonly deviceSecrets = new Table<string>('device_secrets');
  readonly registry = new RegistryBook();
  readonly cases = new Table<Case>('cases');
  readonly rosters = new Table<Roster>('rosters');
  readonly caseTables = new CaseTableBook();
  readonly intake: MessageIntake;
  readonly commands: DeviceCommands;
  readonly rules: RuleEngine;
  readonly zeros: ZeroBook;
  readonly desk: NoticeDesk;
  readonly shelf: CaseShelf;
  readonly book: CaseBook;
  readonly papers: CasePapers;
  readonly letters: LetterBook;
  readonly appeals: Appeals;
  readonly #hub = new Table<HubState>('hub');
  readonly #aliveAt = new Table<EpochMs>('alive_at');
  readonly #tables: ReadonlyMap<string, Table<never>>;

  constructor({ commandChanged, zeroProposed, ...listener }: FoldListener, codecs: CodecRunner) {
    const hub = () => this.hub;
    this.intake = new MessageIntake(this.registry, () => hub().settings, codecs);
    this.commands = new DeviceCommands({
      registry: this.registry,
      counters: this.counters,
      due: this.due,
      changed: commandChanged,
    });
    this.rules = new RuleEngine({
      registry: this.registry,
      devices: () => this.registry.devices.values(),
      timezone: () => hub().settings.timezone,
      counters: this.counters,
      due: this.due,
      askInterval: (deviceId, interval_s, now) => {
        const request = intervalRequest(deviceId, interval_s);
        return this.commands.issue(request, rulesActor, now).ok;
      },
      ...listener,
    });
    this.zeros = new ZeroBook({
      registry: this.registry,
      timezone: () => hub().settings.timezone,
      settings: () => this.intake.quality.zero,
      counters: this.counters,
      due: this.due,
      mayBeWet: (device, since) => this.rules.wetness.at(device, since),
      changed: zeroProposed,
      drifted: (deviceId, isDrifted) => this.intake.zeroDrifted(deviceId, isDrifted),
    });
    this.desk = new NoticeDesk({
      counters: this.counters,
      digest: () => this.caseTables.tables.escalation.digest,
      timezone: () => hub().settings.timezone,
    });
    this.shelf = new CaseShelf({
      cases: this.cases,
      counters: this.counters,
      registry: this.registry,
      roster: (unitId) => this.rosters.get(unitId),
      desk: this.desk,
      closingObstacle: (subject) => closingObstacle(subject, this, this.caseTables.tables.workflow),
      tables: () => this.caseTables.tables,
      timezone: () => hub().settings.timezone,
    });
    this.book = new CaseBook(this.shelf);
    this.papers = new CasePapers(this.shelf);
    this.letters = new LetterBook(this.shelf, this.papers);
    this.appeals = new Appeals(this.shelf);
    const { registry, rules } = this;
    const tables = [
      ...[
        this.#hub,
        this.#aliveAt,
        this.counters,
        this.users,
        this.accounts,
        this.apiTokens,
        this.deviceSecrets,
      ],
      ...[registry.units, registry.points, registry.devices, registry.profiles],
      ...[
        this.intake.devices,
        this.intake.codecs.strikes,
        ...rules.tables(),
        this.zeros.zeros,
        this.cases,
        this.caseTables.rows,
      ],
      ...[this.commandKeys.table, this.commands.table, this.rosters, this.desk.waiting, this.letters.letters],
    ];
    this.#tables = new Map(tables.map((table) => [table.name, table as unknown as Table<never>]));
    assert(this.#tables.size === tables.length, 'tables of the fold have names of their own');
  }

  /** Of the last `hub.start`, which is the first record of every journal. */
  get hub(): HubState {
    const state = this.#hub.get(hubRow);
    assert(state !== undefined, 'the hub was started before anything else happened');
    return state;
  }

  get isStarted(): boolean {
    return this.#hub.get(hubRow) !== undefined;
  }

  set hub(state: HubState) {
    this.#hub.set(hubRow, state);
  }

  /** When the hub last was known to run; `null` before its first start. */
  get aliveAt(): EpochMs | null {
    return this.#aliveAt.get(hubRow) ?? null;
  }

  /** The hub runs at `now`, and is asked again later. */
  alive(now: EpochMs): void {
    this.#aliveAt.set(hubRow, now);
    this.rules.settle(settledAtOnce);
    this.due.add(aliveKey, now + aliveEveryMs);
  }

  /** A device was registered or changed. */
  deviceChanged(device: Device, now: EpochMs): void {
    this.zeros.deviceChanged(device, now);
    this.rules.deviceChanged(device.id, now);
  }

  /** Puts back the rows of a snapshot. */
  restore(rows: Iterable<SnapshotRow>): void {
    for (const { table: name, id, body } of rows) {
      const table = this.#tables.get(name);
      assert(table !== undefined, `the fold has a table ${name}`);
      if (body !== null) table.restore(id, body);
    }
    // As if nothing had been looked at yet: what is asked for too early is put back.
    this.commandKeys.restored();
    this.commands.restored();
    this.rules.restored(0);
    this.zeros.restored();
    this.caseTables.restored();
    this.shelf.restored();
    for (const caseId of this.cases.keys()) this.scheduleCase(caseId);
    if (this.aliveAt !== null) this.due.add(aliveKey, this.aliveAt + aliveEveryMs);
    for (const key of this.desk.waiting.keys()) this.scheduleDigest(key);
  }

  scheduleDigest(key: string): void {
    const dueAt = this.desk.dueAt(key);
    if (dueAt !== null) this.due.add(`digest|${key}`, dueAt);
  }

  scheduleCase(caseId: string): void {
    const dueAt = this.book.nextDueAt(caseId);
    if (dueAt !== null) this.due.add(`case|${caseId}`, dueAt);
  }

  get dirtyRows(): number {
    let rows = 0;
    for (const table of this.#tables.values()) rows += table.dirtyRows;
    return rows;
  }

  takeDirty(): SnapshotRow[] {
    return [...this.#tables.values()].flatMap((table) => table.takeDirty());
  }

  /** Every row, in a fixed order, to compare two states: what one of them has put off is done first. */
  dump(): SnapshotRow[] {
    this.rules.settle();
    return [...this.#tables.values()].flatMap((table) => table.dump());
  }
}
