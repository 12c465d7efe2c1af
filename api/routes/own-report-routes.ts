// What a person reported, newest first, and how it stands.
import { dayMs } from '../../core/time.ts';
import { loginOf } from '../access.ts';
import { listOf, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { ownReport, ownReportAnswer } from '../own-report.ts';
import { noQuery } from '../request-fields.ts';

/** How long a case that ended is listed, by when it was first reported. */
const endedListedDays = 30;
const mostListed = 50;

export function ownReportRoutes(api: ApiApp, { views, now }: ApiOptions): void {
  api.get(
    '/own-reports',
    {
      config: { access: 'crew' },
      schema: {
        tags: ['cases'],
        summary: 'What you reported and what became of it, newest first',
        description:
          `Open cases, and ended ones of the last ${endedListedDays} days, ${mostListed} at most; also those of ` +
          'other units, in short.',
        querystring: noQuery,
        response: { 200: listOf(ownReportAnswer) },
      },
    },
    async (request) => {
      const { user } = loginOf(request);
      const page = { reportedBy: user.username, limit: mostListed, cursor: null };
      // Two questions that indexes answer: a town has few open cases, and few of a month.
      const [open, ended] = await Promise.all([
        views.cases({ ...page, open: true }),
        views.cases({ ...page, open: false, from: now() - endedListedDays * dayMs }),
      ]);
      const reports = [...open.items, ...ended.items].map((subject) => ownReport(subject, user));
      reports.sort((a, b) => String(b.reported_at).localeCompare(String(a.reported_at)));
      return wholeList(reports.slice(0, mostListed));
    },
  );
}
