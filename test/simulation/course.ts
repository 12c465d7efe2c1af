// One course of events from a seed: devices, a person and an outlet around a hub on which everything fails that can
// fail. Whatever happened, the promises hold after each restart and in the end; then all comes to rest.
import type { JournalRecord } from '../../core/record.ts';
import { minuteMs, secondMs } from '../../core/time.ts';
import { createRandom } from '../../simulators/random.ts';
import { stormStart } from '../small-town.ts';
import { type Faults, faultsOf } from './faults.ts';
import { checkEnd, checkExplained, checkKept, type Evidence } from './promises.ts';
import { SimDevice } from './sim-device.ts';
import { MemoryStore, type SimulatedStore } from './sim-disk.ts';
import { type SimHub, startSimHub } from './sim-hub.ts';
import { SimOperator } from './sim-operator.ts';
import { SimOutlet } from './sim-outlet.ts';
import { TornSqlite } from './torn-sqlite.ts';
import { type DeviceCourse, townCourse } from './town-course.ts';
import { beginVirtualTime } from './virtual-time.ts';

export interface CourseAccount {
  readonly steps: number;
  readonly crashes: number;
  readonly records: number;
  readonly alarms: number;
}

/** Everything has come to rest long before; what goes on after that many steps never will. */
const stepsMax = 60_000;

/** Throws where a promise was broken. `store`: `memory`, or `sqlite` for the real one with torn writes. */
export async function runCourse(seed: number, store: 'memory' | 'sqlite'): Promise<CourseAccount> {
  const time = beginVirtualTime(seed, stormStart);
  const disk = store === 'memory' ? new MemoryStore() : new TornSqlite(createRandom(seed, 'torn'));
  const course = new Course(seed, disk);
  try {
    let steps = 0;
    while (!course.isOver) {
      steps += 1;
      if (steps > stepsMax) throw new Error(`it did not come to rest: ${course.unrest()}`);
      await time.step();
      if (course.failure !== null) throw course.failure;
    }
    return { steps, ...course.account() };
  } finally {
    time.end();
    disk.close();
  }
}

class Course {
  failure: unknown = null;
  isOver = false;
  readonly #faults: Faults;
  readonly #store: SimulatedStore;
  readonly #town: readonly DeviceCourse[];
  readonly #devices: readonly SimDevice[];
  readonly #operator: SimOperator;
  readonly #outlet: SimOutlet;
  #hub: SimHub | null = null;
  #clockStepMs = 0;
  #crashes = 0;
  #lastEvent = 0;
  #submitted = 0;
  #answered = 0;
  #isHealed = false;

