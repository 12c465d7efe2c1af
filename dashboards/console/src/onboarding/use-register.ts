// Registers a device: one that reports already is adopted, any other comes in as a row of the registry.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SluiceError } from '../../../../core/error.ts';
import type { UnknownDevice } from '../api-client/quarantine-answers.ts';
import { send } from '../api-client/request.ts';
import { useLive } from '../live/use-live.tsx';
import { csvText } from '../parts/csv-file.ts';
import { importFile } from '../registry/import-file.ts';
import type { RetryCounts } from '../words/quarantine-words.ts';

export interface NewDevice {
  readonly device_id: string;
  readonly profile: string;
  readonly dev_eui: string | null;
  readonly point_id?: string | undefined;
  readonly interval_s?: number | null | undefined;
  readonly gateway?: string | null | undefined;
  readonly mount_height_mm?: number | null | undefined;
  readonly zero_offset_mm?: number | null | undefined;
  readonly baseline_tilt_deg?: number | null | undefined;
}

export interface Registered {
  readonly deviceId: string;
  /** `null` where a network server logs in for it. */
  readonly secret: string | null;
  /** What became of its messages in quarantine; `null` where none were tried. */
  readonly retried: RetryCounts | null;
}

interface AdoptionAnswer {
  readonly device: { readonly id: string };
  readonly secret: string | null;
  readonly retried: RetryCounts | null;
}

/** `register` rejects with a `SluiceError` in words for the person where the hub refuses. */
export function useRegister(unknown: UnknownDevice | null) {
  const client = useQueryClient();
  const { reload } = useLive();
  const [isSending, setSending] = useState(false);

  async function register(device: NewDevice): Promise<Registered> {
    setSending(true);
    try {
      const registered = unknown === null ? await imported(device) : await adopted(unknown.id, device);
      for (const subject of ['devices', 'device-counts', 'quarantine', 'unknown-devices']) {
        // What the page itself was made from stays as it is.
        void client.invalidateQueries({ queryKey: [subject], refetchType: 'none' });
      }
      reload();
      return registered;
    } finally {
      setSending(false);
    }
  }

  return { register, isSending };
}

async function adopted(id: string, { dev_eui: _told, ...device }: NewDevice): Promise<Registered> {
  const path = `/unknown-devices/${encodeURIComponent(id)}/adopt`;
  const answer = await send<AdoptionAnswer>('POST', path, device);
  return { deviceId: answer.device.id, secret: answer.secret, retried: answer.retried };
}

async function imported(device: NewDevice): Promise<Registered> {
  const cells = Object.entries(device).filter(([, value]) => value != null);
  const text = csvText([cells.map(([column]) => column), cells.map(([, value]) => value)]);
  const { rejected, secrets } = await importFile('devices', text, false);
  const [flaw] = rejected;
  if (flaw !== undefined) throw new SluiceError(`${flaw.column}: ${flaw.reason}`, { code: 'rows_rejected' });
  const isBehindServer = device.dev_eui !== null;
  return {
    deviceId: device.device_id,
    secret: isBehindServer ? null : (secrets?.[0]?.secret ?? null),
    retried: null,
  };
}
