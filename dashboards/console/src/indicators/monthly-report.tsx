// The report of a month, to print or as a file.
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { filterQuery } from '../parts/use-filters.ts';
import { indicatorWords } from '../words/indicator-words.ts';
import { useSpeech } from '../words/language.tsx';

interface MonthlyReportProps {
  /** The site's day. */
  readonly today: string;
  /** Of one unit alone. */
  readonly unit: string | undefined;
}

export function MonthlyReport({ today, unit }: MonthlyReportProps) {
  const { say } = useSpeech();
  const [month, setMonth] = useState(() => dayjs(today).subtract(1, 'month').format('YYYY-MM'));
  const address = (ending: string) => `/api/v1/reports/monthly.${ending}${filterQuery({ month, unit })}`;
  return (
    <section className="page-section">
      <h2>{say(indicatorWords.report)}</h2>
      <div className="row-actions">
        <DatePicker
          picker="month"
          aria-label={say(indicatorWords.month)}
          allowClear={false}
          value={dayjs(`${month}-01`)}
          maxDate={dayjs(today)}
          onChange={(chosen) => chosen && setMonth(chosen.format('YYYY-MM'))}
        />
        <Button href={address('html')} target="_blank">
          {say(indicatorWords.print)}
        </Button>
        <Button href={address('xlsx')} download>
          Excel
        </Button>
        <Button href={address('csv')} download>
          CSV
        </Button>
      </div>
    </section>
  );
}
