// Changes and far sides for the tests of this folder.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { NoticeBody } from '../core/notice.ts';
import type { CommittedEvent } from '../core/ports.ts';

export const eventsAt = Date.UTC(2026, 6, 14);

export function alarmEvent(id: number, over: Record<string, unknown> = {}): CommittedEvent {
  const body = {
    ...{
      id: `A${id}`,
      rule_id: 'flood-depth',
      point_id: 'flood-1',
      device_id: 'gauge-1',
      severity: 'orange',
    },
    ...{ titles: { zh: '道路积水', en: 'Water on the road' }, change: 'raised', value: 270, unit: 'mm' },
    ...{ suppressed_by: null, raised_at: '2026-07-14T00:00:00.000Z' },
    ...over,
  };
  return { id, kind: 'alarm', subjectId: `A${id}`, at: eventsAt, body };
}

export function noticeEvent(id: number, over: Partial<NoticeBody> = {}): CommittedEvent {
  const body: NoticeBody = {
    ...{
      id: `N${id}`,
      kind: 'dispatch',
      unit_id: 'drainage',
      username: null,
      case_id: 'C-1',
      alarm_id: null,
    },
    ...{ severity: 'yellow', quiet: false, path: '/cases/C-1', at: '2026-07-14T00:00:00.000Z' },
    title: { zh: `案件 ${id} 已派遣`, en: `Case ${id} is yours` },
    text: { zh: '请于 2 小时内处置', en: 'Handle it within 2 hours' },
    ...over,
  };
  return { id, kind: 'notice', subjectId: body.id, at: eventsAt, body };
}

export interface Received {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface FarSide {
  readonly url: string;
  readonly received: Received[];
  /** What it does from now on with what it received; `hang` answers never. */
  answer: (received: Received, response: ServerResponse) => void;
}

/** A real HTTP server that answers 200 and `{}` until a test says otherwise; gone after the test. */
export async function startFarSide(): Promise<FarSide> {
  const side: FarSide = {
    url: '',
    received: [],
    answer: (_received, response) => void response.end('{}'),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received = {
        url: new URL(request.url ?? '/', 'http://far.side'),
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      side.received.push(received);
      side.answer(received, response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(side, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` });
}

export const never = new AbortController().signal;
