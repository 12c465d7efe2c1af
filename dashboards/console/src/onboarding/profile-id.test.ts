import { expect, test } from 'vitest';
import { profileIdIn } from './profile-id.ts';

test('a profile is called by its vendor and model, without what an id cannot hold', () => {
  expect(profileIdIn('vendor: Milesight\nmodel: "EM500-UDL (v2)"\n')).toBe('milesight-em500-udl-v2');
  expect(profileIdIn('vendor: 昆仑\nmodel: KL 7\n')).toBe('kl-7');
  expect(profileIdIn('')).toBe('');
});
