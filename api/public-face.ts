// What the hub shows outside its own API: feeds and Open311. Each is there at the root, where other programs look for
// it, and below the API's base as well.
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { installAccess } from './access.ts';
import type { ApiApp } from './api-app.ts';
import type { ApiOptions } from './api-options.ts';
import { feedRoutes } from './routes/feed-routes.ts';
import type { Sessions } from './sessions.ts';

const prefixes = ['/', '/api/v1'] as const;

export async function installPublicFace(app: ApiApp, options: ApiOptions, sessions: Sessions): Promise<void> {
  for (const prefix of prefixes) {
    await app.register(
      async (scope) => {
        const face: ApiApp = scope.withTypeProvider<ZodTypeProvider>();
        installAccess(face, sessions);
        feedRoutes(face, options, prefix !== '/');
      },
      { prefix },
    );
  }
}
