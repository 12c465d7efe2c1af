// Clients of the broker under test, closed after each test, and the steps that its clauses are asked with.
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { bytesOf, connectPacket, type PacketOf, publishPacket, RawClient } from '../testing/raw-client.ts';
import { startTarget, type Target, tester } from './target.ts';

type Subscriptions = PacketOf<'subscribe'>['subscriptions'];
type ConnectFields = Parameters<typeof connectPacket>[2];

/** A clause is asked within this time, or the broker under test has failed it, ms. */
const patienceMs = 10_000;

let target: Target | null = null;
const open: RawClient[] = [];
let clientCount = 0;

/** Starts the broker under test for the tests of a file. */
export function underTest(): void {
  vi.setConfig({ testTimeout: patienceMs });
  beforeAll(async () => {
    target = await startTarget();
  });
  afterEach(() => {
    for (const { socket } of open.splice(0)) socket.destroy();
  });
  afterAll(async () => {
    await target?.close();
  });
}

/** A connection that has sent nothing. */
export function raw(): RawClient {
  const client = new RawClient(target?.port ?? 0);
  open.push(client);
  return client;
}

/** A name that no client had before. */
export function freshId(): string {
  clientCount += 1;
  return `client${process.pid}x${clientCount}`;
}

/** A topic that no test had before. */
export function freshTopic(): string {
  return `c/${freshId()}`;
}

export function connectBytes(fields: ConnectFields = {}): Buffer {
  return bytesOf(connectPacket(tester.name, tester.secret, { clientId: freshId(), ...fields }));
}

export interface Connected {
  readonly client: RawClient;
  readonly connack: PacketOf<'connack'>;
}

/** Connects and gives CONNACK, whatever it says. */
export async function connected(fields: ConnectFields = {}): Promise<Connected> {
  const client = raw();
  client.socket.write(connectBytes(fields));
  return { client, connack: await client.next('connack') };
}

/** A client that is connected. */
export async function connect(fields: ConnectFields = {}): Promise<RawClient> {
  const { client, connack } = await connected(fields);
  if (connack.returnCode !== 0) throw new Error(`CONNACK ${connack.returnCode}`);
  return client;
}

export async function subscribe(client: RawClient, topic: string, qos: 0 | 1 | 2 = 0): Promise<void> {
  const [granted] = await granting(client, [{ topic, qos }]);
  if (granted !== qos) throw new Error(`${topic} was granted ${granted}`);
}

/** Subscribes, and gives what was granted. */
export async function granting(client: RawClient, subscriptions: Subscriptions): Promise<readonly number[]> {
  const messageId = 1 + Math.floor(Math.random() * 60_000);
  client.send({ cmd: 'subscribe', messageId, subscriptions });
  const suback = await client.next('suback');
  if (suback.messageId !== messageId) throw new Error(`SUBACK ${suback.messageId} answers ${messageId}`);
  return suback.granted as number[];
}

/** A connected client with one subscription. */
export async function subscriber(
  topic: string,
  qos: 0 | 1 | 2 = 0,
  fields: ConnectFields = {},
): Promise<RawClient> {
  const client = await connect(fields);
  await subscribe(client, topic, qos);
  return client;
}

let messageIds = 0;

/** Publishes with the whole handshake of its QoS. */
export async function publish(
  client: RawClient,
  topic: string,
  payload: string | Buffer,
  fields: { qos?: 0 | 1 | 2; retain?: boolean; dup?: boolean } = {},
): Promise<void> {
  const { qos = 0 } = fields;
  messageIds = (messageIds % 60_000) + 1;
  const messageId = messageIds;
  client.send(publishPacket(topic, payload, { ...fields, qos, ...(qos === 0 ? {} : { messageId }) }));
  if (qos === 1) await client.next('puback');
  if (qos !== 2) return;
  await client.next('pubrec');
  client.send({ cmd: 'pubrel', messageId });
  await client.next('pubcomp');
}

/** The next message, acknowledged as its QoS asks. */
export async function receive(client: RawClient): Promise<PacketOf<'publish'>> {
  const packet = await client.next('publish');
  const { qos, messageId = 0 } = packet;
  if (qos === 1) client.send({ cmd: 'puback', messageId });
  if (qos === 2) {
    client.send({ cmd: 'pubrec', messageId });
    await client.next('pubrel');
    client.send({ cmd: 'pubcomp', messageId });
  }
  return packet;
}

export async function receiveText(client: RawClient): Promise<string> {
  return (await receive(client)).payload.toString();
}

/** Payloads of `count` messages and of any that come right behind them. */
export async function received(client: RawClient, count: number): Promise<string[]> {
  const texts: string[] = [];
  while (texts.length < count) texts.push(await receiveText(client));
  for (let pings = 0; pings < 3; pings += 1) await client.settle();
  while (client.inbox.some(({ cmd }) => cmd === 'publish')) texts.push(await receiveText(client));
  return texts;
}

/** Breaks a connection without a word. */
export async function breakOff(client: RawClient): Promise<void> {
  client.socket.destroy();
  await client.closed;
}

/** Ends a connection with DISCONNECT. */
export async function leave(client: RawClient): Promise<void> {
  client.send({ cmd: 'disconnect' });
  await client.closed;
}
