// Checks requests by the zod schemas of their routes, and says of what does not fit what belongs there.
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { wordsOfIssue } from '../core/issue-words.ts';
import type { Label } from '../core/label.ts';
import { about, joined } from '../core/said.ts';
import { Problem } from './problem.ts';

/** What a schema found; fastify adds which part of the request it is about. */
class UnfitRequest extends Error {
  readonly validationContext?: string;
  readonly issues: readonly z.core.$ZodIssue[];
  readonly input: unknown;

  constructor(issues: readonly z.core.$ZodIssue[], input: unknown) {
    super(z.prettifyError({ issues: [...issues] } as z.core.$ZodError));
    this.issues = issues;
    this.input = input;
  }
}

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const { success, data: value, error } = schema.safeParse(data);
    return success ? { value } : { error: new UnfitRequest(error.issues, data) };
  };

const places: Readonly<Record<string, Label>> = {
  body: { zh: '请求内容', en: 'The body' },
  params: { zh: '请求路径', en: 'The path' },
  querystring: { zh: '查询参数', en: 'The query' },
  headers: { zh: '请求头', en: 'A header' },
};
const request: Label = { zh: '请求', en: 'The request' };

interface Flaw {
  readonly field: string;
  readonly reason: Label;
}

function flawOf(issue: z.core.$ZodIssue, input: unknown): Flaw {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return { field: path, reason: wordsOfIssue(issue, input) };
  const keys = issue.keys.join(', ');
  return {
    field: [path, issue.keys[0]].filter(Boolean).join('.'),
    reason: { zh: `没有这一项：${keys}`, en: `unknown: ${keys}` },
  };
}

/** The problem that stands for what a schema found; `null` for anything else that was thrown. */
export function validationProblem(thrown: unknown): Problem | null {
  if (!(thrown instanceof UnfitRequest)) return null;
  const inBody = thrown.validationContext === 'body';
  const place = places[thrown.validationContext ?? ''] ?? request;
  const flaws = thrown.issues.map((issue) => flawOf(issue, thrown.input));
  const sentences = flaws.map(({ field, reason }) => (field === '' ? reason : about(field, reason)));
  const { zh, en } = joined(sentences);
  const [first] = flaws;
  return new Problem({
    status: inBody ? 422 : 400,
    code: inBody ? 'invalid' : 'bad_request',
    detail: { zh: `${place.zh}有误。${zh}。`, en: `${place.en} cannot be used. ${en}.` },
    members: (language) => ({
      ...(first?.field ? { field: first.field } : {}),
      errors: flaws.map(({ field, reason }) => ({ field, reason: reason[language] })),
    }),
  });
}
