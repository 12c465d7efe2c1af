import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OutletPause } from '../../core/outlet.ts';
import { bytes } from '../digest.ts';
import { alarmEvent, eventsAt, never, noticeEvent, startFarSide } from '../test-events.ts';
import { formatOf } from './robots.ts';
import { type WebhookOptions, webhookOutlet } from './webhook-outlet.ts';

const now = eventsAt + 5_000;

function outlet(url: string, over: Partial<WebhookOptions> = {}) {
  return webhookOutlet({
    ...{
      name: 'webhook:test',
      url,
      format: 'json',
      secret: null,
      perMinute: null,
      publicUrl: 'https://hub.example',
    },
    ...{ begins: 'now', now: () => now, language: 'en', kinds: ['alarm', 'notice'], minSeverity: 'blue' },
    ...over,
  } as WebhookOptions);
}

describe('a webhook for programs', () => {
  it('gets each change on its own, signed so that Standard Webhooks libraries verify it', async () => {
    const far = await startFarSide();
    const secret = `whsec_${Buffer.from('a very secret key of bytes').toString('base64')}`;
    expect(await outlet(far.url, { secret }).deliver([alarmEvent(7), noticeEvent(8)], never)).toEqual([]);
    expect(far.received).toHaveLength(2);
    const [first] = far.received;
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      ...{ type: 'alarm.raised', timestamp: '2026-07-14T00:00:00.000Z' },
      data: { id: 'A7', severity: 'orange', point_id: 'flood-1' },
    });
    const signature = createHmac('sha256', 'a very secret key of bytes')
      .update(`alarm_7.${Math.floor(now / 1_000)}.${first?.body}`)
      .digest('base64');
    expect(first?.headers).toMatchObject({
      'webhook-id': 'alarm_7',
      'webhook-timestamp': String(Math.floor(now / 1_000)),
      'webhook-signature': `v1,${signature}`,
    });
  });

  it('is told only of its kinds, from its severity on, and of no comments', async () => {
    const far = await startFarSide();
    const events = [
      alarmEvent(1, { severity: 'blue' }),
      alarmEvent(2, { severity: 'red' }),
      alarmEvent(3, { severity: 'red', change: 'commented' }),
      alarmEvent(4, { severity: 'red', suppressed_by: 'gateway' }),
      noticeEvent(5, { severity: 'red' }),
    ];
    await outlet(far.url, { kinds: ['alarm'], minSeverity: 'yellow' }).deliver(events, never);
    expect(far.received.map(({ headers }) => headers['webhook-id'])).toEqual(['alarm_2']);
  });

  it('a body that is refused is a dead letter, the next ones are delivered, and a retry sends the same again', async () => {
    const far = await startFarSide();
    far.answer = ({ headers }, response) => {
      response.writeHead(headers['webhook-id'] === 'alarm_2' ? 422 : 204).end();
    };
    const hook = outlet(far.url);
    const refused = await hook.deliver([alarmEvent(1), alarmEvent(2), alarmEvent(3)], never);
    expect(refused).toMatchObject([{ key: 'alarm_2', reason: expect.stringContaining('answered 422') }]);
    expect(far.received).toHaveLength(3);
    far.answer = (_received, response) => void response.end();
    const [letter] = refused;
    expect(letter && (await hook.redeliver?.(letter, never))).toBeNull();
    expect(far.received[3]?.body).toBe(far.received[1]?.body);
    expect(far.received[3]?.headers['webhook-id']).toBe('alarm_2');
  });

  it.each([500, 502, 404, 401, 302])('an answer %i is tried again: nothing is lost', async (status) => {
    const far = await startFarSide();
    far.answer = (_received, response) => void response.writeHead(status, { location: '/x' }).end();
    await expect(outlet(far.url).deliver([alarmEvent(1)], never)).rejects.toMatchObject({ retryable: true });
    expect(far.received).toHaveLength(1);
  });

  it('an answer 429 says how long to wait', async () => {
    const far = await startFarSide();
    far.answer = (_received, response) => void response.writeHead(429, { 'retry-after': '120' }).end();
    const waits = await outlet(far.url)
      .deliver([alarmEvent(1)], never)
      .catch((thrown: unknown) => thrown);
    expect(waits).toBeInstanceOf(OutletPause);
    expect(waits).toMatchObject({ retryAfterMs: 120_000 });
  });

  it('a server that hangs, or sends without end, is given up; so is one when the hub stops', async () => {
    const far = await startFarSide();
    far.answer = () => {};
    const hook = outlet(far.url, { timeoutMs: 100 });
    await expect(hook.deliver([alarmEvent(1)], never)).rejects.toThrow(/took too long/);
    const stop = new AbortController();
    const delivery = outlet(far.url).deliver([alarmEvent(1)], stop.signal);
    await expect.poll(() => far.received.length).toBe(2);
    stop.abort();
    await expect(delivery).rejects.toThrow();
    far.answer = (_received, response) => {
      const chunk = 'x'.repeat(10_000);
      const more = () => response.write(chunk, (error) => (error ? undefined : setImmediate(more)));
      more();
    };
    expect(await outlet(far.url).deliver([alarmEvent(1)], never)).toEqual([]);
  });

  it('does not name the whole address when it fails: its path is a secret', async () => {
    const failure = await outlet('http://127.0.0.1:1/secret-token')
      .deliver([alarmEvent(1)], never)
      .catch((thrown: unknown) => String(thrown));
    expect(failure).toContain('127.0.0.1:1');
    expect(failure).not.toContain('secret-token');
  });
});

