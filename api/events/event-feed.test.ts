import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Committed, CommittedEvent } from '../../core/ports.ts';
import { EventFeed, type EventSubscription } from './event-feed.ts';

let listeners: ((committed: Committed) => void)[];
let feed: EventFeed;

beforeEach(() => {
  listeners = [];
  feed = new EventFeed({
    engine: {
      onCommitted(listener) {
        listeners.push(listener);
        return () => {
          listeners = listeners.filter((known) => known !== listener);
        };
      },
    },
    views: { events: async () => [] },
    log: pino({ level: 'silent' }),
  });
});

afterEach(() => feed.close());

function commit(...events: CommittedEvent[]): void {
  for (const listener of listeners) {
    listener({ position: 1, records: 1, readings: 0, commitMs: 1, events, latest: [] });
  }
}

const alarm = (id: number): CommittedEvent => ({ id, kind: 'alarm', subjectId: 'A-1', at: 0, body: {} });

function open(changes: Partial<EventSubscription> = {}) {
  const reader = { text: '', ended: false };
  const forget = feed.open({
    kinds: ['alarm'],
    shows: () => true,
    readings: false,
    after: null,
    mayRead: () => true,
    sink: {
      write(text) {
        reader.text += text;
        return true;
      },
      drained: async () => {},
      end() {
        reader.ended = true;
      },
      cut() {},
    },
    ...changes,
  });
  return { reader, forget };
}

test('every open stream gets what is committed', () => {
  const readers = [open().reader, open().reader];
  commit(alarm(3));
  for (const { text } of readers) expect(text).toBe('event: alarm\nid: 3\ndata: {"id":"A-1"}\n\n');
});

test('a reader that starts anew learns where it stands, so that it can resume before anything came', () => {
  commit(alarm(3));
  expect(open().reader.text).toBe('id: 3\n\n');
  expect(open({ after: 2 }).reader.text).not.toContain('id: 3\n\n');
});

test('a stream that is forgotten gets nothing more', () => {
  const { reader, forget } = open();
  forget();
  commit(alarm(3));
  expect(reader).toEqual({ text: '', ended: true });
  expect(feed.size).toBe(0);
});

test('a heartbeat shows life to those who may read, and ends the streams of others', () => {
  const allowed = open().reader;
  const former = open({ mayRead: () => false }).reader;
  feed.beat();
  expect(allowed).toEqual({ text: ': alive\n\n', ended: false });
  expect(former).toEqual({ text: '', ended: true });
});

test('streams are bounded in number, and a closed feed has no room', () => {
  for (let index = 0; index < 500; index += 1) {
    expect(feed.hasRoom).toBe(true);
    open();
  }
  expect(feed.hasRoom).toBe(false);
});

test('closing ends every stream and stops listening', () => {
  const { reader } = open();
  feed.close();
  expect(reader.ended).toBe(true);
  expect(listeners).toEqual([]);
  expect(feed.hasRoom).toBe(false);
});
