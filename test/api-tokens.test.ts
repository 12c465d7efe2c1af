// Tokens of programs through a real hub and its command line: made, used, revoked, and as true after a restart.
import { expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { runSluice, startRunningHub } from './running-hub.ts';

it('opens the API from one restart to the next until it is revoked', async () => {
  const first = await startRunningHub();
  onTestFinished(() => void first.kill());
  const env = { SLUICE_DATA_DIR: first.dataDir };
  const made = await runSluice(['token', 'create', 'wall', '--expires', '30d', '--json'], env);
  const { token, expires_at } = JSON.parse(made.stdout);
  expect(Date.parse(expires_at)).toBeGreaterThan(Date.now() + 29 * 86_400_000);
  const statusAt = async (apiUrl: string) => {
    const response = await fetch(`${apiUrl}/devices`, { headers: { authorization: `Bearer ${token}` } });
    return response.status;
  };
  expect(await statusAt(first.apiUrl)).toBe(200);
  const twice = await runSluice(['token', 'create', 'wall'], env);
  expect([twice.code, twice.stderr]).toEqual([1, expect.stringContaining('revoke it first')]);
  expect(await first.stop()).toBe(0);

  const second = await startRunningHub({ dataDir: first.dataDir });
  onTestFinished(() => void second.kill());
  expect(await statusAt(second.apiUrl)).toBe(200);
  expect((await runSluice(['token', 'revoke', 'wall'], env)).code).toBe(0);
  expect(await statusAt(second.apiUrl)).toBe(401);
  const admin = await ApiSession.login(second);
  const { items } = (await admin.get('/tokens')).body;
  expect(items).toMatchObject([{ name: 'wall', role: 'viewer', created_by: 'local' }]);
  expect(items[0].revoked_at).not.toBeNull();
  const audit = JSON.stringify((await admin.get('/audit')).body);
  expect(audit).toContain('token.revoke');
  expect(audit).not.toContain(token);
  expect(audit).not.toContain('secretHash');
  expect((await runSluice(['token', 'create', 'wall'], env)).code).toBe(0);
});
