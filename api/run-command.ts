// A person's command to the engine: answered after the commit, refused in the fold's own words.
import type { CommandBody, CommandName } from '../core/commands.ts';
import type { Engine, Json } from '../core/ports.ts';
import type { Caller } from './access.ts';
import { refusalProblem } from './problem.ts';

/** The fold's answer. Throws a `Problem` where it refused, a `SluiceError` where nothing was kept. */
export async function runCommand<Name extends CommandName>(
  engine: Engine,
  name: Name,
  { key, ...actor }: Caller,
  body: CommandBody<Name>,
): Promise<unknown> {
  const reply = await engine.command(name, actor, body, key);
  if (!reply.ok) throw refusalProblem(reply.refusal);
  return reply.value;
}

/** An answer of the fold as an object, for when no view shows the subject. */
export function answeredJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
