// The demo's town as a program of its own: told where the hub is and when to stop by the process that started it.
import { messageOf } from '../core/error.ts';
import { runDemo } from './demo.ts';

interface Begin {
  readonly httpUrl: string;
  readonly mqttUrl: string;
  readonly username: string;
  readonly password: string;
}

const stop = new AbortController();
// Ctrl-C goes to the whole group; the hub says when the town should end.
process.on('SIGINT', () => {});
process.on('disconnect', () => stop.abort());
process.on('message', (message: Begin | { readonly stop: true }) => {
  if ('stop' in message) return stop.abort();
  run(message).catch((thrown: unknown) => {
    console.error(`town: ${messageOf(thrown)}`);
    process.exitCode = 1;
  });
});

async function run(begin: Begin): Promise<void> {
  try {
    await runDemo({ ...begin, signal: stop.signal, log: (line) => console.log(`  ${line}`) });
  } finally {
    process.disconnect?.();
  }
}
