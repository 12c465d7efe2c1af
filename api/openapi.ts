// The OpenAPI document, made from the schemas that requests are checked against. What every route shares (the
// login, the role, the problem document) is added here, once.
import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { sessionCookie } from './access.ts';
import type { ApiApp } from './api-app.ts';
import { problemMediaType, problemSchema } from './problem.ts';

const security = [{ bearer: [] }, { cookie: [] }];

/** What any call may answer besides what it is for. */
const problemAnswer = {
  description: 'A problem (RFC 9457); its `detail` says what to do',
  content: { [problemMediaType]: { schema: problemSchema } },
};

export async function installOpenApi(app: ApiApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sluice',
        version: '1',
        description:
          'Telemetry, alarms and cases of a city’s sensors. Times are RFC 3339 in UTC with milliseconds; lists ' +
          'come in pages with `limit` and `cursor`; errors are problem documents, whose words and those of all other ' +
          'reasons are Chinese where `Accept-Language` prefers it, else English.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: sessionCookie },
        },
      },
    },
    transform(document) {
      const { schema, route } = document;
      if (schema === undefined || schema.hide === true) return { schema: { hide: true }, url: document.url };
      const access = route.config?.access ?? 'anyone';
      const described = {
        ...schema,
        description: [schema.description, access === 'anyone' ? 'No login.' : `Role: ${access}.`]
          .filter(Boolean)
          .join(' '),
        ...(access === 'anyone' ? {} : { security }),
        response: { ...(schema.response as Record<string, unknown>), default: problemAnswer },
      };
      return jsonSchemaTransform({ ...document, schema: described });
    },
    transformObject(document) {
      const object = jsonSchemaTransformObject(document);
      const schemas = ('components' in object && object.components?.schemas) || {};
      // Every shared schema is listed a second time as a request's; requests here share none.
      for (const name of Object.keys(schemas)) if (name.endsWith('Input')) delete schemas[name];
      return object;
    },
  });
}
