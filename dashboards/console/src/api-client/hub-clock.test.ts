import { afterEach, describe, expect, test } from 'vitest';
import { hubNow, noteHubTime } from './hub-clock.ts';

const browserNow = Date.parse('2026-07-01T00:00:00Z');

afterEach(() => noteHubTime(new Date(browserNow).toUTCString(), browserNow));

describe('the hub’s clock', () => {
  test('is followed where the browser’s is wrong', () => {
    noteHubTime('Wed, 01 Jul 2026 00:10:00 GMT', browserNow);
    expect(hubNow(browserNow + 1_000)).toBe(browserNow + 601_000);
  });

  test('is the browser’s own where they differ by less than an answer takes', () => {
    noteHubTime('Wed, 01 Jul 2026 00:00:02 GMT', browserNow);
    expect(hubNow(browserNow)).toBe(browserNow);
  });

  test.each([null, 'yesterday'])('is not learned from %s', (header) => {
    noteHubTime('Wed, 01 Jul 2026 00:10:00 GMT', browserNow);
    noteHubTime(header, browserNow);
    expect(hubNow(browserNow)).toBe(browserNow + 600_000);
  });
});
