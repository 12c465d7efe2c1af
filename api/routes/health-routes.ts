// For whoever watches the hub itself: alive, taking and committing, Prometheus text.

import { z } from 'zod';
import type { Label, Language } from '../../core/label.ts';
import { joined } from '../../core/said.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { sendProblem, unavailable } from '../problem.ts';

const tags = ['health'];
const retryAfterS = 5;
const changing: Label = { zh: '正在启动或停止', en: 'it is starting or stopping' };
const statusAnswer = (status: string) => z.object({ status: z.literal(status) });

export function healthRoutes(app: ApiApp, { engine, metrics }: ApiOptions): void {
  app.get(
    '/healthz',
    { schema: { tags, summary: 'Whether the hub is alive', response: { 200: statusAnswer('ok') } } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { status: 'ok' };
    },
  );

  app.get(
    '/readyz',
    {
      schema: {
        tags,
        summary: 'Whether the hub takes and commits',
        description: 'A 503 where it does not, with its `reasons`.',
        response: { 200: statusAnswer('ready') },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      const { ready, reasons } = engine.health();
      if (ready) return { status: 'ready' };
      const why = reasons.length === 0 ? changing : joined(reasons);
      const detail = {
        zh: `平台暂不能接收报文：${why.zh}。`,
        en: `The hub does not take messages now: ${why.en}.`,
      };
      const members = (language: Language) => ({ reasons: reasons.map((reason) => reason[language]) });
      // Sent, not thrown: a probe that asks every second would fill the log.
      return sendProblem(reply, unavailable('not_ready', detail, retryAfterS, members));
    },
  );

  app.get(
    '/metrics',
    {
      schema: {
        tags,
        summary: 'Metrics of the hub as Prometheus text',
        produces: ['text/plain'],
        response: { 200: z.string() },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8');
      return metrics();
    },
  );
}
