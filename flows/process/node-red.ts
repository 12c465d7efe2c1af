// What is used of Node-RED, which brings no types of its own.
import type { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { RequestHandler } from 'express';

export interface NodeRed {
  init(server: Server, settings: unknown): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly httpAdmin: RequestHandler;
  readonly events: EventEmitter;
  readonly hooks: {
    add(name: 'preDeliver', hook: (event: { readonly msg: FlowMessage }) => void): void;
    add(name: 'onComplete', hook: (event: { readonly msg: FlowMessage }) => void): void;
  };
}

/** A message between nodes. */
export interface FlowMessage {
  payload?: unknown;
  topic?: unknown;
  sluice?: unknown;
  [property: string]: unknown;
}

/** What a node is to its code. */
export interface FlowNode extends EventEmitter {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** The tab that it is on. */
  readonly z: string;
  send(message: FlowMessage | (FlowMessage | null)[]): void;
  status(status: { fill?: string; shape?: string; text?: string }): void;
  error(reason: unknown, message?: FlowMessage): void;
  on(
    event: 'input',
    listener: (
      message: FlowMessage,
      send: (message: FlowMessage | (FlowMessage | null)[]) => void,
      done: (error?: unknown) => void,
    ) => void,
  ): this;
  on(event: 'close', listener: () => void): this;
}

/** What a node's file is given. */
export interface NodeRedRuntime {
  readonly nodes: {
    createNode(node: FlowNode, config: NodeConfig): void;
    registerType(type: string, create: (this: FlowNode, config: NodeConfig) => void): void;
  };
  readonly util: {
    getSetting(node: FlowNode, name: string): unknown;
  };
}

/** Fields that a person filled in, by name; all are text or flags. */
export interface NodeConfig {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  readonly [field: string]: unknown;
}
