// The thread that reads one registry file.
import { parentPort } from 'node:worker_threads';
import { assert } from '../../core/error.ts';
import type { RegistryKind } from '../../core/registry.ts';
import { serveCalls } from '../../store/serve-calls.ts';
import { FileInParts } from './file-in-parts.ts';

assert(parentPort !== null, 'this file runs as a worker thread');

serveCalls(parentPort, () => {
  const file = new FileInParts();
  return {
    open: (kind: RegistryKind, text: string) => file.open(kind, text),
    part: (index: number) => file.part(index),
  };
});
