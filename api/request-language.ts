// The language in which whoever asks wants to be answered: that of `Accept-Language` which stands highest there.
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Language } from '../core/label.ts';

/** @param offered the first where nothing is asked for, or nothing that there is. */
export function languageOf(
  { headers }: Pick<FastifyRequest, 'headers'>,
  offered: readonly [Language, Language] = ['en', 'zh'],
): Language {
  const [best = offered[0]] = new Negotiator({ headers }).languages([...offered]);
  return best as Language;
}

/** The same, with the headers of an answer that is written in it. */
export function speak(reply: FastifyReply): Language {
  const language = languageOf(reply.request);
  reply.header('content-language', language).header('vary', 'Accept-Language');
  return language;
}
