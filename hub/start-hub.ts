// The whole hub: core, MQTT edge, HTTP side. Starts all or nothing, and ends in the order that loses nothing.
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { ApiOptions } from '../api/api-options.ts';
import { startApi } from '../api/start-api.ts';
import { hashSecret, newSecret, verifySecret } from '../broker/secret-hash.ts';
import { type Broker, startBroker } from '../broker/start-broker.ts';
import { SluiceError } from '../core/error.ts';
import type { Flows } from '../flows/start-flows.ts';
import { mqttAnnouncements } from '../outlets/mqtt-announcements.ts';
import { noticeLog } from '../outlets/notice-log.ts';
import { openPhotoStore } from '../store/photo-store.ts';
import type { Settings } from './config.ts';
import { forgetRunningHub, noteRunningHub, sessionKey } from './data-folder.ts';
import { startHubFlows } from './flows.ts';
import { type HealthPing, startHealthPing } from './health-ping.ts';
import { type HubCore, startHubCore } from './hub-core.ts';
import type { HubLog } from './hub-log.ts';
import { openRegistryFile } from './imports/open-registry-file.ts';
import { startMetrics } from './metrics.ts';
import { type HubOutlets, runOutlets } from './outlets/run-outlets.ts';
import { worstActive } from './outlets/worst-active.ts';
import { publicFace } from './public-face-settings.ts';
import { queuedCommands } from './queued-commands.ts';
import { startSources } from './source-settings.ts';

export const consoleDir = join(import.meta.dirname, '../dashboards/console/dist');

export interface HubOptions {
  readonly settings: Settings;
  readonly log: HubLog;
  readonly onFatal: (error: Error) => void;
}

export interface Hub {
  readonly mqttPort: number | null;
  /** MQTT over TLS. */
  readonly mqttsPort: number | null;
  readonly httpPort: number;
  /** Made for `admin` on the first start; `null` ever after. */
  readonly madePassword: string | null;
  /** Stops taking, commits, answers, closes. */
  stop(): Promise<void>;
}

/** What the API needs of the core, whether it listens or not. */
export function apiOptions(core: HubCore, settings: Settings, log: HubLog): ApiOptions {
  return {
    engine: core.engine,
    views: core.views,
    history: core.history,
    onboarding: core.onboarding,
    credentials: core.credentials,
    releaseRules: core.releaseRules,
    timezone: settings.timezone,
    photos: openPhotoStore(settings.data_dir),
    host: settings.host,
    port: settings.http_port,
    http: settings.http,
    publicFace: publicFace(settings),
    sessionKey: sessionKey(settings.data_dir),
    newSecret,
    hashSecret,
    matchesSecret: verifySecret,
    openRegistryFile,
    consoleDir,
    mapDir: join(settings.data_dir, 'map'),
    mapTiles: {
      tiles: settings.map_tiles,
      datum: settings.map_datum,
      attribution: settings.map_attribution,
    },
    cameraUrl: settings.camera_url,
    metrics: () => Promise.resolve(''),
    log: log as unknown as FastifyBaseLogger,
    now: core.now,
  };
}

/** The TLS listener that the settings ask for, or `null`. */
function tlsOptions(settings: Settings) {
  const {
    mqtts_port: port,
    tls_cert: certFile,
    tls_key: keyFile,
    tls_client_ca: clientCaFile = null,
  } = settings;
  if (port === null) return null;
  if (certFile === undefined || keyFile === undefined) {
    throw new SluiceError('SLUICE_MQTTS_PORT is open, but there is no certificate', {
      code: 'bad_setting',
      hint: 'set SLUICE_TLS_CERT and SLUICE_TLS_KEY to its PEM files, or SLUICE_MQTTS_PORT to off',
    });
  }
  return { port, certFile, keyFile, clientCaFile };
}

/** Rejects with a `SluiceError` that names the setting and the mend; nothing is left running then. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { settings, log, onFatal } = options;
  const tls = tlsOptions(settings);
  let broker: Broker | null = null;
  let outlets: HubOutlets | null = null;
  let flows: Flows | null = null;
  let ping: HealthPing | null = null;
  let closeSources: () => Promise<unknown> = async () => {};
  const core = await startHubCore({
    settings,
    log,
    onFatal,
    onSecretChanged: (name) => broker?.disconnect(name),
  });
  try {
    broker = await startBroker({
      engine: core.engine,
      queuedCommands: () => queuedCommands(core.views),
      credentials: core.credentials,
      host: settings.host,
      port: settings.mqtt_port,
      tls,
      limits: { ...settings.mqtt.limits, deviceRate: settings.device_rate },
      trustedProxies: settings.mqtt.trustedProxies,
      dataDir: settings.data_dir,
      log: log.child({ part: 'broker' }),
      now: core.now,
    });
    const edge = broker;
    const sources = startSources({
      sources: settings.sources,
      hubKey: sessionKey(settings.data_dir),
      engine: core.engine,
      log,
      now: core.now,
    });
    closeSources = () => Promise.all([...sources.values()].map((source) => source.close()));
    const counters = () => edge.counters();
    if (settings.flows) flows = startHubFlows(settings, core, log, () => outlets?.announcements ?? null);
    outlets = runOutlets({
      ...{ settings, log, core, flows, brokerCounters: counters },
      outlets: [
        mqttAnnouncements(
          (topic, payload, options) => edge.publish(topic, payload, options),
          (pointId, ruleId) => worstActive(core.views, pointId, ruleId),
        ),
        noticeLog((notice) => log.info({ part: 'notices', ...notice }, notice.title.zh)),
      ],
    });
    const leaving = outlets;
    const metrics = startMetrics({
      ...{ engine: core.engine, version: core.version, lost: core.lost, now: core.now },
      ...{ counters, outlets, sources },
    });
    const api = await startApi({
      ...apiOptions(core, settings, log),
      ...{ metrics, outlets, brokerCounters: counters },
      ...(outlets.announcements === null ? {} : { announcements: outlets.announcements }),
      ...(flows === null ? {} : { flows }),
    });
    edge.attachWebSocket(api.server);
    const { health_ping_url: url, health_ping_interval: intervalMs } = settings;
    if (url !== undefined && intervalMs !== null) {
      ping = startHealthPing({ url, intervalMs, engine: core.engine, log });
    }
    const host = settings.host === '0.0.0.0' || settings.host === '::' ? '127.0.0.1' : settings.host;
    noteRunningHub(settings.data_dir, { pid: process.pid, http_url: `http://${host}:${api.port}` });
    return {
      mqttPort: edge.port,
      mqttsPort: edge.tlsPort,
      httpPort: api.port,
      madePassword: core.madePassword,
      async stop() {
        forgetRunningHub(settings.data_dir);
        ping?.stop();
        await Promise.all([leaving.stop(), flows?.stop()]);
        await Promise.all([edge.close(), closeSources(), api.close()]);
        await core.stop();
      },
    };
  } catch (thrown) {
    await Promise.all([outlets?.stop(), flows?.stop()]);
    await Promise.all([broker?.close(), closeSources()]);
    await core.stop();
    throw thrown;
  }
}
