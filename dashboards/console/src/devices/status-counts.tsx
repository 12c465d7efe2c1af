// How many devices are how, as a bar whose parts are buttons: a part chosen shows its devices alone.
import { type DeviceStatusName, deviceStatuses } from '../../../../core/effects.ts';
import type { DeviceCountsAnswer } from '../api-client/device-answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { deviceWords, statusCountWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { deviceStatusWords } from '../words/words.ts';

const askEveryMs = 10_000;

interface StatusCountsProps {
  /** Of the list, without the state. */
  readonly query: string;
  readonly chosen: string | undefined;
  onChoose(status: DeviceStatusName | undefined): void;
}

export function StatusCounts({ query, chosen, onChoose }: StatusCountsProps) {
  const { say } = useSpeech();
  const { data } = useHubAnswer<DeviceCountsAnswer>(`/device-counts${query}`, {
    refetchInterval: askEveryMs,
  });
  if (data === undefined || data.total === 0) return null;
  const { by_status: counts, total } = data;
  return (
    <section className="status-counts" aria-label={say(deviceWords.countsByState)}>
      <div className="status-bar" aria-hidden="true">
        {deviceStatuses.map((status) => (
          <span key={status} className={`is-${status}`} style={{ flexGrow: counts[status] }} />
        ))}
      </div>
      <ul>
        <li className="quiet">
          {say(deviceWords.total)} {total}
        </li>
        {deviceStatuses.map((status) => (
          <li key={status}>
            <button
              type="button"
              aria-pressed={chosen === status}
              aria-label={say(statusCountWords(status, counts[status]))}
              onClick={() => onChoose(chosen === status ? undefined : status)}
            >
              <span className={`status-dot is-${status}`} aria-hidden="true" />
              {say(deviceStatusWords[status])} <b>{counts[status]}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
