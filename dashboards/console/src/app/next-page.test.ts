import { describe, expect, test } from 'vitest';
import { nextPage } from './next-page.ts';

describe('after the login', () => {
  test('the editor of the flows is gone to', () => {
    expect(nextPage('?next=%2Fflows%2F')).toBe('/flows/');
  });

  test.each([
    '',
    '?next=',
    '?next=//evil.example/',
    '?next=https://evil.example/flows/',
    '?next=/flows/@x%0d',
  ])('nothing else is: %s', (search) => expect(nextPage(search)).toBeNull());
});
