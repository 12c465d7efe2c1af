// Notices as lines of the hub's own log: what an installation without any other outlet has.
import type { NoticeBody } from '../core/notice.ts';
import type { Outlet } from '../core/outlet.ts';

export function noticeLog(write: (notice: NoticeBody) => void): Outlet {
  return {
    name: 'notice-log',
    kinds: ['notice'],
    async deliver(events) {
      for (const { body } of events) write(body as NoticeBody);
    },
  };
}
