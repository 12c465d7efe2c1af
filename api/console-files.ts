// The console's files at `/`. A path that names no file is the console's own business (`/cases/C-1`): it gets the
// page, and the console shows the case.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyRequest } from 'fastify';
import type { ApiApp } from './api-app.ts';
import { Problem, sendProblem } from './problem.ts';

const page = 'index.html';
/** A page of its own with a service worker, whose scope ends with a slash. */
const crewFolder = '/crew';
/** Vite puts files here whose names change with their content. */
const hashedFolder = '/assets/';

/** Paths where a page would hide that a program asked for what is not there. */
const programPaths = /^\/(api|map|feeds|open311|public|mqtt|flows|healthz|readyz|metrics)(\/|$|\?)/;

function wantsPage(request: FastifyRequest): boolean {
  const path = pathOf(request);
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !programPaths.test(request.url) &&
    // The pages themselves are there for whoever asks.
    (path === '/' ||
      path === crewFolder ||
      path === `${crewFolder}/` ||
      (request.headers.accept ?? '').includes('text/html'))
  );
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '/';
}

function nothingHere(request: FastifyRequest, built: boolean): Problem {
  const path = pathOf(request);
  const detail =
    path === '/' && !built
      ? {
          zh: '控制台尚未构建，请运行 npm run build；接口在 /api/v1，说明见 /docs。',
          en: 'The console is not built. Build it with npm run build; the API is under /api/v1, described at /docs.',
        }
      : {
          zh: `${path} 不支持 ${request.method}，或没有此地址。所有接口说明见 /docs。`,
          en: `There is nothing to ${request.method} at ${path}. All calls are described at /docs.`,
        };
  return new Problem({ status: 404, code: 'not_found', detail });
}

/** The file of the page that answers for a path. */
function pageFor(url: string): string {
  return url.startsWith(`${crewFolder}/`) ? `crew/${page}` : page;
}

export async function installConsoleFiles(app: ApiApp, consoleDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: consoleDir,
    index: page,
    schemaHide: true,
    suppressWarning: true,
    // The build left compressed files beside the larger ones.
    preCompressed: true,
    // Set below by what the file is.
    cacheControl: false,
    setHeaders(reply, path) {
      const isHashed = path.replaceAll('\\', '/').includes(hashedFolder);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const built = existsSync(join(consoleDir, page));
    if (built && wantsPage(request)) {
      if (pathOf(request) === crewFolder) return reply.redirect(`${crewFolder}/`, 308);
      return reply.code(200).sendFile(pageFor(request.url));
    }
    return sendProblem(reply, nothingHere(request, built));
  });
}
