// Starts brokers for a test and closes them after it.
import { afterEach } from 'vitest';
import { TestBroker } from './test-broker.ts';

/** Returns `TestBroker.start` whose brokers end with the test. */
export function brokersOfTest(): typeof TestBroker.start {
  const started: TestBroker[] = [];
  afterEach(async () => {
    for (const broker of started.splice(0)) await broker.close();
  });
  return async (...options) => {
    const broker = await TestBroker.start(...options);
    started.push(broker);
    return broker;
  };
}
