// Node-RED as the API meets it: its state, a new start, and the way to its editor.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FlowsView } from '../core/flows.ts';

export interface FlowsPort {
  view(): FlowsView;
  restart(): void;
  readonly editor: {
    web(request: IncomingMessage, response: ServerResponse): void;
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  };
}