describe('robots', () => {
  const ok = {
    dingtalk: '{"errcode":0,"errmsg":"ok"}',
    feishu: '{"code":0}',
    wecom: '{"errcode":0}',
  } as const;

  async function told(format: keyof typeof ok, events: Parameters<ReturnType<typeof outlet>['deliver']>[0]) {
    const far = await startFarSide();
    far.answer = (_received, response) => void response.end(ok[format]);
    const robot = outlet(far.url, { format, secret: 'SEC123', language: 'zh' });
    expect(await robot.deliver(events, never)).toEqual([]);
    const [received] = far.received;
    expect(far.received).toHaveLength(1);
    if (received === undefined) throw new Error('something was received');
    return { received, body: JSON.parse(received.body) };
  }

  it('DingTalk: a text, signed in the address', async () => {
    const { received, body } = await told('dingtalk', [alarmEvent(1)]);
    expect(body).toEqual({
      msgtype: 'text',
      text: {
        content:
          '橙色报警：道路积水 flood-1\n270 mm · 2026-07-14T00:00:00.000Z · A1\nhttps://hub.example/alarms/A1',
      },
    });
    const sign = createHmac('sha256', 'SEC123').update(`${now}\nSEC123`).digest('base64');
    expect(Object.fromEntries(received.url.searchParams)).toEqual({ timestamp: String(now), sign });
  });

  it('Feishu: signed in the body, with the text to sign as the key', async () => {
    const { body } = await told('feishu', [noticeEvent(1)]);
    const timestamp = String(Math.floor(now / 1_000));
    const sign = createHmac('sha256', `${timestamp}\nSEC123`).digest('base64');
    expect(body).toMatchObject({ timestamp, sign, msg_type: 'text' });
    expect(body.content.text).toContain('案件 1 已派遣');
  });

  it('WeCom: many changes in one text of 2,048 bytes at most, the worst first, and how many are left out', async () => {
    const events = Array.from({ length: 50 }, (_, i) =>
      alarmEvent(i + 1, { severity: i === 40 ? 'red' : 'blue' }),
    );
    const { body } = await told('wecom', events);
    const { content } = body.text;
    expect(bytes(content)).toBeLessThanOrEqual(2_048);
    expect(bytes(content)).toBeGreaterThan(1_800);
    const lines = content.split('\n');
    expect(lines[0]).toBe('50 条消息');
    expect(lines[1]).toContain('红色报警');
    expect(lines.at(-1)).toBe(`… 还有 ${50 - (lines.length - 2)} 条`);
  });

  it('an error with status 200 is one: too many waits, a wrong secret is tried again until it is mended', async () => {
    const far = await startFarSide();
    const robot = outlet(far.url, { format: 'dingtalk' });
    far.answer = (_received, response) => void response.end('{"errcode":130101,"errmsg":"send too fast"}');
    await expect(robot.deliver([alarmEvent(1)], never)).rejects.toMatchObject({ retryAfterMs: 60_000 });
    far.answer = (_received, response) => void response.end('{"errcode":310000,"errmsg":"sign not match"}');
    await expect(robot.deliver([alarmEvent(1)], never)).rejects.toThrow(/310000: sign not match/);
    far.answer = (_received, response) => void response.end('<html>');
    await expect(robot.deliver([alarmEvent(1)], never)).rejects.toThrow(/no robot/);
  });

  it('nothing that is for it sends nothing', async () => {
    const far = await startFarSide();
    await outlet(far.url, { format: 'wecom', unitId: 'gas' }).deliver([noticeEvent(1)], never);
    expect(far.received).toEqual([]);
  });

  it('are known by their addresses', () => {
    expect(formatOf('https://oapi.dingtalk.com/robot/send?access_token=x')).toBe('dingtalk');
    expect(formatOf('https://open.feishu.cn/open-apis/bot/v2/hook/x')).toBe('feishu');
    expect(formatOf('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x')).toBe('wecom');
    expect(formatOf('https://example.org/hook')).toBe('json');
  });
});
