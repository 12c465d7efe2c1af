// A proposal as the API and the command line write it.
import { formatInstantOrNull } from '../../core/time.ts';
import type { ExampleReading } from './example-readings.ts';
import type { Proposal } from './propose.ts';

export function proposalJson(proposal: Proposal) {
  const { mapping } = proposal;
  return {
    format: proposal.format,
    topic: proposal.topic,
    device_id: proposal.deviceId,
    dev_eui: proposal.devEui,
    f_port: proposal.fPort,
    frame_counter: proposal.frameCounter,
    gateways: proposal.gateways,
    profiles: proposal.fits.map(({ id, label, by, isNamed, readings }) => ({
      ...{ id, label, by, named: isNamed },
      readings: readings.map(readingJson),
    })),
    mapping: mapping === null ? null : { ...mapping, profile_file: mapping.yaml, yaml: undefined },
    readings: proposal.readings.map(readingJson),
    reasons: proposal.rejections,
  };
}

export function readingJson({ metric, value, unit, measuredAt }: ExampleReading) {
  return { metric, value, unit, measured_at: formatInstantOrNull(measuredAt) };
}
