// Replays a recorded gauge through a broker as fast as it acknowledges, with the recording's own times, in order:
// what a filter or a rule makes of a real month is seen in seconds.
import { connect, type MqttClient } from 'mqtt';
import { messageOf, SluiceError } from '../core/error.ts';
import { type GaugeReport, readGaugeRecording } from './gauge-recording.ts';

export interface ReplayGaugeOptions {
  /** `mqtt://host:port`; a hub there must allow old times (`SLUICE_MAX_AGE=off`). */
  readonly mqttUrl: string;
  /** The device to speak as, and its MQTT password. */
  readonly deviceId: string;
  readonly secret: string;
  /** See `readGaugeRecording`. */
  readonly file: string;
  /** Ends the replay early; what was sent and acknowledged by then is returned. */
  readonly signal?: AbortSignal;
  /** Messages that wait for their PUBACK at a time; 50 by default. */
  readonly inFlight?: number;
  /** 1 to 1,000; 1 by default. More go faster through a hub that limits messages, not readings. */
  readonly reportsPerMessage?: number;
  /** Fails when nothing was acknowledged for so long, ms; 30 s by default. */
  readonly patienceMs?: number;
  /** Called at every acknowledgement. */
  readonly onProgress?: (progress: ReplayAccount & { readonly total: number }) => void;
}

/** In reports, each one row of the recording. */
export interface ReplayAccount {
  readonly sent: number;
  readonly acknowledged: number;
}

/** What a broker answers to a wrong user name or password, and to one that may not connect (MQTT 3.1.1, 3.2.2.3). */
const refusals: readonly unknown[] = [4, 5];
const mostPerMessage = 1_000;

/**
 * Goes on across losses of the connection. Throws a `SluiceError`: `bad_option`, `bad_recording`, `login_refused`,
 * `broker_unreachable` where the first connection fails, `replay_stalled`.
 */
export async function replayGauge(options: ReplayGaugeOptions): Promise<ReplayAccount> {
  const { inFlight = 50, reportsPerMessage = 1, patienceMs = 30_000, signal } = options;
  checkOption('inFlight', inFlight, Number.MAX_SAFE_INTEGER);
  checkOption('reportsPerMessage', reportsPerMessage, mostPerMessage);
  const reports = readGaugeRecording(options.file);
  const topic = `devices/${options.deviceId}/telemetry`;
  let sent = 0;
  let acknowledged = 0;
  let waiting = 0;
  let failure: Error | null = null;
  let wake = () => {};
  const fail = (error: Error) => {
    failure ??= error;
    wake();
  };
  const until = async (isReached: () => boolean) => {
    while (!isReached() && !signal?.aborted) {
      if (failure !== null) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  const client = openClient(options, fail);
  client.on('connect', () => wake());
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  const stall = setTimeout(() => fail(stalled(patienceMs, acknowledged)), patienceMs);
  try {
    await until(() => client.connected);
    for (let from = 0; from < reports.length; from += reportsPerMessage) {
      await until(() => waiting < inFlight);
      if (signal?.aborted) break;
      const part = reports.slice(from, from + reportsPerMessage);
      sent += part.length;
      waiting += 1;
      client.publish(topic, payloadOf(part), { qos: 1 }, (error) => {
        if (error) return fail(error);
        waiting -= 1;
        acknowledged += part.length;
        stall.refresh();
        options.onProgress?.({ sent, acknowledged, total: reports.length });
        wake();
      });
    }
    await until(() => waiting === 0);
  } finally {
    clearTimeout(stall);
    signal?.removeEventListener('abort', onAbort);
    await client.endAsync(waiting > 0 || !client.connected);
  }
  return { sent, acknowledged };
}

function openClient(options: ReplayGaugeOptions, fail: (error: Error) => void): MqttClient {
  const { mqttUrl, deviceId, secret } = options;
  const client = connect(mqttUrl, {
    clientId: deviceId,
    username: deviceId,
    password: secret,
    keepalive: 30,
    reconnectPeriod: 500,
  });
  let wasConnected = false;
  client.on('connect', () => {
    wasConnected = true;
  });
  client.on('error', (cause) => {
    if ('code' in cause && refusals.includes(cause.code)) {
      fail(new SluiceError(`the broker refused to log in ${deviceId}`, { code: 'login_refused', cause }));
    } else if (!wasConnected) {
      const message = `nothing answers at ${mqttUrl}: ${messageOf(cause)}`;
      fail(new SluiceError(message, { code: 'broker_unreachable', retryable: true, cause }));
    }
  });
  return client;
}

/** A single report goes as an object, as devices send it. */
function payloadOf(part: readonly GaugeReport[]): string {
  return JSON.stringify(part.length === 1 ? part[0] : part);
}

function stalled(patienceMs: number, acknowledged: number): SluiceError {
  return new SluiceError(`nothing was acknowledged for ${patienceMs} ms, after ${acknowledged} reports`, {
    code: 'replay_stalled',
    retryable: true,
    hint: 'see the log of the broker for why it acknowledges nothing: a full disk, a device that is not registered',
  });
}

function checkOption(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new SluiceError(`${name} is ${value}`, {
    code: 'bad_option',
    hint: `give a whole number from 1 to ${most}`,
  });
}
