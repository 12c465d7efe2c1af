// The process of the flows: Node-RED on a socket file that only the hub opens. Started by the supervisor with the
// socket's path and the folder of the flows.
import fs from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import express from 'express';
import { assert } from '../../core/error.ts';
import { openHubLink } from './hub-link.ts';
import { watchMessages } from './message-hooks.ts';
import type { NodeRed } from './node-red.ts';
import { editorPath, nodeRedSettings } from './node-red-settings.ts';

const [, , socketPath, userDir] = process.argv;
assert(socketPath !== undefined && userDir !== undefined, 'the supervisor names the socket and the folder');

// The permission model forbids fsync, and Node-RED would warn of it at every deploy: the supervisor brings what was
// deployed to the disk itself.
Object.assign(fs, {
  fsync: (_file: number, callback: (error: Error | null) => void) => queueMicrotask(() => callback(null)),
});

const RED = createRequire(import.meta.url)('node-red') as NodeRed;
const app = express();
const server = createServer(app);

const link = openHubLink((message) => {
  if (message.type === 'start') void start(message.credentialKey, message.isSafe);
  else if (message.type === 'stop') void stop();
});

async function start(credentialKey: string, isSafe: boolean): Promise<void> {
  assert(socketPath !== undefined && userDir !== undefined, 'they were named');
  const say = link.say.bind(link);
  let isLoaded = false;
  RED.init(server, nodeRedSettings({ userDir, credentialKey, isSafe, say }));
  watchMessages(RED, link.delivery);
  RED.events.on('flows:started', () => {
    link.delivery.started();
    say({ type: 'running', isRunning: true });
  });
  RED.events.on('flows:stopping', () => {
    link.delivery.stopped();
    say({ type: 'running', isRunning: false });
  });
  RED.events.on('runtime-event', ({ id }: { readonly id: string }) => {
    if (id !== 'runtime-deploy') return;
    // The first one tells of the flows that were loaded.
    if (isLoaded) say({ type: 'deployed' });
    isLoaded = true;
  });
  app.use(editorPath, RED.httpAdmin);
  await RED.start();
  server.listen(socketPath, () => say({ type: 'ready' }));
}

async function stop(): Promise<void> {
  await RED.stop();
  process.exit(0);
}

process.on('SIGTERM', () => void stop());
// The hub stops the process; a Ctrl-C at the terminal is for the hub.
process.on('SIGINT', () => {});
