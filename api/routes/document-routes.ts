// The API's own documents: OpenAPI for programs, a page for people.
import type { ApiApp } from '../api-app.ts';
import { docsPage } from '../docs-page.ts';

export function documentRoutes(app: ApiApp): void {
  let page: string | null = null;

  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());

  app.get('/docs', { schema: { hide: true } }, async (_request, reply) => {
    page ??= docsPage(app.swagger());
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
