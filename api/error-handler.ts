// Whatever went wrong leaves as a problem document: the reader's mistakes with the mend, ours with the request's id.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failureWords, messageOf, SluiceError } from '../core/error.ts';
import type { Label } from '../core/label.ts';
import { Problem, sendProblem } from './problem.ts';
import { validationProblem } from './request-validation.ts';

/** Seconds after which a retryable failure is worth another try. */
const retryAfterS = 5;

const requestDetails: Readonly<Record<string, Label>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { zh: '请求内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    zh: '请求内容超过此接口的上限，请分次发送。',
    en: 'The body is larger than this call takes. Send it in parts.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    zh: '请求内容的长度与 Content-Length 不符。',
    en: 'The body is not as long as its Content-Length says.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    zh: '此接口不接受该内容类型。请发送 application/json；向 /imports 请发送 text/csv。',
    en: 'This call does not take that content type. Send application/json, or text/csv to /imports.',
  },
  FST_ERR_BAD_URL: {
    zh: '地址中的百分号编码无效，请按 UTF-8 编码。',
    en: 'The address holds a percent sign that encodes nothing. Encode it as UTF-8.',
  },
  FST_STATIC_FORBIDDEN_PATH: {
    zh: '没有这样的地址。全部接口见 /docs。',
    en: 'There is no such address. All calls are described at /docs.',
  },
};

/** Codes by which the store and the history say that the request, not the hub, is at fault. */
const requestFaults: ReadonlySet<string> = new Set([
  'bad_cursor',
  'bad_csv',
  'bad_range',
  'beyond_retention',
  'too_much_to_rebuild',
]);

function operationProblem(error: SluiceError): Problem {
  return new Problem({
    status: requestFaults.has(error.code) ? 400 : error.retryable ? 503 : 500,
    code: error.code,
    detail: failureWords(error.words),
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
    const said = messageOf(thrown);
    const detail = requestDetails[code ?? ''] ?? { zh: `请求有误：${said}`, en: said };
    // Of a path that could never be a file's; that is no secret.
    if (code === 'FST_STATIC_FORBIDDEN_PATH') return new Problem({ status: 404, code: 'not_found', detail });
    return new Problem({ status: statusCode, code: 'bad_request', detail });
  }
  return new Problem({
    status: 500,
    code: 'internal',
    detail: {
      zh: `平台处理此请求时出错，日志中请求号 ${requestId} 有详细信息。`,
      en: `The hub failed on this request. Its log tells more under request ${requestId}.`,
    },
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
