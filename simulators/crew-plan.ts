// What the demo's crews and its operator do next with the cases they see: pure, so that their pace can be checked.

/** The part of a case that decides. */
export interface CrewCase {
  readonly id: string;
  readonly state: string;
  readonly unit_id: string | null;
  /** Whether its crew lets it lie although it has accepted it. */
  readonly lies?: boolean;
}

export interface CrewPace {
  /** From when a case was first seen in a state until somebody acts on it, ms: least and most. */
  readonly acceptAfterMs: readonly [number, number];
  readonly handleAfterMs: readonly [number, number];
  readonly verifyAfterMs: readonly [number, number];
  /** Cases that one unit works on at a time. */
  readonly atOnce: number;
}

/** Slow enough that an onlooker sees cases in every state. */
export const demoPace: CrewPace = {
  acceptAfterMs: [25_000, 70_000],
  handleAfterMs: [60_000, 180_000],
  verifyAfterMs: [20_000, 60_000],
  atOnce: 3,
};

export interface CrewStep {
  readonly caseId: string;
  /** `null`: the operator, at the centre. */
  readonly unitId: string | null;
  readonly action: 'accept' | 'handle' | 'verify';
}

export class CrewPlan {
  readonly #pace: CrewPace;
  readonly #between: (low: number, high: number) => number;
  readonly #dueAt = new Map<string, { readonly state: string; readonly atMs: number }>();

  constructor(pace: CrewPace, between: (low: number, high: number) => number) {
    this.#pace = pace;
    this.#between = between;
  }

  /** What is due now; a case that comes up again, because its step was refused, is put off by the same pace. */
  steps(cases: readonly CrewCase[], nowMs: number): CrewStep[] {
    const seen = new Set(cases.map(({ id }) => id));
    for (const id of this.#dueAt.keys()) if (!seen.has(id)) this.#dueAt.delete(id);
    const busy = new Map<string, number>();
    for (const { state, unit_id } of cases) {
      if (state === 'handling' && unit_id !== null) busy.set(unit_id, (busy.get(unit_id) ?? 0) + 1);
    }
    const steps: CrewStep[] = [];
    for (const subject of cases) {
      const step = stepOf(subject, this.#pace);
      if (step === null) continue;
      const due = this.#dueAt.get(subject.id);
      if (due === undefined || due.state !== subject.state) {
        this.#putOff(subject, nowMs, step.afterMs);
        continue;
      }
      if (nowMs < due.atMs) continue;
      if (step.action === 'accept' && step.unitId !== null) {
        const working = busy.get(step.unitId) ?? 0;
        if (working >= this.#pace.atOnce) continue;
        busy.set(step.unitId, working + 1);
      }
      this.#putOff(subject, nowMs, step.afterMs);
      steps.push({ caseId: subject.id, unitId: step.unitId, action: step.action });
    }
    return steps;
  }

  #putOff(subject: CrewCase, nowMs: number, [low, high]: readonly [number, number]): void {
    this.#dueAt.set(subject.id, { state: subject.state, atMs: nowMs + this.#between(low, high) });
  }
}

function stepOf({ state, unit_id, lies }: CrewCase, pace: CrewPace) {
  if (state === 'handled') return { action: 'verify', unitId: null, afterMs: pace.verifyAfterMs } as const;
  if (unit_id === null) return null;
  if (state === 'dispatched')
    return { action: 'accept', unitId: unit_id, afterMs: pace.acceptAfterMs } as const;
  if (state === 'handling' && lies !== true)
    return { action: 'handle', unitId: unit_id, afterMs: pace.handleAfterMs } as const;
  return null;
}
