// What the registry says of a point: where it is and who answers for it.
import type { Label } from '../../../../core/label.ts';
import type { PointAnswer, UnitAnswer } from '../api-client/answers.ts';
import { useLiveState } from '../live/use-live.tsx';
import { useSpeech } from '../words/language.tsx';
import { responsibilityWords, words } from '../words/words.ts';

export function PointFacts({ point }: { readonly point: PointAnswer }) {
  const { say } = useSpeech();
  const units = useLiveState((state) => state.units);
  const facts: readonly (readonly [Label, string | null])[] = [
    [words.address, point.address],
    [words.roadClass, point.road_class],
    [words.basin, point.basin],
    [responsibilityWords.maintainer, unitText(point.maintainer_unit, units)],
    [responsibilityWords.owner, unitText(point.owner_unit, units)],
    [responsibilityWords.supervisor, unitText(point.supervisor_unit, units)],
    [responsibilityWords.subdistrict, unitText(point.subdistrict_unit, units)],
    [words.componentCode, point.component_code],
    [words.gridCode, point.grid_code],
    [words.coordinates, `${point.lon.toFixed(6)}, ${point.lat.toFixed(6)}`],
  ];
  return (
    <section>
      <dl className="point-facts">
        {facts.map(
          ([label, text]) =>
            text !== null && (
              <div key={label.en}>
                <dt>{say(label)}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
        {point.camera_url !== null && (
          <div>
            <dt>{say(words.camera)}</dt>
            <dd>
              <a href={point.camera_url} target="_blank" rel="noreferrer">
                {say(words.openCamera)}
              </a>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** With the telephone number, for whoever has to call at night. */
function unitText(id: string | null, units: ReadonlyMap<string, UnitAnswer>): string | null {
  if (id === null) return null;
  const unit = units.get(id);
  if (unit === undefined) return id;
  return unit.phone === null ? unit.name : `${unit.name} ${unit.phone}`;
}
