import { expect, it } from 'vitest';
import { newPassword } from './new-password.ts';

it('is long, easy to read out and never the same', () => {
  const made = Array.from({ length: 200 }, newPassword);
  expect(new Set(made).size).toBe(made.length);
  for (const password of made) expect(password).toMatch(/^[a-zA-Z2-9]{5}(-[a-zA-Z2-9]{5}){3}$/);
  expect(made.join('')).not.toMatch(/[lo01OI]/);
});
