// The settings of the InfluxDB outlet as its connection takes them: a bucket and token for 2.x and 3, a database and
// user for 1.x.
import { SluiceError } from '../../core/error.ts';
import type { InfluxSettings } from '../../outlets/influx/influx-connection.ts';
import type { Settings } from '../config.ts';

/** `null` where there is no InfluxDB. Throws a `SluiceError` with code `bad_setting`. */
export function influxSettings(settings: Settings): InfluxSettings | null {
  const { influx_url: url, influx_bucket: bucket, influx_database: database } = settings;
  if (url === undefined) return null;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw badSetting(`SLUICE_INFLUX_URL is ${url}`, 'write an address such as http://influxdb:8086');
  }
  if (bucket !== undefined) {
    const { influx_token: token } = settings;
    if (token === undefined) {
      throw badSetting(
        'SLUICE_INFLUX_BUCKET has no token',
        'set SLUICE_INFLUX_TOKEN to one that may write to it',
      );
    }
    return { url, database: bucket, username: null, password: token };
  }
  if (database === undefined) {
    throw badSetting(
      'SLUICE_INFLUX_URL is set, but nothing to write to',
      'set SLUICE_INFLUX_BUCKET and SLUICE_INFLUX_TOKEN, or SLUICE_INFLUX_DATABASE for InfluxDB 1.x',
    );
  }
  const { influx_username: username = null, influx_password: password = null } = settings;
  return { url, database, username, password };
}

function badSetting(message: string, hint: string): SluiceError {
  return new SluiceError(message, { code: 'bad_setting', hint });
}
