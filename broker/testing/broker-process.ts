// A broker in a process of its own, to be killed: prints its port, then `ready`.
import { TestBroker } from './test-broker.ts';

const [dataDir = ''] = process.argv.slice(2);
const hub = await TestBroker.start({}, { dataDir });
process.stdout.write(`${hub.port}\n`);
process.on('message', ({ topic, payload, retain }: { topic: string; payload: string; retain: boolean }) => {
  hub.broker.publish(topic, payload, { retain }).then(() => process.send?.({ published: topic }));
});
