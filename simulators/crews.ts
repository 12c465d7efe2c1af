// The demo's crews and operator: people who answer for cases, through the API like any other client.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../core/error.ts';
import { type CrewCase, CrewPlan, type CrewStep, demoPace } from './crew-plan.ts';
import { DemoApi, detailOf } from './demo-api.ts';
import { lies, needsLetter, replyToLetters, sendLetter, type WatchedCase } from './demo-letters.ts';
import { createRandom } from './random.ts';
import type { Town } from './town.ts';

export interface CrewsOptions {
  readonly httpUrl: string;
  /** A session that may make users and verify cases. */
  readonly operator: DemoApi;
  readonly town: Town;
  readonly signal: AbortSignal;
  log(line: string): void;
}

export interface CrewUser {
  readonly unitId: string;
  readonly username: string;
  readonly password: string;
}

const lookEveryMs = 5_000;
const states = ['dispatched', 'handling', 'handled'] as const;
const notes = ['已到现场处置完毕', '已复位并加固', '积水已抽排，道路恢复通行', '设备已更换并恢复上线'];

/** A user of role `crew` for every unit that maintains something in the town. */
export function crewUsers(town: Town): CrewUser[] {
  const units = new Set(town.points.flatMap((point) => point.maintainerUnit ?? []));
  return [...units].sort().map((unitId) => {
    const digest = createHash('sha256').update(`sluice crew ${town.seed} ${unitId}`).digest('base64url');
    return { unitId, username: unitId, password: `demo-${digest.slice(0, 12)}` };
  });
}

/** Works until the signal says stop. Refusals are part of the work; a hub that cannot be reached is waited for. */
export async function runCrews(options: CrewsOptions): Promise<void> {
  const { operator, town, signal, log } = options;
  const random = createRandom(town.seed, 'crews');
  const plan = new CrewPlan(demoPace, random.between);
  const sessions = await openSessions(options);
  let isTold = false;
  while (!signal.aborted) {
    try {
      const cases = await openCases(operator);
      for (const step of plan.steps(cases, performance.now())) {
        await take(step, step.unitId === null ? operator : sessions.get(step.unitId), random.pick(notes));
      }
      for (const { id } of cases.filter((subject) => subject.needsLetter)) {
        const number = await sendLetter(operator, id);
        if (number !== null) log(`supervision letter ${number} about case ${id}`);
      }
      isTold = false;
    } catch (error) {
      if (!signal.aborted && !isTold) log(`crews wait: ${messageOf(error)}`);
      isTold = true;
    }
    await pause(lookEveryMs, undefined, { signal }).catch(() => {});
  }
}

/** Makes the users where they are missing and logs them in; units that cannot are left out. */
async function openSessions(options: CrewsOptions): Promise<Map<string, DemoApi>> {
  const { httpUrl, operator, town, signal, log } = options;
  const sessions = new Map<string, DemoApi>();
  for (const { unitId, username, password } of crewUsers(town)) {
    try {
      // On a second start they exist; then logging in shows whether they are ours.
      const made = await operator.post('/users', { username, password, role: 'crew', unit_id: unitId });
      if (made.status === 201) {
        await operator.put(`/units/${encodeURIComponent(unitId)}/roster`, { first: username });
      }
      const session = new DemoApi(httpUrl, signal);
      await session.login(username, password);
      sessions.set(unitId, session);
    } catch (error) {
      if (signal.aborted) break;
      log(`no crew at ${unitId}: ${messageOf(error)}`);
    }
  }
  return sessions;
}

/** A case with what the crews and the centre make of it. */
interface OpenCase extends CrewCase {
  readonly needsLetter: boolean;
}

async function openCases(operator: DemoApi): Promise<OpenCase[]> {
  const cases: OpenCase[] = [];
  for (const state of states) {
    const reply = await operator.get(`/cases?state=${state}&limit=200`);
    if (reply.status !== 200) throw new Error(detailOf(reply));
    const items = Array.isArray(reply.body.items) ? (reply.body.items as Record<string, unknown>[]) : [];
    for (const item of items) {
      if (typeof item.id !== 'string' || item.suspended === true) continue;
      const watched = item as unknown as WatchedCase;
      cases.push({
        ...{ id: item.id, state, unit_id: typeof item.unit_id === 'string' ? item.unit_id : null },
        ...{ lies: lies(watched), needsLetter: needsLetter(watched) },
      });
    }
  }
  return cases;
}

/** A refusal (409 while the water still stands, say) is left for a later try. */
async function take(step: CrewStep, session: DemoApi | undefined, note: string): Promise<void> {
  const body = step.action === 'handle' ? { action: step.action, note } : { action: step.action };
  const done = await session?.post(`/cases/${encodeURIComponent(step.caseId)}/actions`, body);
  if (step.action === 'handle' && done?.status === 200 && session !== undefined) {
    await replyToLetters(session, step.caseId);
  }
}
