// The benchmark's peer: aedes as it comes, without accounts, commits or limits.
import { startBareBroker } from '../../simulators/bare-broker.ts';

const { url } = await startBareBroker();
console.log(url);
