// The editor of the flows at `/flows`, for administrators alone: whoever deploys flows owns the process they run in.
// Every deploy is in the audit log.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { crossOrigin, loginNeeded, roleAdmits, roleMissing, sessionCookie, tokenOf } from './access.ts';
import type { ApiApp } from './api-app.ts';
import type { ApiOptions } from './api-options.ts';
import type { FlowsPort } from './flows-port.ts';
import { Problem, sendProblem } from './problem.ts';
import { isSameOrigin } from './same-origin.ts';
import type { Sessions } from './sessions.ts';

const path = '/flows';
/** How the editor deploys. */
const deployPath = `${path}/flows`;

export function installFlowsGate(app: ApiApp, options: ApiOptions, sessions: Sessions): void {
  const { flows } = options;
  if (flows === undefined) return;
  app.register(async (scope) => {
    // Bodies go on as they come.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of [path, `${path}/*`]) {
      scope.route({
        method: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'],
        url,
        schema: { hide: true },
        handler: (request, reply) => pass(request, reply, flows, options, sessions),
      });
    }
  });
  app.server.on('upgrade', (request, socket, head) => {
    if (!isBelow(request.url)) return;
    if (mayUpgrade(app, request, sessions)) flows.editor.upgrade(request, socket, head);
    else refuse(socket);
  });
}

function isBelow(url: string | undefined): boolean {
  const asked = url?.split('?', 1)[0] ?? '';
  return asked === path || asked.startsWith(`${path}/`);
}

function pass(
  request: FastifyRequest,
  reply: FastifyReply,
  flows: FlowsPort,
  options: ApiOptions,
  sessions: Sessions,
): void {
  const token = tokenOf(request);
  const user = token === undefined ? null : sessions.user(token);
  if (user === null) {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (wantsPage) reply.redirect(`/?next=${encodeURIComponent(`${path}/`)}`);
    else sendProblem(reply, loginNeeded(token));
    return;
  }
  if (!isSameOrigin(request.method, request.headers)) {
    sendProblem(reply, crossOrigin());
    return;
  }
  if (!roleAdmits(user.role, 'admin')) {
    sendProblem(reply, roleMissing(user.role, 'admin'));
    return;
  }
  if (request.method === 'POST' && request.url === deployPath) {
    const actor = { name: user.username, role: user.role, unitId: user.unitId, from: request.ip };
    reply.raw.once('finish', () => {
      if (reply.raw.statusCode >= 300) return;
      options.engine.command('flows.deployed', actor, {}).catch((error: unknown) => {
        request.log.warn({ err: error }, 'a deploy of flows is not in the audit log');
      });
    });
  }
  reply.hijack();
  flows.editor.web(request.raw, reply.raw);
}

/** A page of another site can open a WebSocket with the reader's cookie: only the hub's own pages may. */
function mayUpgrade(app: ApiApp, request: IncomingMessage, sessions: Sessions): boolean {
  const { origin, host, cookie } = request.headers;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) return false;
  const token = app.parseCookie(cookie ?? '')[sessionCookie];
  const user = token === undefined ? null : sessions.user(token);
  return user !== null && roleAdmits(user.role, 'admin');
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

/** Where the flows are switched off. */
export function flowsOff(): Problem {
  return new Problem({
    status: 404,
    code: 'flows_off',
    detail: {
      zh: '流程功能已关闭。请将 SLUICE_FLOWS 设为 on 并重启平台。',
      en: 'Flows are switched off. Set SLUICE_FLOWS to on and start the hub anew.',
    },
  });
}
