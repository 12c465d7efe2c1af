// The commands to devices that the last run left unsent.
import type { Json, Views } from '../core/ports.ts';

const pageLength = 1_000;

/** All of them, oldest first. */
export async function queuedCommands(views: Pick<Views, 'deviceCommands'>): Promise<readonly Json[]> {
  const found: Json[] = [];
  let cursor: string | null = null;
  do {
    const page = await views.deviceCommands({ state: 'queued', open: true, limit: pageLength, cursor });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found.reverse();
}
