// The last line of a check: what passed, failed and was skipped, and the exit code that goes with it.
import { readFileSync } from 'node:fs';

const [file = '', testsCode = '1', demoCode = '1'] = process.argv.slice(2);
interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}
let counts: Counts = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
try {
  counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
} catch (thrown) {
  console.log(`the tests left no result: ${String(thrown)}`);
}
const demoFailed = demoCode === '0' ? 0 : 1;
// A run that failed outside its tests failed all the same.
const unseen = testsCode !== '0' && counts.numFailedTests === 0 ? 1 : 0;
const passed = counts.numPassedTests + 1 - demoFailed;
const failed = counts.numFailedTests + demoFailed + unseen;
console.log(`${passed} passed, ${failed} failed, ${counts.numPendingTests} skipped`);
process.exit(failed === 0 && passed > 1 ? 0 : 1);
