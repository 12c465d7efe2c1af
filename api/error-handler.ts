// Whatever went wrong leaves as a problem document: the reader's mistakes with the mend, ours with the request's id.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { messageOf, SluiceError } from '../core/error.ts';
import { Problem, sendProblem } from './problem.ts';

/** Seconds after which a retryable failure is worth another try. */
const retryAfterS = 5;

const requestDetails: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this call takes. Send it in parts.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its Content-Length says.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    'This call does not take that content type. Send application/json, or text/csv to /imports.',
};

const requestPlaces: Readonly<Record<string, string>> = {
  body: 'The body',
  params: 'The path',
  querystring: 'The query',
  headers: 'A header',
};

/** Codes by which the store and the history say that the request, not the hub, is at fault. */
const requestFaults: ReadonlySet<string> = new Set([
  'bad_cursor',
  'bad_csv',
  'bad_range',
  'beyond_retention',
  'too_much_to_rebuild',
]);

function validationProblem(error: Parameters<typeof hasZodFastifySchemaValidationErrors>[0]): Problem | null {
  if (!hasZodFastifySchemaValidationErrors(error)) return null;
  const inBody = error.validationContext === 'body';
  const place = requestPlaces[error.validationContext ?? ''] ?? 'The request';
  const problems = error.validation.map((issue) => {
    const unknown = issue.keyword === ('unrecognized_keys' as string) ? issue.params.keys : undefined;
    const path = issue.instancePath.slice(1).replaceAll('/', '.');
    if (!Array.isArray(unknown)) return { field: path, reason: issue.message ?? 'is not valid' };
    return { field: [path, unknown[0]].filter(Boolean).join('.'), reason: `unknown: ${unknown.join(', ')}` };
  });
  const sentences = problems.map(({ field, reason }) => (field === '' ? reason : `${field}: ${reason}`));
  return new Problem({
    status: inBody ? 422 : 400,
    code: inBody ? 'invalid' : 'bad_request',
    detail: `${place} cannot be used. ${sentences.join('; ')}.`,
    members: { ...(problems[0]?.field ? { field: problems[0].field } : {}), errors: problems },
  });
}

function operationProblem(error: SluiceError): Problem {
  return new Problem({
    status: requestFaults.has(error.code) ? 400 : error.retryable ? 503 : 500,
    code: error.code,
    detail: error.hint === null ? error.message : `${error.message}: ${error.hint}`,
    headers: error.retryable ? { 'retry-after': String(retryAfterS) } : {},
  });
}

/** The problem that stands for anything thrown while a request was answered. */
export function problemOf(thrown: unknown, requestId: string): Problem {
  if (thrown instanceof Problem) return thrown;
  const invalid = validationProblem(thrown);
  if (invalid !== null) return invalid;
  if (thrown instanceof SluiceError) return operationProblem(thrown);
  const { statusCode, code } = (thrown ?? {}) as Partial<FastifyError>;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const detail = requestDetails[code ?? ''] ?? messageOf(thrown);
    return new Problem({ status: statusCode, code: 'bad_request', detail });
  }
  return new Problem({
    status: 500,
    code: 'internal',
    detail: `The hub failed on this request. Its log tells more under request ${requestId}.`,
    members: { request_id: requestId },
  });
}

export function installErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(thrown, request.id);
    const entry = { err: thrown, method: request.method, url: request.url, status: problem.status };
    if (problem.status >= 500) request.log.error(entry, 'request failed');
    return sendProblem(reply, problem);
  });
}
