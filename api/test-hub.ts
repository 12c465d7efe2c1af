// What tests call in process: the API over stand-ins of its ports. The engine takes every command, remembers it and
// answers what a test says; the views give what a test puts there.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { type ApiToken, newApiTokenSchema } from '../core/api-token.ts';
import { assert } from '../core/error.ts';
import type { History } from '../core/history.ts';
import {
  type Account,
  type Actor,
  accountSchema,
  type Role,
  roles,
  type User,
  userSchema,
} from '../core/person.ts';
import type { CommandReply, Committed, Engine, EngineHealth, Page, Views } from '../core/ports.ts';
import { fail } from '../core/result.ts';
import type { Town } from '../core/town.ts';
import { parseRegistryCsv } from '../ingest/registry-csv.ts';
import type { ApiApp } from './api-app.ts';
import type { ApiOptions } from './api-options.ts';
import { buildApi } from './build-api.ts';
import { defaultPublicSettings } from './public-settings.ts';
import { defaultHttpSettings } from './request-limits.ts';
import { Sessions } from './sessions.ts';

export const testNow = Date.UTC(2026, 6, 1, 8);
const sessionKey = new Uint8Array(32).fill(7);

export interface SentCommand {
  readonly name: string;
  readonly actor: Actor;
  readonly body: unknown;
  readonly key?: string;
}

/** Says what a command is answered; `{ ok: true, value: {} }` where it has no say. */
export type Answers = Readonly<Record<string, (body: never) => CommandReply>>;

