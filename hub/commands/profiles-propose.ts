// `sluice profiles propose FILE`: what one message of a device says about it: who sent it, which profile reads it, or
// a profile to begin with, and the readings that it would give. It needs no running hub.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExampleReading } from '../../ingest/profiles/example-readings.ts';
import { proposalJson } from '../../ingest/profiles/proposal-json.ts';
import { type Proposal, propose } from '../../ingest/profiles/propose.ts';
import { CodecSandbox } from '../codecs/codec-sandbox.ts';
import { readSettings } from '../config.ts';
import { readShippedProfiles, withOwnProfiles } from '../profile-folder.ts';
import { readNamed } from '../read-named-file.ts';

export function profilesProposeCommand(
  file: string,
  options: { readonly topic?: string; readonly json?: boolean },
): number {
  const folder = join(readSettings(process.env).data_dir, 'profiles');
  const profiles = withOwnProfiles(readShippedProfiles(), folder, () => {});
  const proposal = propose(
    readMessage(file),
    options.topic ?? null,
    profiles,
    new CodecSandbox(),
    Date.now(),
  );
  if (options.json === true) console.log(JSON.stringify(proposalJson(proposal)));
  else for (const line of textOf(proposal)) console.log(line);
  return proposal.readings.length > 0 ? 0 : 1;
}

/** `-` is standard input. */
function readMessage(file: string): Uint8Array {
  return readNamed(file, () => readFileSync(file === '-' ? 0 : file));
}

function textOf(proposal: Proposal): string[] {
  const { format, devEui, deviceId, fPort, gateways, fits, mapping, readings, rejections } = proposal;
  const heard = gateways.length === 0 ? '' : `, heard by ${gateways.join(', ')}`;
  const port = fPort === null ? '' : `, port ${fPort}`;
  const lines = [
    `format: ${format ?? 'unknown'}`,
    `device: ${devEui ?? deviceId ?? 'unknown'}${port}${heard}`,
  ];
  for (const [index, { id, label, by, isNamed, readings: given }] of fits.entries()) {
    const named = isNamed ? ', and the message names it' : '';
    lines.push('', `${index === 0 ? 'profile' : 'or'}: ${id} (${label.en}) reads its ${by}${named}`);
    lines.push(...given.map(readingText));
  }
  if (fits.length === 0 && mapping !== null && mapping.fields.length > 0) {
    lines.push('', 'no profile reads it; by names, units and values:');
    for (const { from, raw, metric, value, unit, by } of mapping.fields) {
      lines.push(`  ${from} = ${JSON.stringify(raw)} → ${metric} ${value} ${unit} (${by})`.trimEnd());
    }
    if (mapping.unmapped.length > 0) lines.push(`  without a meaning: ${mapping.unmapped.join(', ')}`);
    lines.push('', 'a profile to begin with:', '', mapping.yaml ?? '');
  }
  if (format !== null && fPort === null) lines.push('', ...readings.map(readingText));
  return [...lines, ...rejections.map(({ reason, detail }) => `${reason}: ${detail.en}`)];
}

function readingText({ metric, value, unit }: ExampleReading): string {
  return `  ${metric} ${value} ${unit}`.trimEnd();
}
