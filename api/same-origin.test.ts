import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

test.each([
  ['GET', { 'sec-fetch-site': 'cross-site' }, true],
  ['POST', {}, true],
  ['POST', { 'sec-fetch-site': 'same-origin' }, true],
  ['POST', { 'sec-fetch-site': 'none' }, true],
  ['POST', { 'sec-fetch-site': 'same-site' }, false],
  ['DELETE', { 'sec-fetch-site': 'cross-site' }, false],
  ['POST', { origin: 'http://hub:8080', host: 'hub:8080' }, true],
  ['POST', { origin: 'http://hub:8081', host: 'hub:8080' }, false],
  ['POST', { origin: 'null', host: 'hub:8080' }, false],
  // Fetch Metadata stands before Origin, which a proxy may have changed the host of.
  ['POST', { 'sec-fetch-site': 'same-origin', origin: 'https://hub', host: '10.0.0.1' }, true],
])('%s with %o may use the cookie: %s', (method, headers, expected) => {
  expect(isSameOrigin(method, headers)).toBe(expected);
});
