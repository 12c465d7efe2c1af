import { expect, onTestFinished, test } from 'vitest';
import { CallThread } from './call-thread.ts';

/** Answers `echo`, dies of `exit` and `throw`, is silent on anything else. */
const program = `
  import { parentPort, threadId } from 'node:worker_threads';
  parentPort.on('message', ({ id, method, args }) => {
    if (method === 'echo') parentPort.postMessage({ kind: 'answer', id, value: args[0] });
    if (method === 'thread') parentPort.postMessage({ kind: 'answer', id, value: threadId });
    if (method === 'exit') process.exit(3);
    if (method === 'throw') throw new Error('a bug');
  });
  parentPort.postMessage({ kind: 'ready' });
`;

function testThread(source = program): CallThread {
  const entry = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  const thread = new CallThread({ entry, workerData: null, name: 'tests', maxHeapMiB: 64 });
  onTestFinished(() => thread.close());
  return thread;
}

test('calls are answered each by its own answer', async () => {
  const thread = testThread();
  const values = Array.from({ length: 100 }, (_, i) => i);
  expect(await Promise.all(values.map((value) => thread.call('echo', [value])))).toEqual(values);
});

test.each(['exit', 'throw'])(
  'when the thread dies of "%s" whoever waits gets a retryable error',
  async (method) => {
    const thread = testThread();
    const before = await thread.call('thread', []);
    const waiting = [thread.call('silence', []), thread.call(method, []), thread.call('silence', [])];
    for (const result of await Promise.allSettled(waiting)) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { code: 'tests_restarting', retryable: true },
      });
    }
    expect(await thread.call('thread', [])).not.toBe(before);
  },
);

test('what keeps the thread from starting reaches the caller as it was', async () => {
  const words = { message: { zh: '没有', en: 'no' }, hint: { zh: '看看', en: 'look' } };
  const error = { words, code: 'database_missing', retryable: false, stack: null };
  const thread = testThread(`
    import { parentPort } from 'node:worker_threads';
    parentPort.postMessage({ kind: 'not_ready', error: ${JSON.stringify(error)} });
  `);
  await expect(thread.start()).rejects.toMatchObject({
    code: 'database_missing',
    hint: 'look',
    retryable: false,
    words,
  });
});

test('closing refuses the calls that wait and those that come', async () => {
  const thread = testThread();
  await thread.start();
  const waiting = expect(thread.call('silence', [])).rejects.toMatchObject({ code: 'tests_closed' });
  await thread.close();
  await waiting;
  await expect(thread.call('echo', [1])).rejects.toMatchObject({ code: 'tests_closed', retryable: false });
});
