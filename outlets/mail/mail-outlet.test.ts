import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { alarmEvent, never, noticeEvent } from '../test-events.ts';
import { type MailOptions, mailOutlet } from './mail-outlet.ts';

interface TestMailServer {
  readonly port: number;
  readonly mails: ParsedMail[];
  /** Answers RCPT from now on with this code; 0 takes it. */
  rcptCode: number;
}

async function startMailServer(): Promise<TestMailServer> {
  const state: TestMailServer = { port: 0, mails: [], rcptCode: 0 };
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], allowInsecureAuth: true, logger: false },
    onAuth({ username, password }, _session, done) {
      if (username === 'hub' && password === 'right') done(null, { user: username });
      else done(new Error('wrong password'));
    },
    onRcptTo(_address, _session, done) {
      if (state.rcptCode === 0) done();
      else done(Object.assign(new Error('not now'), { responseCode: state.rcptCode }));
    },
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          state.mails.push(mail);
          done();
        },
        (thrown: Error) => done(thrown),
      );
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return Object.assign(state, { port: (listening.address() as AddressInfo).port });
}

function outlet(port: number, over: Partial<MailOptions['server']> = {}) {
  return mailOutlet({
    ...{
      name: 'mail',
      to: ['duty@county.example'],
      perMinute: 100,
      publicUrl: 'https://hub.example',
      begins: 'now',
    },
    ...{ language: 'zh', kinds: ['alarm', 'notice'], minSeverity: 'blue' },
    server: {
      ...{ host: '127.0.0.1', port, secure: false, username: null, password: null, timeoutMs: 500 },
      ...{ from: 'Sluice <hub@county.example>', ...over },
    },
  });
}

describe('mail', () => {
  it('one change is one mail, many are one too, and a repetition has the same Message-ID', async () => {
    const server = await startMailServer();
    const mail = outlet(server.port);
    expect(await mail.deliver([noticeEvent(1)], never)).toEqual([]);
    await mail.deliver([alarmEvent(2), alarmEvent(3), alarmEvent(4)], never);
    await mail.deliver([noticeEvent(1)], never);
    const [first, second, again] = server.mails;
    expect(first).toMatchObject({
      subject: '[Sluice] 案件 1 已派遣',
      from: { text: expect.stringContaining('hub@') },
    });
    expect(first?.text).toContain('请于 2 小时内处置\nhttps://hub.example/cases/C-1');
    expect(second?.subject).toBe('[Sluice] 3 条消息');
    expect(second?.text?.match(/橙色报警/g)).toHaveLength(3);
    expect(again?.messageId).toBe(first?.messageId);
    expect(second?.messageId).not.toBe(first?.messageId);
  });

  it('a recipient that does not exist is a dead letter; one that is busy is tried again', async () => {
    const server = await startMailServer();
    const mail = outlet(server.port);
    server.rcptCode = 451;
    await expect(mail.deliver([alarmEvent(1)], never)).rejects.toMatchObject({ retryable: true });
    server.rcptCode = 550;
    const [letter] = await mail.deliver([alarmEvent(1)], never);
    expect(letter).toMatchObject({ key: 'alarm_1+1', reason: expect.stringContaining('not now') });
    server.rcptCode = 0;
    expect(letter && (await mail.redeliver?.(letter, never))).toBeNull();
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]?.subject).toContain('道路积水');
  });

  it('a wrong password loses nothing: a person mends the settings', async () => {
    const server = await startMailServer();
    const wrong = outlet(server.port, { username: 'hub', password: 'wrong' });
    await expect(wrong.deliver([alarmEvent(1)], never)).rejects.toMatchObject({
      hint: expect.stringContaining('SLUICE_SMTP_PASSWORD'),
    });
    await outlet(server.port, { username: 'hub', password: 'right' }).deliver([alarmEvent(1)], never);
    expect(server.mails).toHaveLength(1);
  });

  it('a server that is away or says nothing is given up; so is one when the hub stops', async () => {
    await expect(outlet(1).deliver([alarmEvent(1)], never)).rejects.toMatchObject({ code: 'mail_away' });
    const sockets = new Set<{ destroy(): void }>();
    const mute = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      mute.close();
    });
    const { port } = mute.address() as AddressInfo;
    await expect(outlet(port).deliver([alarmEvent(1)], never)).rejects.toMatchObject({ code: 'mail_away' });
    const stop = new AbortController();
    const delivery = outlet(port, { timeoutMs: 60_000 }).deliver([alarmEvent(1)], stop.signal);
    await expect.poll(() => sockets.size).toBe(2);
    stop.abort();
    await expect(delivery).rejects.toThrow();
  });
});
