// A request that cannot be answered as asked, as RFC 9457 has it: a stable type for programs, and a detail that
// tells a person what to do.
import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '../core/ports.ts';
import { snakeCase } from './snake-case.ts';

export const problemMediaType = 'application/problem+json';

export const problemSchema = z
  .looseObject({
    type: z.string().describe('`urn:sluice:problem:` and a stable code'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().describe('What is wrong and what to do about it'),
    field: z.string().optional().describe('The field that is missing or wrong'),
    allowed: z.array(z.string()).optional().describe('What the present state allows instead'),
  })
  .meta({ id: 'Problem' });

export interface ProblemOptions {
  readonly status: number;
  /** Stable code, the end of the problem's `type`. */
  readonly code: string;
  readonly detail: string;
  /** Further members of the document. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(options: ProblemOptions) {
    super(options.detail);
    this.name = 'Problem';
    this.status = options.status;
    this.code = options.code;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
  }

  /** The same with further members. */
  with(members: Readonly<Record<string, unknown>>): Problem {
    const { status, code, message: detail, headers } = this;
    return new Problem({ status, code, detail, headers, members: { ...this.members, ...members } });
  }

  document() {
    return {
      type: `urn:sluice:problem:${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Problem',
      status: this.status,
      detail: this.message,
      ...this.members,
    };
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type(problemMediaType)
    .serializer((document: unknown) => JSON.stringify(document))
    .send(problem.document());
}

/** @param what with its id, such as `device "G-1"`. */
export function notFound(what: string): Problem {
  return new Problem({
    status: 404,
    code: 'not_found',
    detail: `There is no ${what}. Look its id up in the list.`,
  });
}

/** The answer that a view gave, or a 404 where it had none. */
export function found<Value>(value: Value | null, what: string): Value {
  if (value === null) throw notFound(what);
  return value;
}

/** @param field as the request names it. */
export function invalid(field: string, detail: string): Problem {
  return new Problem({ status: 422, code: 'invalid', detail, members: { field } });
}

export function conflict(detail: string): Problem {
  return new Problem({ status: 409, code: 'conflict', detail });
}

export function tooMany(code: string, detail: string, retryAfterS: number): Problem {
  return new Problem({ status: 429, code, detail, headers: { 'retry-after': String(retryAfterS) } });
}

export function unavailable(
  code: string,
  detail: string,
  retryAfterS: number,
  members: Readonly<Record<string, unknown>> = {},
): Problem {
  return new Problem({ status: 503, code, detail, members, headers: { 'retry-after': String(retryAfterS) } });
}

const refusalStatuses = { not_found: 404, forbidden: 403, conflict: 409, invalid: 422 } as const;

export function refusalProblem(refusal: Refusal): Problem {
  return new Problem({
    status: refusalStatuses[refusal.kind],
    code: refusal.kind,
    detail: refusal.detail,
    members: {
      ...(refusal.allowed === undefined ? {} : { allowed: refusal.allowed }),
      ...(refusal.field === undefined ? {} : { field: snakeCase(refusal.field) }),
    },
  });
}
