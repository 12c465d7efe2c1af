// What people do to a broker on the open internet, each as a function that ends.
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { bytesOf, connectPacket, publishPacket } from '../../broker/testing/raw-client.ts';
import type { Login } from './witness.ts';

export interface Aim {
  readonly port: number;
  readonly tlsPort: number;
}

const host = '127.0.0.1';

function open(port: number): Socket {
  const socket = connect({ port, host, noDelay: true });
  socket.on('error', () => {});
  return socket;
}

function secure(port: number): Socket {
  // Whose certificate it is does not matter here.
  const socket = connectTls({ port, host, rejectUnauthorized: false });
  socket.on('error', () => {});
  return socket;
}

/** Resolves when CONNACK says yes; rejects where the connection closes first. */
function logIn(socket: Socket, login: Login, clientId: string, keepalive = 0): Promise<void> {
  socket.write(bytesOf(connectPacket(login.username, login.password, { clientId, keepalive })));
  return new Promise((resolve, reject) => {
    socket.once('data', (bytes: Buffer) => {
      if (bytes[0] === 0x20 && bytes[3] === 0) resolve();
      else reject(new Error(`CONNACK ${bytes[3]}`));
    });
    socket.once('close', () => reject(new Error('closed before CONNACK')));
  });
}

/** Runs `step` for 0 to `count` - 1, so many at once. */
async function inParallel(
  count: number,
  atOnce: number,
  step: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      next += 1;
      await step(next - 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const opened = (socket: Socket) =>
  new Promise<void>((resolve) => socket.once('connect', () => resolve()).once('close', () => resolve()));

/** Connections that send CONNECT, or a message, a byte a second. */
export async function slowLoris({ port }: Aim, login: Login, seconds: number): Promise<string> {
  const connection = bytesOf(connectPacket('nobody', 'x'.repeat(200)));
  const strangers = Array.from({ length: 2_000 }, () => open(port));
  const known = Array.from({ length: 500 }, () => open(port));
  await Promise.all(known.map((socket, index) => logIn(socket, login, `loris-${index}`)));
  const message = bytesOf(publishPacket('application/1/x', 'x'.repeat(1_000), { qos: 1, messageId: 1 }));
  for (let second = 0; second < seconds; second += 1) {
    for (const socket of strangers) socket.write(connection.subarray(second, second + 1));
    for (const socket of known) socket.write(message.subarray(second, second + 1));
    await pause(1_000);
  }
  const alive = [...strangers, ...known].filter((socket) => !socket.closed).length;
  for (const socket of [...strangers, ...known]) socket.destroy();
  return `${alive} of 2500 connections left after ${seconds} s`;
}

/** Connections that never send anything. */
export async function silentConnections({ port }: Aim, count: number, seconds: number): Promise<string> {
  const sockets: Socket[] = [];
  await inParallel(count, 200, async () => {
    const socket = open(port);
    sockets.push(socket);
    await opened(socket);
  });
  await pause(seconds * 1_000);
  const alive = sockets.filter((socket) => !socket.closed).length;
  for (const socket of sockets) socket.destroy();
  return `${alive} of ${count} left ${seconds} s later`;
}

/** A subscriber of everything that never reads, while a sender floods it. */
export async function frozenSubscriber({ port }: Aim, login: Login, seconds: number): Promise<string> {
  const frozen = open(port);
  await logIn(frozen, login, 'frozen');
  const topic = 'application/1/x';
  frozen.write(bytesOf({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 1 }] }));
  await new Promise((resolve) => frozen.once('data', resolve));
  frozen.pause();
  const sender = open(port);
  await logIn(sender, login, 'flood');
  const payload = Buffer.alloc(64 * 1_024, 'x');
  const until = Date.now() + seconds * 1_000;
  let sent = 0;
  while (Date.now() < until) {
    if (!sender.write(bytesOf(publishPacket(topic, payload)))) {
      await new Promise((resolve) => sender.once('drain', resolve));
    }
    sent += 1;
  }
  frozen.destroy();
  sender.destroy();
  return `${sent} messages of 64 KiB sent past it`;
}

/** Messages of 256 MiB, before and after a login. */
export async function hugePayloads({ port }: Aim, login: Login): Promise<string> {
  const chunk = Buffer.alloc(1_048_576, 'x');
  const head = Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]);
  let written = 0;
  await inParallel(200, 20, async (index) => {
    const socket = open(port);
    if (index % 2 === 0) await logIn(socket, login, `huge-${index}`);
    socket.write(head);
    while (!socket.closed && !socket.destroyed) {
      socket.write(chunk);
      await new Promise<void>((resolve) => {
        socket.once('drain', () => resolve());
        socket.once('close', () => resolve());
      });
    }
    written += socket.bytesWritten;
  });
  return `200 attempts, ${Math.round(written / 1_048_576 / 200)} MiB each before they were shown out`;
}

export interface Connects {
  readonly failed: number;
  readonly perS: number;
}

/** Connections that log in and leave, as fast as they can. */
export async function reconnects(
  aim: Aim,
  login: Login,
  count: number,
  isSecure: boolean,
): Promise<Connects> {
  const startedAt = performance.now();
  let failed = 0;
  await inParallel(count, 200, async (index) => {
    const socket = isSecure ? secure(aim.tlsPort) : open(aim.port);
    try {
      await logIn(socket, login, `storm-${index % 200}-${index}`);
      socket.end(bytesOf({ cmd: 'disconnect' }));
      await new Promise((resolve) => socket.once('close', resolve));
    } catch {
      failed += 1;
      socket.destroy();
    }
  });
  return { failed, perS: Math.round(count / ((performance.now() - startedAt) / 1_000)) };
}

/** Connections that log in and then say nothing; returns them. */
export async function idleConnections(
  aim: Aim,
  login: Login,
  count: number,
  isSecure: boolean,
): Promise<readonly Socket[]> {
  const sockets: Socket[] = [];
  await inParallel(count, 100, async (index) => {
    const socket = isSecure ? secure(aim.tlsPort) : open(aim.port);
    sockets.push(socket);
    await logIn(socket, login, `idle-${index}`);
  });
  return sockets;
}
