// The way to Node-RED's editor: requests that the hub's login has let through go on to the process' socket, and no
// others can reach it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createProxyServer } from 'http-proxy-3';

export interface EditorGate {
  web(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** The hub's own cookie and tokens are not the flows' business. */
const keptFromFlows = ['cookie', 'authorization'] as const;

/** `away`: answers where the process is not there. */
export function openEditorGate(socketPath: string, away: (response: ServerResponse) => void): EditorGate {
  const proxy = createProxyServer({ target: { socketPath, host: 'localhost', port: 0 }, ws: true });
  proxy.on('proxyReq', (toFlows) => {
    for (const name of keptFromFlows) toFlows.removeHeader(name);
  });
  proxy.on('proxyReqWs', (toFlows) => {
    for (const name of keptFromFlows) toFlows.removeHeader(name);
  });
  proxy.on('proxyRes', (fromFlows) => {
    fromFlows.headers['x-frame-options'] = 'SAMEORIGIN';
    fromFlows.headers['x-content-type-options'] = 'nosniff';
    fromFlows.headers['referrer-policy'] = 'same-origin';
  });
  proxy.on('error', (_error, _request, response) => {
    if ('writeHead' in response) {
      if (response.headersSent) response.destroy();
      else away(response);
    } else response.destroy();
  });
  return {
    web: (request, response) => proxy.web(request, response),
    upgrade: (request, socket, head) => proxy.ws(request, socket as never, head),
    close: () => proxy.close(),
  };
}
