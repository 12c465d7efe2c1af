// Notices as lines of the hub's own log: what an installation without any other outlet has.
import type { NoticeBody } from '../core/notice.ts';
import type { EventOutlet } from '../core/outlet.ts';

export function noticeLog(write: (notice: NoticeBody) => void): EventOutlet {
  return {
    name: 'notice-log',
    kinds: ['notice'],
    batchLength: 200,
    begins: 'oldest',
    async deliver(events) {
      for (const { body } of events) write(body as NoticeBody);
      return [];
    },
  };
}
