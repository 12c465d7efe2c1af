// Readings as a Parquet file, written a group of rows at a time, so that a year needs no more memory than a day.
import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import { unitOf } from '../../core/metric.ts';
import { flagNames, type Reading } from '../../core/reading.ts';

const rowGroupSize = 100_000;

/** Returns how many there were. Throws what the file system does. */
export async function writeParquet(file: string, readings: Iterable<Reading>): Promise<number> {
  let count = 0;
  function* rows() {
    for (const { deviceId, metric, measuredAt, receivedAt, value, flags } of readings) {
      count += 1;
      yield {
        device_id: deviceId,
        metric,
        measured_at: new Date(measuredAt),
        received_at: new Date(receivedAt),
        value,
        unit: unitOf(metric),
        flags: flagNames(flags).join('|'),
      };
    }
  }
  await parquetWriteRows({
    writer: fileWriter(file),
    rows: rows(),
    columns: [
      { name: 'device_id', type: 'STRING', nullable: false },
      { name: 'metric', type: 'STRING', nullable: false },
      { name: 'measured_at', type: 'TIMESTAMP', nullable: false },
      { name: 'received_at', type: 'TIMESTAMP', nullable: false },
      { name: 'value', type: 'DOUBLE', nullable: false },
      { name: 'unit', type: 'STRING', nullable: false },
      { name: 'flags', type: 'STRING', nullable: false },
    ],
    rowGroupSize,
    createdBy: 'sluice',
  });
  return count;
}