export interface TestHub {
  readonly app: ApiApp;
  /** What it was built with. */
  readonly options: ApiOptions;
  readonly commands: readonly SentCommand[];
  readonly users: Map<string, User>;
  readonly accounts: Map<string, Account>;
  readonly deviceSecrets: Map<string, string>;
  /** Where the engine stands; tests replace it. */
  health: EngineHealth;
  /** Tells the listeners what was committed. */
  commit(committed: Partial<Committed>): void;
  /** Headers of a session of the user with this role. */
  login(role: Role): { authorization: string };
  /** Calls below `/api/v1` as the user with this role. */
  call(
    role: Role,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<TestAnswer>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown>;
}

export function testUser(role: Role): User {
  const unitId = role === 'crew' ? 'U-1' : null;
  return { username: role, role, unitId, passwordHash: 'scrypt$none', disabled: false, generation: 1 };
}

export function page<Item>(items: readonly Item[], nextCursor: string | null = null): Page<Item> {
  return { items, nextCursor };
}

const emptyTown: Town = {
  ...{ version: '0', points: 0, bounds: null, basins: [], gateways: [], dotsVersion: 'none' },
};

const emptyViews: Views = {
  devices: async () => page([]),
  device: async (id) => ({ id }),
  deviceCounts: async () => ({ total: 0 }),
  statusHistory: async () => [],
  rainstorm: async () => ({ active: false }),
  rainstorms: async () => page([]),
  alarmLoad: async () => [],
  uptime: async () => ({ items: [] }),
  outages: async () => page([]),
  deviceCommands: async () => page([]),
  deviceCommand: async (id) => ({ id, device_id: 'G-1' }),
  zeroProposals: async () => page([]),
  zeroProposal: async (id) => ({ id, device_id: 'G-1' }),
  points: async () => page([]),
  point: async (id) => ({ id }),
  pointFeatures: async () => ({ text: '', nextCursor: null }),
  places: async () => [],
  town: async () => emptyTown,
  dotTile: async () => ({ version: emptyTown.dotsVersion, bytes: new Uint8Array() }),
  units: async () => page([]),
  registry: async () => [],
  roster: async (id) => ({ unit_id: id }),
  rosters: async () => [],
  readings: async () => ({ points: [], reduced: false }),
  alarms: async () => page([]),
  alarm: async (id) => ({ id }),
  placedAlarms: async () => [],
  cases: async () => page([]),
  case: async (id) => ({ id, unit_id: 'U-1' }),
  caseNotices: async () => [],
  reporters: async () => [],
  letters: async () => [],
  indicators: async () => ({ items: [] }),
  profiles: async () => [],
  rules: async () => [],
  rule: async (id) => ({ id }),
  caseTables: async () => [],
  quarantine: async () => page([]),
  quarantineGroups: async () => [],
  unknownDevices: async () => page([]),
  unknownDevice: async (id) => ({ id }),
  accounting: async () => ({ evaluated: 0 }),
  users: async () => [],
  accounts: async () => [],
  apiTokens: async () => [],
  audit: async () => page([]),
  auditCheck: async () => ({ entries: 0, head: '', broken: null }),
  events: async () => [],
  eventBacklog: async () => ({ pending: 0, oldestAt: null, end: 0 }),
  close: async () => {},
};

export const emptyHistory: History = {
  explain: async (pointId) => ({ point_id: pointId }),
  backtest: async () => ({ ok: true, value: {} }),
  close: async () => {},
};

const importReply = { created: [], updated: [], unchanged: [], rejected: [] };

export interface TestHubOptions extends Partial<ApiOptions> {
  readonly answers?: Answers;
  readonly given?: Partial<Views>;
}

export async function startTestHub({
  answers = {},
  given = {},
  ...options
}: TestHubOptions = {}): Promise<TestHub> {
  const commands: SentCommand[] = [];
  const people = new Map<string, User>(roles.map((role) => [role, testUser(role)]));
  const accounts = new Map<string, Account>();
  const apiTokens = new Map<string, ApiToken>();
  const deviceSecrets = new Map<string, string>();
  const listeners = new Set<(committed: Committed) => void>();
  let health: EngineHealth = { ready: true, reasons: [] };

  const engine: Engine = {
    pending: 0,
    submit: (_record, done) => done(null),
    async command(name, actor, body, key) {
      commands.push({ name, actor, body, ...(key === undefined ? {} : { key }) });
      // A commit takes its time, and others come meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
      const value = name.endsWith('.import') ? importReply : {};
      const reply = answers[name]?.(body as never) ?? { ok: true, value };
      if (!reply.ok) return reply;
      if (name === 'user.put') people.set((body as User).username, userSchema.parse(body));
      if (name === 'token.put') {
        const token = {
          ...newApiTokenSchema.parse(body),
          ...{ createdAt: now(), createdBy: actor.name, revokedAt: null },
        };
        apiTokens.set(token.secretHash, token);
      }
      if (name === 'account.delete') accounts.delete((body as Account).name);
      if (name === 'account.put') accounts.set((body as Account).name, accountSchema.parse(body));
      return reply;
    },
    health: () => health,
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const credentials = {
    deviceSecretHash: (id: string) => deviceSecrets.get(id),
    apiToken: (hash: string) => apiTokens.get(hash),
    account: (name: string) => accounts.get(name),
    user: (name: string) => people.get(name),
  };
  const userList = async () => [...people.values()].map((user) => ({ ...user, unit_id: user.unitId }));
  let secretCount = 0;
  const now = options.now ?? (() => testNow);
  const apiOptions: ApiOptions = {
    engine,
    views: { ...emptyViews, users: userList, ...given },
    history: emptyHistory,
    onboarding: {
      propose: async (text, topic) => ({ text, topic, reasons: [] }),
      checkProfile: async ({ id }, message) => ({ id, message, mistakes: [], reasons: [] }),
      saveProfile: async () => ({ ok: false, error: [] }),
    },
    credentials,
    releaseRules: [],
    timezone: 'Asia/Shanghai',
    photos: {
      put: async () => fail({ zh: '不是图片', en: 'none' }),
      get: async () => null,
      small: async () => null,
    },
    host: '127.0.0.1',
    port: 0,
    http: defaultHttpSettings,
    publicFace: defaultPublicSettings,
    sessionKey,
    newSecret: () => {
      secretCount += 1;
      return `secret-${secretCount}`;
    },
    hashSecret: (secret) => `hash of ${secret}`,
    openRegistryFile: inParts(1_000),
    consoleDir: join(tmpdir(), 'sluice-no-console'),
    mapTiles: { tiles: [], datum: 'wgs84', attribution: '' },
    mapDir: join(tmpdir(), 'sluice-no-map'),
    metrics: async () => 'sluice_up 1\n',
    log: pino({ level: 'silent' }),
    wait: async () => {},
    ...options,
    now,
  };
  const app = await buildApi(apiOptions);
  const sessions = new Sessions({ key: sessionKey, credentials, now });

  function login(role: Role) {
    const user = people.get(role);
    assert(user !== undefined, `there is a user ${role}`);
    return { authorization: `Bearer ${sessions.begin(user)}` };
  }

  return {
    app,
    options: apiOptions,
    commands,
    users: people,
    accounts,
    deviceSecrets,
    get health() {
      return health;
    },
    set health(next) {
      health = next;
    },
    commit(committed) {
      const whole = {
        position: 1,
        records: 1,
        readings: 0,
        commitMs: 1,
        events: [],
        latest: [],
        ...committed,
      };
      for (const listener of listeners) listener(whole);
    },
    login,
    async call(role, method, path, body) {
      const url = `/api/v1${path}`;
      const response = await app.inject({
        method,
        url,
        headers: login(role),
        ...(body ? { payload: body } : {}),
      });
      return {
        status: response.statusCode,
        headers: response.headers,
        body: response.body === '' ? {} : response.json(),
      };
    },
  };
}

/** Registry files as the hub reads them, in parts of so many rows. */
export function inParts(partRows: number): ApiOptions['openRegistryFile'] {
  return async (kind, text) => {
    const { rows, rejected } = parseRegistryCsv(kind, text);
    return {
      ...{ rejected, leftOut: 0, rows: rows.length, parts: Math.ceil(rows.length / partRows) },
      part: async (index) => rows.slice(index * partRows, (index + 1) * partRows),
      close: async () => {},
    };
  };
}
