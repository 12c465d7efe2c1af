// Steps that several tests take with a client.
import type { RawClient } from './raw-client.ts';
import type { TestBroker } from './test-broker.ts';

/** A client of a kept session that has subscribed to `filter`. */
export async function subscribed(
  hub: TestBroker,
  name: string,
  filter: string,
  qos: 0 | 1 | 2 = 1,
): Promise<RawClient> {
  const reader = await hub.client(name, { clean: false });
  reader.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: filter, qos }] });
  await reader.next('suback');
  return reader;
}

/** Breaks a client's connection, and waits until the broker knows. */
export async function away(hub: TestBroker, reader: RawClient): Promise<void> {
  const { connections_open: open = 0 } = hub.broker.counters();
  reader.socket.destroy();
  await hub.fellTo('connections_open', open - 1);
}