  constructor(seed: number, store: SimulatedStore) {
    this.#faults = faultsOf(seed);
    this.#store = store;
    this.#town = townCourse(seed);
    for (const { afterMs, byMs } of this.#faults.clockSteps) {
      setTimeout(() => {
        this.#clockStepMs += byMs;
      }, afterMs);
    }
    this.#devices = this.#town.map(
      (course) =>
        new SimDevice({
          ...course,
          faults: this.#faults,
          deliver: ({ deviceId, payload }, done) => this.#deliver(deviceId, payload, done),
        }),
    );
    this.#operator = new SimOperator(this.#faults, () => this.#hub?.engine ?? null);
    this.#outlet = new SimOutlet(this.#faults, (after) => this.#store.events(after));
    this.#outlet.begin((error) => this.#fail(error));
    this.#start();
    this.#watch();
  }

  unrest(): string {
    const open = this.#devices.filter(({ isDone }) => !isDone).length;
    const health = this.#hub?.engine
      .health()
      .reasons.map(({ en }) => en)
      .join('; ');
    return `${open} devices wait, outlet at ${this.#outlet.cursor} of ${this.#lastEvent}, hub ${health ?? 'down'}`;
  }

  account(): Omit<CourseAccount, 'steps'> {
    const journal = this.#store.look();
    return { crashes: this.#crashes, records: journal.position, alarms: journal.claims(0).alarms.size };
  }

  #fail(error: unknown): void {
    this.failure ??= error;
  }

  #start(): void {
    this.#run().catch((error: unknown) => this.#fail(error));
  }

  async #run(): Promise<void> {
    const crashesBefore = this.#crashes;
    const hub = await startSimHub({
      store: this.#store,
      faults: this.#faults,
      machineClock: () => Date.now() + this.#clockStepMs,
      onCrash: () => this.#crashed(),
      onCommitted: ({ events }) => {
        for (const { id } of events) {
          if (id !== this.#lastEvent + 1) this.#fail(new Error(`event ${id} follows ${this.#lastEvent}`));
          this.#lastEvent = id;
        }
        this.#operator.hear(events);
      },
    });
    if (this.#crashes !== crashesBefore) return;
    if (this.#isHealed) hub.heal();
    this.#submitted = 0;
    this.#answered = 0;
    this.#hub = hub;
  }

  /** The machine comes back after a while. What was committed without anyone hearing of it is read anew. */
  #crashed(): void {
    this.#crashes += 1;
    this.#hub = null;
    const promises = this.#crashes % 5 === 1 ? [checkKept, checkExplained] : [checkKept];
    setTimeout(
      () => this.#check(...promises).then(() => this.#start()),
      this.#faults.random.between(secondMs, minuteMs),
    );
  }

  #deliver(deviceId: string, payload: string, done: () => void): void {
    const hub = this.#hub;
    if (hub === null) return;
    this.#submitted += 1;
    const turn = this.#submitted;
    hub.engine.submit(messageRecord(hub.now(), deviceId, payload), (error) => {
      if (hub === this.#hub) {
        this.#answered += 1;
        if (turn !== this.#answered) this.#fail(new Error(`answer ${turn} came as number ${this.#answered}`));
      }
      // Without one the connection is closed, and the device comes again.
      if (error === null) done();
    });
  }

  /** When the storm is over nothing goes wrong any more, and all that is due is done. */
  #watch(): void {
    setTimeout(() => {
      if (!this.#isHealed && this.#devices.every(({ isStormOver }) => isStormOver)) this.#heal();
      const isAtRest =
        this.#hub !== null &&
        this.#devices.every(({ isDone }) => isDone) &&
        this.#operator.isDone &&
        this.#outlet.cursor === this.#lastEvent;
      if (!this.#isHealed || !isAtRest) return this.#watch();
      this.#check(checkKept, checkExplained, checkEnd).then(() => {
        this.isOver = true;
      });
    }, minuteMs);
  }

  #heal(): void {
    this.#isHealed = true;
    this.#hub?.heal();
    this.#outlet.heal();
    this.#operator.stop();
    for (const device of this.#devices) device.heal();
  }

  async #check(...promises: readonly ((evidence: Evidence) => void)[]): Promise<void> {
    try {
      const events = await this.#allEvents();
      this.#lastEvent = events.at(-1)?.id ?? 0;
      const evidence: Evidence = {
        journal: this.#store.look(),
        events,
        fates: await this.#store.fates(),
        reports: this.#devices.flatMap(({ reports }) => reports),
        wishes: this.#operator.wishes,
        taken: this.#outlet.taken,
        town: this.#town,
        areClocksRight: this.#faults.clockSteps.length === 0 && this.#town.every(({ skewMs }) => skewMs <= 0),
      };
      for (const check of promises) check(evidence);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #allEvents() {
    const all = [];
    for (;;) {
      const more = await this.#store.events(all.length);
      if (more.length === 0) return all;
      all.push(...more);
    }
  }
}

const encoder = new TextEncoder();

function messageRecord(receivedAt: number, deviceId: string, payload: string): JournalRecord {
  const topic = `devices/${deviceId}/telemetry`;
  return { kind: 'message', receivedAt, by: deviceId, topic, payload: encoder.encode(payload) };
}
