import { expect, test } from 'vitest';
import { pacer } from './pacer.ts';

test('so many a minute leave at once, the next one waits, and a minute later more may leave', async () => {
  let clock = 0;
  const mayLeave = pacer(3, () => clock);
  const stop = new AbortController();
  for (let i = 0; i < 3; i += 1) await mayLeave(stop.signal);
  clock = 59_000;
  const fourth = mayLeave(stop.signal);
  stop.abort();
  await expect(fourth).rejects.toThrow();
  clock = 60_000;
  const never = new AbortController().signal;
  for (let i = 0; i < 3; i += 1) await mayLeave(never);
  clock = 61_000;
  const end = new AbortController();
  const seventh = mayLeave(end.signal);
  expect(await Promise.race([seventh.then(() => 'left'), Promise.resolve('waits')])).toBe('waits');
  end.abort();
  await expect(seventh).rejects.toThrow();
});
