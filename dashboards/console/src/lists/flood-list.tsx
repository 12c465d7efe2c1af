// The flood points, deepest first, with how they change.
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { minuteMs } from '../../../../core/time.ts';
import type { DepthChange } from '../live/depth-trail.ts';
import { depthLevels_mm, severityLooks, severityOfDepth } from '../look/severity-look.ts';
import { changeInCm, dayAndTime, depthInCm } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { deviceStatusWords, riseWords, words } from '../words/words.ts';
import { EmptyList } from './empty-list.tsx';
import type { FloodPoint } from './flood-order.ts';
import { ListPanel } from './list-panel.tsx';
import { SeverityTag } from './severity-counts.tsx';
import { useHeldItems } from './use-held-items.ts';
import { VirtualRows } from './virtual-rows.tsx';

/** Smaller changes are the gauge's noise. */
const meaningfulChange_mm = 10;
const keyOf = (point: FloodPoint) => point.place.id;

interface FloodListProps {
  readonly points: readonly FloodPoint[];
  onSelect(pointId: string): void;
}

export function FloodList({ points, onSelect }: FloodListProps) {
  const { say } = useSpeech();
  const { rows, onPointer } = useHeldItems(points, keyOf);
  return (
    <ListPanel title={say(words.floodPoints)} count={points.length} className="is-short">
      {rows.length === 0 ? (
        <EmptyList text={say(words.noFloodPoints)} />
      ) : (
        <VirtualRows
          items={rows}
          rowHeight_px={26}
          label={say(words.floodPoints)}
          keyOf={keyOf}
          onPointer={onPointer}
          renderRow={(point) => (
            <button type="button" className="flood-row" onClick={() => onSelect(point.place.id)}>
              <FloodRow point={point} />
            </button>
          )}
        />
      )}
    </ListPanel>
  );
}

function FloodRow({ point }: { readonly point: FloodPoint }) {
  const { say } = useSpeech();
  const { place, depth_mm, measuredAt, change, severity, status } = point;
  const isSilent = status === 'offline' || status === 'late' || status === 'unknown';
  return (
    <>
      <span className="flood-name">{place.name}</span>
      <span className="flood-marks">
        {isSilent && <span className="row-note">{say(deviceStatusWords[status])}</span>}
        {severity !== null && <SeverityTag severity={severity} />}
        {change !== null && <Change change={change} />}
      </span>
      <DepthBar depth_mm={depth_mm} />
      <span className="flood-depth" title={measuredAt === null ? '' : dayAndTime(measuredAt)}>
        <b>{depthInCm(depth_mm)}</b> cm
      </span>
    </>
  );
}

function Change({ change }: { readonly change: DepthChange }) {
  const { say } = useSpeech();
  const { change_mm, spanMs } = change;
  if (Math.abs(change_mm) < meaningfulChange_mm) return null;
  const isRise = change_mm > 0;
  const text = say(riseWords(Math.round(spanMs / minuteMs), changeInCm(change_mm)));
  return (
    <span className={isRise ? 'flood-change is-rise' : 'flood-change'} title={text}>
      {isRise ? <ArrowUpOutlined aria-hidden="true" /> : <ArrowDownOutlined aria-hidden="true" />}
      <span className="for-reader">{say(isRise ? words.rising : words.falling)}</span>
      {changeInCm(change_mm)}
    </span>
  );
}

/** Full at the depth that most cars cannot pass. */
function DepthBar({ depth_mm }: { readonly depth_mm: number | null }) {
  const share = Math.min(1, Math.max(0, (depth_mm ?? 0) / depthLevels_mm.red));
  const severity = severityOfDepth(depth_mm ?? 0);
  return (
    <span className="depth-bar" aria-hidden="true">
      <span
        style={{
          width: `${100 * share}%`,
          background: severity === null ? undefined : severityLooks[severity].fill,
        }}
      />
    </span>
  );
}
