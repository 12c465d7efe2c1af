// What the hub shows outside its own API: feeds and Open311. Each is there at the root, where other programs look for
// it, and below the API's base as well.
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { hourMs, minuteMs } from '../core/time.ts';
import { installAccess } from './access.ts';
import type { ApiApp } from './api-app.ts';
import type { ApiOptions } from './api-options.ts';
import { addressOf, callerOf, limiter } from './request-limits.ts';
import { feedRoutes } from './routes/feed-routes.ts';
import { open311Routes } from './routes/open311-routes.ts';
import type { Sessions } from './sessions.ts';

const prefixes = ['/', '/api/v1'] as const;

export async function installPublicFace(app: ApiApp, options: ApiOptions, sessions: Sessions): Promise<void> {
  // Each is one count for all addresses that it is about.
  const limitReports = limiter(app, options.publicFace.reportsPerHour, hourMs, addressOf);
  const limitRequests = limiter(app, options.publicFace.requestsPerMinute, minuteMs, callerOf);

  for (const prefix of prefixes) {
    const hidden = prefix !== '/';
    const inScope = async (install: (scope: ApiApp) => void) =>
      app.register(async (scope) => install(scope.withTypeProvider<ZodTypeProvider>()), { prefix });
    await inScope((scope) => {
      installAccess(scope, sessions);
      scope.addHook('onRequest', limitRequests);
      feedRoutes(scope, options, hidden);
    });
    // Beside the feeds, not among them: sessions of browsers have no say in it.
    await inScope((scope) => {
      open311Routes(scope, options, { sessions, limitRequests, limitReports, hidden });
    });
  }
}
