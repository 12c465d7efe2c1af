// Node-RED beside the hub: how it fares, and a new start.

import { z } from 'zod';
import { type FlowsView, flowsStates } from '../../core/flows.ts';
import type { Language } from '../../core/label.ts';
import { formatInstant } from '../../core/time.ts';
import { instantAnswer, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { flowsOff } from '../flows-gate.ts';
import { noQuery } from '../request-fields.ts';
import { speak } from '../request-language.ts';

const tags = ['flows'];

const flowsAnswer = shown(
  z
    .object({
      state: z
        .enum(flowsStates)
        .describe(
          '`waiting` for its next start; `stopped`: by a person; `safe_mode`: its flows ended it again and again',
        ),
      since: instantAnswer,
      restarts: z.number().int().describe('Since the hub started'),
      last_end: z.object({ at: instantAnswer, reason: z.string() }).nullable(),
      memory_mb: z.number(),
      editor: z.string().nullable().describe('Where administrators edit flows'),
      log: z.array(z.object({ at: instantAnswer, text: z.string() })).describe('The last lines'),
    })
    .meta({ id: 'Flows' }),
);

function flowsJson({ state, since, restarts, lastEnd, memoryBytes, log }: FlowsView, language: Language) {
  return {
    state,
    since: formatInstant(since),
    restarts,
    last_end: lastEnd === null ? null : { at: formatInstant(lastEnd.at), reason: lastEnd.reason[language] },
    memory_mb: Math.round(memoryBytes / 1024 / 1024),
    editor: '/flows/',
    log: log.map(({ at, text }) => ({ at: formatInstant(at), text })),
  };
}

export function flowRoutes(api: ApiApp, { flows, now }: ApiOptions): void {
  api.get(
    '/flows',
    {
      config: { access: 'operator' },
      schema: { tags, summary: 'How the flows fare', querystring: noQuery, response: { 200: flowsAnswer } },
    },
    async (_request, reply) => {
      const language = speak(reply);
      if (flows !== undefined) return flowsJson(flows.view(), language);
      const off = {
        state: 'off',
        since: now(),
        restarts: 0,
        lastEnd: null,
        memoryBytes: 0,
        log: [],
      } as const;
      return { ...flowsJson(off, language), editor: null };
    },
  );

  api.post(
    '/flows/restart',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'End the process of the flows and start it anew',
        querystring: noQuery,
        response: { 202: flowsAnswer },
      },
    },
    async (_request, reply) => {
      if (flows === undefined) throw flowsOff();
      flows.restart();
      return reply.code(202).send(flowsJson(flows.view(), speak(reply)));
    },
  );
}
