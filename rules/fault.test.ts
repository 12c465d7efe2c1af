import { expect, it } from 'vitest';
import { sensorFaultCode, sensorFaultNames } from '../core/sensor-fault.ts';
import { minuteMs } from '../core/time.ts';
import { now, rule, Street } from './test-street.ts';

it.each(sensorFaultNames)('a sensor that is %s is called so', (name) => {
  const street = new Street([rule('gauge-fault')]);
  street.sample('gauge', 'sensor_fault', now, sensorFaultCode(name));
  expect(street.story()).toEqual(['gauge-fault raised blue']);
  const [alarm] = street.alarms();
  expect(alarm?.explanation.reason).toBe(`sensor_${name}`);
  expect(alarm?.title.zh).toContain('：');
  street.sample('gauge', 'sensor_fault', now + minuteMs, 0);
  expect(street.alarms()[0]?.explanation.cleared?.reason).toBe('sensor_well_again');
  expect(street.engine.monitors.size).toBe(0);
});

it('a rule may speak of some faults only', () => {
  const street = new Street([rule('gauge-fault', { faults: ['stuck'] })]);
  street.sample('gauge', 'sensor_fault', now, sensorFaultCode('flipping'));
  expect(street.story()).toEqual([]);
  street.sample('gauge', 'sensor_fault', now + minuteMs, sensorFaultCode('stuck'));
  expect(street.story()).toEqual(['gauge-fault raised blue']);
});
