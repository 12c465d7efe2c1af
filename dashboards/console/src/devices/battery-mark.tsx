// A battery as it is, and the day on which it will be empty.
import { Tooltip } from 'antd';
import { dayMs } from '../../../../core/time.ts';
import type { EquipmentAnswer } from '../api-client/device-answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { deviceWords } from '../words/device-words.ts';
import { dayOf, figure, noFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';

/** Sooner than a round of the crew comes by. */
const soonMs = 30 * dayMs;

type Battery = Pick<EquipmentAnswer, 'battery_v' | 'battery_pct' | 'battery_trend' | 'battery_empty_at'>;

export function BatteryMark({ device }: { readonly device: Battery }) {
  const { battery_v: volts, battery_pct: percent } = device;
  const charge = [
    ...(percent === null ? [] : [figure(percent, '%')]),
    ...(volts === null ? [] : [figure(volts, 'V')]),
  ].join(' · ');
  if (charge === '') return noFigure;
  return (
    <span className="battery-mark">
      {charge} <RunOut device={device} />
    </span>
  );
}

export function RunOut({ device }: { readonly device: Battery }) {
  const { say } = useSpeech();
  const { battery_trend: trend, battery_empty_at: emptyAt } = device;
  if (emptyAt !== null) {
    const at = Date.parse(emptyAt);
    return (
      <span className={at - hubNow() < soonMs ? 'mark-bad' : 'quiet'}>
        {say(deviceWords.batteryEmpty)} {dayOf(at)}
      </span>
    );
  }
  const why = say(trend === 'flat' ? deviceWords.batteryFlat : deviceWords.batteryShort);
  return (
    <Tooltip title={why}>
      <span className="quiet">{trend === 'flat' ? why : ''}</span>
    </Tooltip>
  );
}
