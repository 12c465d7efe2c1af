// MQTT over WebSocket [MQTT 3.1.1, section 6] at `/mqtt`, on the HTTP server that others have.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';

const path = '/mqtt';
const subprotocols = ['mqtt', 'mqttv3.1'] as const;

export interface WebSocketOptions {
  /** Largest WebSocket message, bytes; an MQTT packet may come in several, and several in one. */
  readonly messageBytes: number;
  readonly accept: (stream: Duplex, address: string) => void;
}

/** Takes the upgrades to `/mqtt` and leaves others alone. Returns what stops it. */
export function attachMqttWebSocket(server: Server, options: WebSocketOptions): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.messageBytes,
    // One deflate context for each connection would be most of its memory.
    perMessageDeflate: false,
    handleProtocols: (offered) => subprotocols.find((name) => offered.has(name)) ?? false,
  });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?', 1)[0] !== path) return;
    const address = request.socket.remoteAddress ?? '';
    request.socket.setNoDelay(true);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      options.accept(createWebSocketStream(webSocket), address);
    });
  };
  server.on('upgrade', upgrade);
  return () => {
    server.off('upgrade', upgrade);
    sockets.close();
  };
}
