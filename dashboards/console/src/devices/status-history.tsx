// How a device was in the last 30 days: its spans as a ribbon, and its uptime day by day.
import { Tooltip } from 'antd';
import { useMemo } from 'react';
import { dayMs, type EpochMs } from '../../../../core/time.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import type { StatusSpanAnswer } from '../api-client/device-answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { deviceWords, spanWords, statusReasonWords } from '../words/device-words.ts';
import { durationWords } from '../words/durations.ts';
import { dayAndTime, dayOf, shareFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { type DayUptime, uptimeByDay } from './status-spans.ts';

export function StatusHistory({ deviceId }: { readonly deviceId: string }) {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<StatusSpanAnswer>>(
    `/devices/${encodeURIComponent(deviceId)}/status-history`,
  );
  return (
    <section className="page-section">
      <h2>{say(deviceWords.timeline)}</h2>
      <AnswerState asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say(deviceWords.timelineNone)}</p>
          ) : (
            <>
              <Ribbon spans={items} />
              <h3>{say(deviceWords.dailyUptime)}</h3>
              <Days spans={items} />
            </>
          )
        }
      </AnswerState>
    </section>
  );
}

function Ribbon({ spans }: { readonly spans: readonly StatusSpanAnswer[] }) {
  const { say } = useSpeech();
  const begin = Date.parse(spans[0]?.from ?? '');
  const end = Date.parse(spans.at(-1)?.to ?? '');
  return (
    <>
      <ol className="status-ribbon">
        {spans.map(({ from, to, condition, reason }) => {
          const spanMs = Date.parse(to) - Date.parse(from);
          const text = `${say(spanWords[condition])} · ${say(statusReasonWords[reason])} · ${dayAndTime(Date.parse(from))} · ${say(durationWords(spanMs))}`;
          return (
            <Tooltip key={from} title={text}>
              <li className={`is-span-${condition}`} style={{ flexGrow: spanMs }}>
                <span className="for-reader">{text}</span>
              </li>
            </Tooltip>
          );
        })}
      </ol>
      <RibbonLegend begin={begin} end={end} />
    </>
  );
}

function RibbonLegend({ begin, end }: { readonly begin: EpochMs; readonly end: EpochMs }) {
  const { say } = useSpeech();
  const stamp = end - begin < dayMs ? dayAndTime : dayOf;
  return (
    <p className="ribbon-legend quiet">
      <span>{stamp(begin)}</span>
      {(['up', 'down', 'excluded'] as const).map((condition) => (
        <span key={condition}>
          <span className={`status-dot is-span-${condition}`} aria-hidden="true" />
          {say(spanWords[condition])}
        </span>
      ))}
      <span>{stamp(end)}</span>
    </p>
  );
}

function Days({ spans }: { readonly spans: readonly StatusSpanAnswer[] }) {
  const days = useMemo(() => uptimeByDay(spans), [spans]);
  return (
    <ol className="uptime-days">
      {days.map((day) => (
        <Day key={day.day} {...day} />
      ))}
    </ol>
  );
}

function Day({ day, uptime }: DayUptime) {
  const text = `${day} ${shareFigure(uptime)}`;
  return (
    <Tooltip title={text}>
      <li>
        <span className="for-reader">{text}</span>
        <span
          aria-hidden="true"
          className={uptime === null ? 'is-span-excluded' : uptime < 0.95 ? 'is-span-down' : 'is-span-up'}
          style={{ height: `${Math.max(4, (uptime ?? 1) * 100)}%` }}
        />
      </li>
    </Tooltip>
  );
}
