// The other side of a call thread: opens what answers, says so, and answers each call once.
import type { MessagePort } from 'node:worker_threads';
import { carryError } from '../core/carried-error.ts';
import type { ThreadCall, ThreadReply } from './thread-call.ts';

/** `open`: what answers, by the names of its methods. Where it throws, the thread says why and serves nothing. */
export function serveCalls<Served extends object>(port: MessagePort, open: () => Served): void {
  const reply = (message: ThreadReply) => port.postMessage(message);
  let served: Served;
  try {
    served = open();
  } catch (thrown) {
    reply({ kind: 'not_ready', error: carryError(thrown) });
    return;
  }
  const answer = async ({ id, method, args }: ThreadCall): Promise<void> => {
    try {
      const call = served[method as keyof Served] as (...args: readonly unknown[]) => unknown;
      reply({ kind: 'answer', id, value: await call(...args) });
    } catch (thrown) {
      reply({ kind: 'failure', id, error: carryError(thrown) });
    }
  };
  port.on('message', (call: ThreadCall) => void answer(call));
  reply({ kind: 'ready' });
}
