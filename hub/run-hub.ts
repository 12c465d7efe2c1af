// A hub as a process: says when it is ready, ends on Ctrl-C or SIGTERM, and ends itself when its engine is gone.
import type { Settings } from './config.ts';
import type { HubLog } from './hub-log.ts';
import { type Hub, startHub } from './start-hub.ts';

export interface RunOptions {
  readonly settings: Settings;
  readonly log: HubLog;
  /** Called when the hub serves; the signal says when it is told to stop. Awaited before the hub stops. */
  readonly whileRunning?: (hub: Hub, stop: AbortSignal) => Promise<void>;
}

/** The hub promises to be gone by then, ms. */
const stopWithinMs = 9_500;

/** Resolves to the exit code when the hub has stopped. Rejects where it could not start. */
export async function runHub({ settings, log, whileRunning }: RunOptions): Promise<number> {
  const stop = new AbortController();
  let exitCode = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) return;
    log.info({ signal }, 'stopping');
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const hub = await startHub({
    settings,
    log,
    onFatal: (error) => {
      log.fatal({ err: error }, 'the engine stopped; what was acknowledged is on disk. Start the hub again');
      exitCode = 1;
      stop.abort();
    },
  });
  const { mqttPort, mqttsPort, httpPort } = hub;
  log.info(
    {
      mqtt_port: mqttPort,
      mqtts_port: mqttsPort,
      http_port: httpPort,
      host: settings.host,
      data_dir: settings.data_dir,
    },
    'ready',
  );
  const stopped = new Promise<void>((resolve) => {
    if (stop.signal.aborted) resolve();
    stop.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const beside = whileRunning?.(hub, stop.signal).catch((thrown: unknown) => {
    log.error({ err: thrown }, 'stopping');
    exitCode = 1;
    stop.abort();
  });
  await stopped;
  const late = setTimeout(() => {
    log.error('closing took too long; leaving. What was acknowledged is on disk');
    process.exit(1);
  }, stopWithinMs);
  await beside;
  await hub.stop();
  clearTimeout(late);
  log.info('stopped');
  return exitCode;
}
