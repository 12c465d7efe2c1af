// One try at a registry file: what the hub would do, or did, and what is wrong with which row.
import { HubProblem, sendFile } from '../api-client/request.ts';
import type { RegistryKind } from './registry-kind.ts';

export interface RejectedRow {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export interface ImportAnswer {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly RejectedRow[];
  readonly secrets?: readonly { readonly device_id: string; readonly secret: string }[];
}

/**
 * Good rows count although there are bad ones. A file in which no row is good is an answer too, not a failure; rejects
 * with a `SluiceError` where the file could not be looked at.
 */
export async function importFile(kind: RegistryKind, text: string, isTrial: boolean): Promise<ImportAnswer> {
  try {
    return await sendFile<ImportAnswer>(`/imports/${kind}?partial=true&dry_run=${isTrial}`, text, 'text/csv');
  } catch (thrown) {
    if (!(thrown instanceof HubProblem) || thrown.code !== 'rows_rejected') throw thrown;
    const { rejected } = thrown.document as { readonly rejected?: readonly RejectedRow[] };
    return { created: 0, updated: 0, unchanged: 0, rejected: rejected ?? [] };
  }
}
