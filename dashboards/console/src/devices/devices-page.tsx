// Equipment: who is silent, since when and why; what battery will be empty; how long each was up.
import { Button } from 'antd';
import { Link } from 'react-router';
import type { EquipmentAnswer } from '../api-client/device-answers.ts';
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { useMayOperate, useUser } from '../app/use-user.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { deviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { DeviceFilters, deviceFilterNames } from './device-filters.tsx';
import { DeviceTable } from './device-table.tsx';
import { ExportDevices } from './export-devices.tsx';
import { OpenOutages } from './open-outages.tsx';
import { StatusCounts } from './status-counts.tsx';
import './devices.css';

export function DevicesPage() {
  const { say } = useSpeech();
  const [filters, setFilter, clear] = useFilters(deviceFilterNames);
  const mayOperate = useMayOperate();
  const { status, order = 'silence', ...choice } = filters;
  const query = filterQuery({ ...filters, order });
  const asked = useHubList<EquipmentAnswer>(`/devices${query}`);
  const devices = itemsOf(asked.data);
  const isFiltered = Object.keys(filters).some((name) => name !== 'order');
  return (
    <PageBody
      title={say(pageWords.devices)}
      actions={
        <>
          {mayOperate && (
            <Link to="/onboarding">
              <Button>{say(deviceWords.toOnboarding)}</Button>
            </Link>
          )}
          <Link to="/zero-proposals">
            <Button>{say(pageWords.zeroProposals)}</Button>
          </Link>
          <ExportDevices query={query} />
        </>
      }
    >
      <OpenOutages />
      <StatusCounts
        query={filterQuery(choice)}
        chosen={status}
        onChoose={(next) => setFilter('status', next)}
      />
      <DeviceFilters filters={filters} setFilter={setFilter} {...(isFiltered ? { onClear: clear } : {})} />
      <AnswerState asked={asked}>
        {() =>
          devices.length > 0 ? (
            <DeviceTable devices={devices} />
          ) : isFiltered ? (
            <NothingYet text={say(pageWords.noneMatch)} />
          ) : (
            <NoDevices />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </PageBody>
  );
}

function NoDevices() {
  const { say } = useSpeech();
  const { role } = useUser();
  return (
    <NothingYet text={say(deviceWords.noDevices)}>
      {role === 'admin' && (
        <Link to="/registry?kind=devices">
          <Button type="primary">{say(deviceWords.toRegistry)}</Button>
        </Link>
      )}
    </NothingYet>
  );
}
