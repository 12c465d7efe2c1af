// Puts the HTTP side together without listening, so that tests can call it in process.
import cookie from '@fastify/cookie';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { installAccess } from './access.ts';
import type { ApiApp } from './api-app.ts';
import type { ApiOptions } from './api-options.ts';
import { installCompression } from './compression.ts';
import { installConsoleFiles } from './console-files.ts';
import { installErrorHandler, problemOf } from './error-handler.ts';
import { EventFeed } from './events/event-feed.ts';
import { installFlowsGate } from './flows-gate.ts';
import { installOpenApi } from './openapi.ts';
import { sendProblem } from './problem.ts';
import { installPublicFace } from './public-face.ts';
import { installRequestLimits } from './request-limits.ts';
import { validatorCompiler } from './request-validation.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { alarmLoadRoutes } from './routes/alarm-load-routes.ts';
import { alarmRoutes } from './routes/alarm-routes.ts';
import { announcementRoutes } from './routes/announcement-routes.ts';
import { appealRoutes } from './routes/appeal-routes.ts';
import { auditRoutes } from './routes/audit-routes.ts';
import { backtestRoutes } from './routes/backtest-routes.ts';
import { caseRoutes } from './routes/case-routes.ts';
import { caseTableRoutes } from './routes/case-table-routes.ts';
import { deviceCommandRoutes } from './routes/device-command-routes.ts';
import { deviceRoutes } from './routes/device-routes.ts';
import { deviceStatusRoutes } from './routes/device-status-routes.ts';
import { documentRoutes } from './routes/document-routes.ts';
import { eventRoutes } from './routes/event-routes.ts';
import { explainRoutes } from './routes/explain-routes.ts';
import { exportRoutes } from './routes/export-routes.ts';
import { flowRoutes } from './routes/flow-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { importRoutes } from './routes/import-routes.ts';
import { indicatorRoutes } from './routes/indicator-routes.ts';
import { letterRoutes } from './routes/letter-routes.ts';
import { mapGroundRoutes } from './routes/map-ground-routes.ts';
import { installMapFiles } from './routes/map-routes.ts';
import { operationRoutes } from './routes/operation-routes.ts';
import { outageRoutes } from './routes/outage-routes.ts';
import { outletRoutes } from './routes/outlet-routes.ts';
import { ownReportRoutes } from './routes/own-report-routes.ts';
import { patrolRoutes } from './routes/patrol-routes.ts';
import { permitRoutes } from './routes/permit-routes.ts';
import { photoRoutes } from './routes/photo-routes.ts';
import { pointRoutes } from './routes/point-routes.ts';
import { profileRoutes } from './routes/profile-routes.ts';
import { publicMapRoutes } from './routes/public-map-routes.ts';
import { quarantineRoutes } from './routes/quarantine-routes.ts';
import { rainstormRoutes } from './routes/rainstorm-routes.ts';
import { readingRoutes } from './routes/reading-routes.ts';
import { receiptRoutes } from './routes/receipt-routes.ts';
import { reporterRoutes } from './routes/reporter-routes.ts';
import { rosterRoutes } from './routes/roster-routes.ts';
import { ruleRoutes } from './routes/rule-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { tokenRoutes } from './routes/token-routes.ts';
import { townRoutes } from './routes/town-routes.ts';
import { unitRoutes } from './routes/unit-routes.ts';
import { unknownDeviceRoutes } from './routes/unknown-device-routes.ts';
import { uptimeRoutes } from './routes/uptime-routes.ts';
import { userRoutes } from './routes/user-routes.ts';
import { zeroRoutes } from './routes/zero-routes.ts';
import { installSecurityHeaders } from './security-headers.ts';
import { Sessions } from './sessions.ts';

/** A request that is not complete after this is given up, ms: 64 MiB at 2 Mbit/s. */
const requestTimeoutMs = 300_000;
/** Sockets at once, those of browsers that speak MQTT among them. */
const maxConnections = 5_000;
/** An id of 64 characters, each of up to 12 bytes when escaped. */
const maxParamLength = 1_000;

const routeFamilies = [
  sessionRoutes,
  importRoutes,
  exportRoutes,
  unitRoutes,
  permitRoutes,
  pointRoutes,
  townRoutes,
  deviceRoutes,
  unknownDeviceRoutes,
  zeroRoutes,
  deviceStatusRoutes,
  outageRoutes,
  deviceCommandRoutes,
  uptimeRoutes,
  rainstormRoutes,
  alarmLoadRoutes,
  readingRoutes,
  alarmRoutes,
  caseRoutes,
  ownReportRoutes,
  caseTableRoutes,
  reporterRoutes,
  appealRoutes,
  letterRoutes,
  indicatorRoutes,
  patrolRoutes,
  photoRoutes,
  receiptRoutes,
  rosterRoutes,
  profileRoutes,
  ruleRoutes,
  backtestRoutes,
  explainRoutes,
  userRoutes,
  accountRoutes,
  tokenRoutes,
  quarantineRoutes,
  operationRoutes,
  auditRoutes,
  outletRoutes,
  announcementRoutes,
  flowRoutes,
  mapGroundRoutes,
] as const;

/** A blank parameter is as good as none: forms and links with blanks to fill in send them. */
function parseQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    if (value === '') continue;
    const known = query[name];
    query[name] = known === undefined ? value : [known, value].flat();
  }
  return query;
}

/** JSON as ever, but nothing at all is no mistake: many clients name a type also where they send no body. */
function installJsonBodies(app: ApiApp): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') done(null, undefined);
    else parse(request, text, done);
  });
}

export async function buildApi(options: ApiOptions): Promise<ApiApp> {
  const logger: FastifyBaseLogger = options.log.child({ part: 'api' });
  const app: ApiApp = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: requestTimeoutMs,
    trustProxy: options.http.trustedProxies.length > 0 && [...options.http.trustedProxies],
    routerOptions: { maxParamLength, querystringParser: parseQuery },
    // What the router itself cannot read.
    frameworkErrors: (error, request, reply) => sendProblem(reply, problemOf(error, request.id)),
  }).withTypeProvider<ZodTypeProvider>();
  app.server.maxConnections = maxConnections;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  installJsonBodies(app);
  installSecurityHeaders(app, options.mapTiles.tiles);
  installErrorHandler(app);
  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    request.log.debug(
      { method, url, status: reply.statusCode, took_ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  await app.register(cookie);
  await installRequestLimits(app, options.http);
  await installCompression(app);
  await installOpenApi(app);

  const sessions = new Sessions({
    key: options.sessionKey,
    credentials: options.credentials,
    now: options.now,
  });
  const feed = new EventFeed({ engine: options.engine, views: options.views, log: logger });
  // Before the server waits for open answers: streams never end by themselves.
  app.addHook('preClose', async () => feed.close());

  healthRoutes(app, options);
  documentRoutes(app);
  installFlowsGate(app, options, sessions);
  await app.register(
    async (scope) => {
      const api: ApiApp = scope.withTypeProvider<ZodTypeProvider>();
      installAccess(api, sessions);
      api.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      for (const routes of routeFamilies) routes(api, options, sessions);
      eventRoutes(api, feed, sessions);
    },
    { prefix: '/api/v1' },
  );
  await installPublicFace(app, options, sessions);
  await installConsoleFiles(app, options.consoleDir);
  await installMapFiles(app, options);
  publicMapRoutes(app, options);
  await app.ready();
  return app;
}
