import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeJson } from '../test-uplinks.ts';

const samples = new URL('../../../shared/real/lorawan/docs-samples/', import.meta.url);

/** What the manuals show: an uplink, life without one, or no life; those that are refused by their reason. */
const meanings: Readonly<Record<string, string>> = {
  'chirpstack4-docs-ack.json': 'alive',
  'chirpstack4-docs-integration.json': 'alive',
  'chirpstack4-docs-join.json': 'alive',
  'chirpstack4-docs-location.json': 'alive',
  'chirpstack4-docs-log.json': 'network_server_log',
  'chirpstack4-docs-status.json': 'battery_pct 88.3',
  'chirpstack4-docs-txack.json': 'unheard',
  'chirpstack4-docs-up.json': 'uplink',
  'tts3-docs-enterprise-aws-ami-application-server-telemetry-0.json': 'uplink',
  'tts3-docs-getting-started-3-try-starter-kit-collect-visualize-data-17.json': 'uplink',
  'tts3-docs-integrations-data-formats-1.json': 'alive',
  'tts3-docs-integrations-data-formats-4.json': 'unheard',
  'tts3-docs-integrations-data-formats-5.json': 'alive',
  'tts3-docs-integrations-data-formats-6.json': 'unheard',
  'tts3-docs-integrations-data-formats-7.json': 'unheard',
  'tts3-docs-integrations-data-formats-8.json': 'unheard',
  'tts3-docs-integrations-data-formats-9.json': 'unheard',
  'tts3-docs-integrations-other-integrations-mqtt-1.json': 'alive',
  'tts3-docs-integrations-other-integrations-mqtt-2.json': 'uplink',
  'tts3-docs-integrations-other-integrations-mqtt-6.json': 'alive',
  'tts3-docs-integrations-other-integrations-pubsub-mqtt-client-0.json': 'uplink',
  'tts3-docs-integrations-other-integrations-pubsub-mqtt-client-1.json': 'unheard',
  'tts3-docs-integrations-other-integrations-pubsub-mqtt-client-2.json': 'unheard',
  'tts3-docs-integrations-other-integrations-pubsub-nats-client-1.json': 'unheard',
  'tts3-docs-integrations-other-integrations-pubsub-nats-client-2.json': 'unheard',
  'tts3-docs-integrations-storage-retrieve-3.json': 'uplink',
};

function meaningOf(file: string, text: string): string {
  const sample = JSON.parse(text) as { deviceInfo?: { devEui: string } };
  const event = /^chirpstack4-docs-(.+)\.json$/.exec(file)?.[1];
  const topic =
    event === undefined
      ? 'v3/app1@tenant/devices/dev1/up'
      : `application/17/device/${sample.deviceInfo?.devEui}/event/${event}`;
  const decoded = decodeJson(topic, text);
  const [rejection] = decoded?.rejections ?? [];
  if (rejection !== undefined) return rejection.reason;
  if (decoded?.uplink) return 'uplink';
  return decoded?.reports[0]?.values[0]?.join(' ') ?? decoded?.life ?? 'unknown topic';
}

describe.skipIf(!existsSync(samples))(
  'events as the manuals show them (skipped without ../shared/real/lorawan)',
  () => {
    it('are understood or refused by name, all of them', () => {
      const files = readdirSync(samples).sort();
      const found = files.map((file) => [
        file,
        meaningOf(file, readFileSync(new URL(file, samples), 'utf8')),
      ]);
      expect(Object.fromEntries(found)).toEqual(meanings);
    });
  },
);
