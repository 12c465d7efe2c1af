// The hub without its sockets: the engine, the views and who may log in. The command line uses it as it is where
// no hub is running.
import { join } from 'node:path';
import { hashPassword, minPasswordLength, verifyPassword } from '../api/password.ts';
import type { CommandBody, CommandName } from '../core/commands.ts';
import { SluiceError } from '../core/error.ts';
import type { History } from '../core/history.ts';
import type { Onboarding } from '../core/onboarding.ts';
import { type Actor, localUsername } from '../core/person.ts';
import type { Views } from '../core/ports.ts';
import type { EpochMs } from '../core/time.ts';
import { mistakeText } from '../core/yaml-mistakes.ts';
import { wantedReadingsBefore } from '../flows/start-flows.ts';
import { startViews } from '../store/start-views.ts';
import type { Settings } from './config.ts';
import { CredentialBook } from './credentials.ts';
import { prepareDataFolder } from './data-folder.ts';
import { EngineClient } from './engine/engine-client.ts';
import { startHistory } from './history/start-history.ts';
import { hubClock } from './hub-clock.ts';
import type { HubLog } from './hub-log.ts';
import { newPassword } from './new-password.ts';
import { startOnboarding } from './onboarding/start-onboarding.ts';
import { influxSettings } from './outlets/influx-settings.ts';
import { withOwnProfiles } from './profile-folder.ts';
import { type Release, readRelease } from './release.ts';

export interface HubCoreOptions {
  readonly settings: Settings;
  readonly log: HubLog;
  /** The engine is gone; the process should end and be started anew. */
  readonly onFatal: (error: Error) => void;
  /** The secret of a device or account was changed. */
  readonly onSecretChanged?: (name: string) => void;
}

export interface HubCore {
  readonly engine: EngineClient;
  readonly views: Views;
  readonly history: History;
  readonly onboarding: Onboarding;
  readonly credentials: CredentialBook;
  readonly now: () => EpochMs;
  readonly version: string;
  /** Items that no outlet took while they were kept, since the start. */
  readonly lost: () => number;
  /** Those that come with this release. */
  readonly releaseRules: Release['rules'];
  /** The password made for `admin` on the first start, to be shown once; `null` ever after. */
  readonly madePassword: string | null;
  stop(): Promise<void>;
}

/** The hub itself, in the journal. */
export const hubActor: Actor = { name: localUsername, role: 'admin', unitId: null, from: 'local' };

export async function startHubCore(options: HubCoreOptions): Promise<HubCore> {
  const { settings, log } = options;
  const release = readRelease();
  prepareDataFolder(settings.data_dir);
  const credentials = new CredentialBook();
  const now = hubClock();
  let lost = 0;
  const { engine, recoveredRecords, position } = await EngineClient.start({
    dataDir: settings.data_dir,
    retentionMs: settings.retention,
    logsReadings:
      influxSettings(settings) !== null || (settings.flows && wantedReadingsBefore(settings.data_dir)),
    now,
    onFatal: options.onFatal,
    onSetAside: (thrown) =>
      log.error({ part: 'engine', thrown }, 'the hub failed on a message and set it aside'),
    onLost: (count) => {
      lost += count;
      log.error({ part: 'outlets', count }, 'kept as long as outlets.keep_pending says, and never delivered');
    },
    onUpkeepFailed: (error) => log.warn({ part: 'store', error }, 'upkeep beside the writer failed'),
    onCredentials: (changes) => {
      for (const name of credentials.take(changes)) options.onSecretChanged?.(name);
    },
  });
  try {
    log.info({ position, replayed: recoveredRecords }, 'journal open');
    await run(engine, 'hub.start', {
      settings: {
        maxAgeMs: settings.max_age,
        timezone: settings.timezone,
        quality: settings.quality,
      },
      version: release.version,
      rules: [...release.rules],
      profiles: withOwnProfiles(release.profiles, join(settings.data_dir, 'profiles'), (mistake) =>
        log.error({ part: 'profiles', mistake: mistakeText(mistake) }, 'a profile cannot be used as it is'),
      ),
      caseTables: release.caseTables,
    });
    const madePassword = await ensureAdmin(engine, credentials, settings.admin_password);
    const views = await startViews({ dataDir: settings.data_dir });
    const history = startHistory({ dataDir: settings.data_dir });
    const onboarding = startOnboarding(settings.data_dir);
    return {
      engine,
      views,
      history,
      onboarding,
      credentials,
      now,
      version: release.version,
      lost: () => lost,
      releaseRules: release.rules,
      madePassword,
      async stop() {
        await engine.stop();
        await Promise.all([history.close(), onboarding.close()]);
        await views.close();
      },
    };
  } catch (thrown) {
    await engine.stop();
    throw thrown;
  }
}

async function run<Name extends CommandName>(
  engine: EngineClient,
  name: Name,
  body: CommandBody<Name>,
): Promise<void> {
  const reply = await engine.command(name, hubActor, body);
  if (!reply.ok)
    throw new SluiceError(`${name} was refused: ${reply.refusal.detail.en}`, { code: 'refused' });
}

/** The password that was made where there is nobody yet and none was given. */
async function ensureAdmin(
  engine: EngineClient,
  credentials: CredentialBook,
  given: string | undefined,
): Promise<string | null> {
  if (given !== undefined && given.length < minPasswordLength) {
    throw new SluiceError(`SLUICE_ADMIN_PASSWORD is shorter than ${minPasswordLength} characters`, {
      code: 'bad_setting',
      hint: 'give a longer one, or none: one is made on the first start',
    });
  }
  const admin = credentials.user('admin');
  if (admin !== undefined && (given === undefined || (await verifyPassword(given, admin.passwordHash))))
    return null;
  if (admin === undefined && given === undefined && credentials.userCount > 0) return null;
  const password = given ?? newPassword();
  await run(engine, 'user.put', {
    username: 'admin',
    role: 'admin',
    unitId: null,
    disabled: false,
    generation: (admin?.generation ?? 0) + 1,
    passwordHash: await hashPassword(password),
  });
  return given === undefined ? password : null;
}
