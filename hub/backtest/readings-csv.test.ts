import { describe, expect, it } from 'vitest';
import { readReadingsCsv } from './readings-csv.ts';

const noon = Date.UTC(2026, 6, 1, 12);

describe('readings from CSV', () => {
  it('come from one column for each metric, blanks left out, in the order of receipt', () => {
    const text = [
      '\ufeffdevice_id,time,received_at,seq,depth_mm,battery_v',
      `g-1,2026-07-01 12:00:00Z,${noon + 9_000},7,12.5,`,
      `g-2,${noon},,,,3.6`,
      '',
    ].join('\n');
    expect(readReadingsCsv(text)).toEqual({
      reports: [
        { deviceId: 'g-2', ts: noon, receivedAt: noon, seq: null, values: { battery_v: 3.6 } },
        { deviceId: 'g-1', ts: noon, receivedAt: noon + 9_000, seq: 7, values: { depth_mm: 12.5 } },
      ],
      readings: 2,
      rejectedCount: 0,
      rejected: [],
    });
  });

  it('are rejected cell by cell, with line and column', () => {
    const text = [`device_id,ts,depth_mm`, `g-1,noon,1`, `,${noon},1`, `g-1,${noon},deep`].join('\n');
    expect(readReadingsCsv(text)).toMatchObject({
      rejectedCount: 3,
      rejected: [
        { line: 2, column: 'ts', reason: expect.objectContaining({ en: '"noon" is no instant' }) },
        { line: 3, column: 'device_id', reason: expect.objectContaining({ en: 'is blank' }) },
        { line: 4, column: 'depth_mm', reason: expect.objectContaining({ en: '"deep" is no number' }) },
      ],
    });
  });

  it.each([
    ['', 'the file is empty'],
    ['ts,depth_mm', 'a column device_id is missing'],
    ['device_id,depth_mm', 'a column ts is missing'],
    ['device_id,ts', 'there is no column of a metric'],
    ['device_id,ts,measured_at,depth_mm', 'there are two columns for ts'],
    ['device_id,ts,depth_cm', 'depth_cm: no such metric'],
    [`device_id,ts,depth_mm\ng-1,${noon},1,2`, 'line 2'],
  ])('the file %j is refused: %s', (text, reason) => {
    expect(() => readReadingsCsv(text)).toThrowError(
      expect.objectContaining({ code: 'bad_csv', message: expect.stringContaining(reason) }),
    );
  });
});
