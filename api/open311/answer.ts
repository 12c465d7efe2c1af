// Answers in the two formats of Open311: the one that the address ends with, or the one that the client prefers.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Label, Language } from '../../core/label.ts';
import { Problem } from '../problem.ts';
import { languageOf } from '../request-language.ts';
import { type XmlElement, type XmlValue, xmlText } from '../xml/xml-text.ts';

export const formats = ['json', 'xml'] as const;
type Format = (typeof formats)[number];

const mediaTypes: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
};

export function formatOf({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): Format {
  const ending = /\.(json|xml)(?:$|\?)/.exec(url)?.[1];
  if (ending !== undefined) return ending as Format;
  const accept = headers.accept ?? '';
  return /\bxml\b/.test(accept) && !/\b(json|html)\b/.test(accept) ? 'xml' : 'json';
}

/** @param xml the root element for the same answer. */
export function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  json: unknown,
  xml: XmlElement,
): FastifyReply {
  const format = formatOf(request);
  return reply
    .type(mediaTypes[format])
    .header('vary', 'Accept, Accept-Language')
    .serializer((text: unknown) => text as string)
    .send(format === 'json' ? JSON.stringify(json) : xmlText(xml));
}

/** Chinese, unless English is asked for before it: what is to be read is for the public, mistakes are for programs. */
export function publicLanguageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  return languageOf(request, ['zh', 'en']);
}

/** A list, whose items are elements `item` within `list`. */
export function answerList(
  request: FastifyRequest,
  reply: FastifyReply,
  list: string,
  item: string,
  items: readonly XmlElement[],
): FastifyReply {
  // An empty list is an element all the same.
  const inner: XmlValue = items.length === 0 ? null : { [item]: items };
  return answer(request, reply, items, { [list]: inner });
}

/** Every failure is a list of one, with its status as the code. */
export function answerProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const error = { code: problem.status, description: problem.detail[languageOf(request)] };
  reply.code(problem.status).headers(problem.headers);
  return answerList(request, reply, 'errors', 'error', [error]);
}

/** What the specification answers to a request that cannot be used: 400, whatever is wrong with it. */
export function badRequest(description: Label): Problem {
  return new Problem({ status: 400, code: 'bad_request', detail: description });
}

export function notThere(description: Label): Problem {
  return new Problem({ status: 404, code: 'not_found', detail: description });
}

export function keyRefused(description: Label): Problem {
  return new Problem({ status: 403, code: 'forbidden', detail: description });
}

/** A problem of the hub's own as Open311 has it: what is not valid is a bad request there. */
export function asOpen311(problem: Problem): Problem {
  return problem.status === 422 ? badRequest(problem.detail) : problem;
}
