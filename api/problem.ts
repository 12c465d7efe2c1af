// A request that cannot be answered as asked, as RFC 9457 has it: a stable type for programs, and a detail that
// tells a person, in their language, what to do.
import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Label, Language } from '../core/label.ts';
import type { Refusal } from '../core/ports.ts';
import { named, type Thing } from '../core/thing-names.ts';
import { speak } from './request-language.ts';
import { snakeCase } from './snake-case.ts';

export const problemMediaType = 'application/problem+json';

export const problemSchema = z
  .looseObject({
    type: z.string().describe('`urn:sluice:problem:` and a stable code'),
    title: z.string().describe('Of the status, in English'),
    status: z.number().int(),
    detail: z
      .string()
      .describe('What is wrong and what to do about it; in Chinese where `Accept-Language` prefers it'),
    field: z.string().optional().describe('The field that is missing or wrong'),
    allowed: z.array(z.string()).optional().describe('What the present state allows instead'),
  })
  .meta({ id: 'Problem' });

type Members = Readonly<Record<string, unknown>>;

export interface ProblemOptions {
  readonly status: number;
  /** Stable code, the end of the problem's `type`. */
  readonly code: string;
  readonly detail: Label;
  /** Further members of the document; a function where there are words among them. */
  readonly members?: Members | ((language: Language) => Members);
  readonly headers?: Readonly<Record<string, string>>;
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: Label;
  readonly headers: Readonly<Record<string, string>>;
  readonly #members: (language: Language) => Members;

  constructor({ status, code, detail, members = {}, headers = {} }: ProblemOptions) {
    super(detail.en);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.headers = headers;
    this.#members = typeof members === 'function' ? members : () => members;
  }

  /** The same with further members. */
  with(members: Members): Problem {
    const { status, code, detail, headers } = this;
    return new Problem({
      ...{ status, code, detail, headers },
      members: (language) => ({ ...this.#members(language), ...members }),
    });
  }

  document(language: Language) {
    return {
      type: `urn:sluice:problem:${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Problem',
      status: this.status,
      detail: this.detail[language],
      ...this.#members(language),
    };
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type(problemMediaType)
    .serializer((document: unknown) => JSON.stringify(document))
    .send(problem.document(speak(reply)));
}

export function notFound(thing: Thing, id: string): Problem {
  return nothingFound(named(thing, id));
}

/** @param what in words. */
export function nothingFound({ zh, en }: Label): Problem {
  return new Problem({
    status: 404,
    code: 'not_found',
    detail: { zh: `没有${zh}。请在列表中核对编号。`, en: `There is no ${en}. Look its id up in the list.` },
  });
}

/** The answer that a view gave, or a 404 where it had none. */
export function found<Value>(value: Value | null, thing: Thing, id: string): Value {
  if (value === null) throw notFound(thing, id);
  return value;
}

/** @param field as the request names it. */
export function invalid(field: string, detail: Label): Problem {
  return new Problem({ status: 422, code: 'invalid', detail, members: { field } });
}

export function conflict(detail: Label): Problem {
  return new Problem({ status: 409, code: 'conflict', detail });
}

export function tooMany(code: string, detail: Label, retryAfterS: number): Problem {
  return new Problem({ status: 429, code, detail, headers: { 'retry-after': String(retryAfterS) } });
}

export function unavailable(
  code: string,
  detail: Label,
  retryAfterS: number,
  members: NonNullable<ProblemOptions['members']> = {},
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
