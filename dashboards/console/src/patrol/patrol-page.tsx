// The points to visit in rain: where they lie, in which order, what the water does there and what work is open.
import { PrinterOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { minuteMs } from '../../../../core/time.ts';
import type { PatrolAnswer, PatrolStop } from '../api-client/patrol-answer.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { depthLevels_mm, severityLooks, severityOfDepth } from '../look/severity-look.ts';
import type { Pin } from '../map/small-map-view.ts';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { CaseLink, PointLink } from '../parts/links.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { depthInCm, noFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { patrolWords, routeWords } from '../words/patrol-words.ts';
import './patrol.css';

const SmallMap = lazy(async () => ({ default: (await import('../map/small-map.tsx')).SmallMap }));

const startNames = ['lon', 'lat'] as const;
const pageLength = 50;
/** Where the water is below the lowest level. */
const calmColour = '#51616f';

export function PatrolPage() {
  const { say } = useSpeech();
  const [start, setStart, clear] = useFilters(startNames);
  const query = filterQuery(start);
  const asked = useHubAnswer<PatrolAnswer>(`/patrol${query}`, {
    refetchInterval: minuteMs,
    keepsBefore: true,
  });
  const stops = asked.data?.stops;
  const pins = useMemo(() => (stops ?? []).map(pinOf), [stops]);
  return (
    <PageBody
      title={say(patrolWords.patrol)}
      actions={
        <Button icon={<PrinterOutlined />} href={`/api/v1/patrol.html${query}`} target="_blank">
          {say(patrolWords.print)}
        </Button>
      }
    >
      <p className="quiet">{say(patrolWords.hint)}</p>
      <AnswerState asked={asked}>
        {({ stops: list, length_m: length }) =>
          list.length === 0 ? (
            <NothingYet text={say(patrolWords.none)} />
          ) : (
            <div className="patrol">
              <section className="page-section">
                <div className="section-head">
                  <h2>{say(routeWords(list.length, (length / 1_000).toFixed(1)))}</h2>
                  {start.lon === undefined ? (
                    <span className="quiet">{say(patrolWords.begin)}</span>
                  ) : (
                    <Button size="small" onClick={clear}>
                      {say(patrolWords.anew)}
                    </Button>
                  )}
                </div>
                <Suspense fallback={<Skeleton.Node active className="small-map" />}>
                  <SmallMap
                    label={say(patrolWords.route)}
                    pins={pins}
                    isRoute
                    onPick={(lon, lat) => {
                      setStart('lon', lon.toFixed(6));
                      setStart('lat', lat.toFixed(6));
                    }}
                  />
                </Suspense>
              </section>
              <StopTable stops={list} />
            </div>
          )
        }
      </AnswerState>
    </PageBody>
  );
}

function depthOf({ latest }: PatrolStop): number | null {
  return latest.find(({ metric }) => metric === 'depth_mm')?.value ?? null;
}

function pinOf(stop: PatrolStop): Pin {
  const severity = severityOfDepth(depthOf(stop) ?? 0);
  return {
    id: `${stop.order}`,
    ...{ lon: stop.lon, lat: stop.lat, title: stop.name, text: String(stop.order) },
    ...(severity === null
      ? { colour: calmColour }
      : { colour: severityLooks[severity].fill, ink: severityLooks[severity].ink }),
  };
}

function StopTable({ stops }: { readonly stops: readonly PatrolStop[] }) {
  const { say } = useSpeech();
  return (
    <section className="page-section">
      <RowTable<PatrolStop>
        rowKey="order"
        rows={stops}
        pageLength={pageLength}
        columns={[
          { title: say(patrolWords.stop), dataIndex: 'order', align: 'right' },
          {
            title: say(patrolWords.place),
            render: (_, { point_id: id, name, address }) => (
              <>
                {id === null ? name : <PointLink id={id} name={name} />}
                {address !== null && address !== name && <div className="quiet">{address}</div>}
              </>
            ),
          },
          {
            title: say(patrolWords.leg),
            align: 'right',
            render: (_, { leg_m: leg }) => `${leg} m`,
          },
          {
            title: say(patrolWords.water),
            align: 'right',
            render: (_, stop) => {
              const depth = depthOf(stop);
              if (depth === null) return noFigure;
              return (
                <span className={depth >= depthLevels_mm.yellow ? 'is-overdue' : ''}>
                  {depthInCm(depth)} cm
                </span>
              );
            },
          },
          {
            title: say(patrolWords.cases),
            render: (_, { cases }) => (
              <span className="row-actions">
                {cases.map(({ id }) => (
                  <CaseLink key={id} id={id} />
                ))}
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}
