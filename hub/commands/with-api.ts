// How a command talks to the hub's own API, and shows what it answers.
import { readSettings } from '../config.ts';
import { type LocalApi, openLocalApi } from '../local-api.ts';

export async function withApi(work: (api: LocalApi) => Promise<void>): Promise<number> {
  const api = await openLocalApi(readSettings(process.env));
  try {
    await work(api);
  } finally {
    await api.close();
  }
  return 0;
}

export function show(body: Readonly<Record<string, unknown>>, json: boolean | undefined): void {
  if (json === true) console.log(JSON.stringify(body));
  else for (const [name, value] of Object.entries(body)) console.log(`${name}: ${String(value)}`);
}
