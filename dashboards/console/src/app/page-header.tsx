// What stands above every page: whether it is live, what the time is, how much is wrong.
import { LogoutOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import { secondMs } from '../../../../core/time.ts';
import { alarmsToShow, countBySeverity } from '../lists/alarm-order.ts';
import { isOverdue } from '../lists/case-order.ts';
import { SeverityCountRow } from '../lists/severity-counts.tsx';
import { useLive, useLiveState } from '../live/use-live.tsx';
import { dayInWords, timeOfDay } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { ConnectionMark } from './connection-mark.tsx';
import { LanguageSwitch, ShadeSwitch } from './page-switches.tsx';
import { ProductMark } from './product-mark.tsx';
import { useNow } from './use-now.ts';
import { useUser } from './use-user.tsx';

export function PageHeader({ onSignOut }: { onSignOut(): void }) {
  const { say } = useSpeech();
  const { username } = useUser();
  const signOutLabel = `${say(words.signOut)} (${username})`;
  return (
    <header className="page-header">
      <ProductMark />
      <ConnectionMark />
      <Totals />
      <SiteClock />
      <div className="page-switches">
        <LanguageSwitch />
        <ShadeSwitch />
        <Button
          type="text"
          icon={<LogoutOutlined />}
          onClick={onSignOut}
          aria-label={signOutLabel}
          title={signOutLabel}
        />
      </div>
    </header>
  );
}

function SiteClock() {
  const { language, say } = useSpeech();
  const now = useNow(secondMs);
  return (
    <time className="site-clock" dateTime={new Date(now).toISOString()} title={say(words.siteTime)}>
      <span className="site-clock-time">{timeOfDay(now)}</span>
      <span className="site-clock-day">{dayInWords(now, language)}</span>
    </time>
  );
}

/** Anew often enough for an alarm whose shelving ends and a case whose deadline passes. */
const recountMs = 15 * secondMs;

function Totals() {
  const { say } = useSpeech();
  const now = useNow(recountMs);
  const { loading } = useLive();
  const isKnown = loading.state === 'loaded';
  const alarms = useLiveState((state) => state.alarms);
  const cases = useLiveState((state) => state.cases);
  const alarmCounts = useMemo(() => countBySeverity(alarmsToShow(alarms.values(), now).shown), [alarms, now]);
  const caseCounts = useMemo(() => countBySeverity(cases.values()), [cases]);
  const overdue = useMemo(
    () => cases.values().reduce((count, subject) => count + Number(isOverdue(subject, now)), 0),
    [cases, now],
  );
  return (
    <div className="totals">
      <SeverityCountRow title={say(words.activeAlarms)} counts={isKnown ? alarmCounts : null} />
      <SeverityCountRow title={say(words.openCases)} counts={isKnown ? caseCounts : null} />
      {overdue > 0 && (
        <span className="overdue-total">
          {say(words.overdueCases)} <b>{overdue}</b>
        </span>
      )}
    </div>
  );
}
