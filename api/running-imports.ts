// How far registry files have come that are being imported.
import type { RegistryKind } from '../core/registry.ts';

export interface RunningImport {
  readonly kind: RegistryKind;
  readonly by: string;
  /** Rows that can be used; `null` while the file is read. */
  rows: number | null;
  /** Of these, looked at so far and taken so far. */
  looked: number;
  taken: number;
}

export class RunningImports {
  readonly #running = new Set<RunningImport>();

  /** Oldest first. */
  list(): RunningImport[] {
    return [...this.#running];
  }

  /** Follows an import as long as `work` goes on. */
  async follow<Value>(
    kind: RegistryKind,
    by: string,
    work: (progress: RunningImport) => Promise<Value>,
  ): Promise<Value> {
    const progress: RunningImport = { kind, by, rows: null, looked: 0, taken: 0 };
    this.#running.add(progress);
    try {
      return await work(progress);
    } finally {
      this.#running.delete(progress);
    }
  }
}
