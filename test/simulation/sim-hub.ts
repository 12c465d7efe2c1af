// The hub's engine as it is, client and server, with a thread that is none: messages between them take virtual time,
// and a crash ends both at once.
import { EventEmitter } from 'node:events';
import type { Actor } from '../../core/person.ts';
import type { Committed } from '../../core/ports.ts';
import { payloadJson } from '../../core/record.ts';
import { EngineClient } from '../../hub/engine/engine-client.ts';
import type { EngineThread, ToEngine } from '../../hub/engine/engine-messages.ts';
import { serveEngine } from '../../hub/engine/serve-engine.ts';
import { hubClock } from '../../hub/hub-clock.ts';
import { readRelease } from '../../hub/release.ts';
import { stormStart, townRecords } from '../small-town.ts';
import type { Faults } from './faults.ts';
import { Crash, type FaultyDisk, faultyJournal } from './faulty-journal.ts';
import type { SimulatedStore } from './sim-disk.ts';

export interface SimHubOptions {
  readonly store: SimulatedStore;
  readonly faults: Faults;
  /** What the machine's clock shows. */
  readonly machineClock: () => number;
  readonly onCrash: () => void;
  readonly onCommitted: (committed: Committed) => void;
}

export interface SimHub {
  readonly engine: EngineClient;
  readonly now: () => number;
  heal(): void;
  stop(): Promise<void>;
}

const hubActor: Actor = { name: 'local', role: 'admin', unitId: null, from: 'local' };
const release = readRelease();
/** Of the town's records the imports: the hub says itself that it starts. */
const imports = townRecords(stormStart).slice(1);

/** Never settles where the hub crashes before it has started. */
export async function startSimHub(options: SimHubOptions): Promise<SimHub> {
  const { store, faults, machineClock, onCrash, onCommitted } = options;
  const disk = faultyJournal(store, faults, () => Date.now());
  const now = hubClock(machineClock);
  const { engine } = await EngineClient.start({
    ...{ dataDir: '', retentionMs: null, logsReadings: false, now },
    startThread: () => new SimThread(disk, faults, machineClock, onCrash),
    onFatal: (error) => {
      throw error;
    },
    onSetAside: (thrown) => {
      throw new Error(`the hub failed on a message: ${thrown}`);
    },
    onLost: () => {},
    onUpkeepFailed: () => {},
    onCredentials: () => {},
  });
  engine.onCommitted(onCommitted);
  const { version, rules, profiles, caseTables } = release;
  const settings = { maxAgeMs: 7 * 86_400_000, timezone: 'Asia/Shanghai' };
  const start = { settings, version, rules: [...rules], profiles: [...profiles], caseTables };
  await untilDone(engine, 'hub.start', hubActor, start);
  for (const { topic, payload } of imports) {
    const { actor, body } = payloadJson(payload) as { readonly actor: Actor; readonly body: unknown };
    await untilDone(engine, topic, actor, body);
  }
  return { engine, now, heal: () => disk.heal(), stop: () => engine.stop() };
}

/** Where the disk is full the process would end and be started again, to the same effect. */
async function untilDone(engine: EngineClient, name: string, actor: Actor, body: unknown): Promise<void> {
  for (;;) {
    const reply = await engine.command(name, actor, body).catch(() => null);
    if (reply?.ok === true) return;
    if (reply !== null) throw new Error(`${name} was refused: ${reply.refusal.detail.en}`);
  }
}

class SimThread extends EventEmitter implements EngineThread {
  readonly #faults: Faults;
  #receive: (message: ToEngine) => void = () => {};
  #isDead = false;
  /** What is said arrives in the order in which it was said. */
  #arrivesAt = 0;

  constructor(disk: FaultyDisk, faults: Faults, machineClock: () => number, onCrash: () => void) {
    super();
    this.#faults = faults;
    const server = {
      tell: (message: unknown) => this.#later(() => this.emit('message', message)),
      onMessage: (listener: (message: ToEngine) => void) => {
        this.#receive = (message) => {
          try {
            listener(message);
          } catch (thrown) {
            if (!(thrown instanceof Crash)) throw thrown;
            this.#isDead = true;
            onCrash();
          }
        };
      },
      close: () => this.#later(() => this.emit('exit', 0)),
    };
    this.#later(() =>
      serveEngine(server, disk.journal, { retentionMs: null, logsReadings: false }, machineClock),
    );
  }

  postMessage(message: ToEngine): void {
    this.#later(() => this.#receive(message));
  }

  async terminate(): Promise<number> {
    this.#isDead = true;
    return 0;
  }

  #later(work: () => void): void {
    const { random, slowMs } = this.#faults;
    const takesMs = random.next() < 0.05 ? random.between(0, slowMs) : random.next();
    this.#arrivesAt = Math.max(this.#arrivesAt, Date.now() + Math.ceil(takesMs));
    setTimeout(() => {
      if (!this.#isDead) work();
    }, this.#arrivesAt - Date.now());
  }
}
