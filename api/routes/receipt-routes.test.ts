import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NoticeBody } from '../../core/notice.ts';
import { receiptToken } from '../receipt-token.ts';
import { startTestHub, type TestHub, testNow } from '../test-hub.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({
    given: { case: async (id) => ({ id, title: '积水 <北关>', unit_id: 'drainage' }) },
  });
});
afterEach(() => hub.app.close());

const notice: NoticeBody = {
  id: 'N000001',
  kind: 'dispatch',
  unit_id: 'drainage',
  username: 'zhang',
  case_id: 'C-1',
  alarm_id: null,
  severity: 'red',
  quiet: false,
  title: { zh: '请处置', en: 'Please handle' },
  text: { zh: '', en: '' },
  path: '/cases/C-1',
  at: new Date(testNow).toISOString(),
};

function linkOf(over: Partial<NoticeBody> = {}): string {
  return `/api/v1/receipts/${receiptToken(hub.options.sessionKey, { ...notice, ...over })}`;
}

test('opening the link shows the case and confirms nothing before the page does', async () => {
  const page = await hub.app.inject(linkOf());
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.body).toContain('积水 &lt;北关&gt;');
  expect(hub.commands).toEqual([]);
  // The one script that the page may run is the one that it has.
  const script = /<script>(.*)<\/script>/.exec(page.body)?.[1] ?? '';
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
  const policy = `'sha256-${Buffer.from(hash).toString('base64')}'`;
  expect(page.headers['content-security-policy']).toContain(policy);
});

test('the page’s form records the receipt, without a login', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const done = await hub.app.inject({ method: 'POST', url: linkOf(), headers, payload: '' });
  expect(done.statusCode).toBe(200);
  expect(done.body).toContain('已签收');
  expect(hub.commands).toMatchObject([
    {
      name: 'case.receive',
      actor: { name: 'link:zhang', role: 'viewer', unitId: 'drainage' },
      body: { caseId: 'C-1', noticeId: 'N000001', unitId: 'drainage', username: 'zhang' },
    },
  ]);
});

test('a link that was changed, is older than 60 days, or is a session’s opens nothing', async () => {
  const old = linkOf({ at: new Date(testNow - 61 * 86_400_000).toISOString() });
  const session = hub.login('admin').authorization.slice('Bearer '.length);
  for (const url of [`${linkOf()}x`, old, `/api/v1/receipts/${session}`]) {
    expect((await hub.app.inject({ method: 'POST', url })).statusCode).toBe(404);
  }
  expect(hub.commands).toEqual([]);
});

test('its token is no session', async () => {
  const token = receiptToken(hub.options.sessionKey, notice);
  const headers = { authorization: `Bearer ${token}` };
  expect((await hub.app.inject({ url: '/api/v1/cases', headers })).statusCode).toBe(401);
});

test('notices for the centre and without a case have no receipt', () => {
  const key = hub.options.sessionKey;
  expect(receiptToken(key, { ...notice, unit_id: null })).toBeNull();
  expect(receiptToken(key, { ...notice, case_id: null })).toBeNull();
});
