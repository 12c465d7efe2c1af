import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSettings } from '../config.ts';
import { configuredOutlets, mailServer, unitOutlets } from './configured-outlets.ts';
import { influxSettings } from './influx-settings.ts';

function settingsOf(yaml: string, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'sluice.yaml');
  writeFileSync(file, yaml);
  return readSettings({ SLUICE_CONFIG: file, ...env });
}

const whole = `outlets:
  keep_pending: 60d
  webhooks:
    - name: duty
      url: https://oapi.dingtalk.com/robot/send?access_token=x
      secret: SEC1
      min_severity: orange
  mail:
    host: smtp.county.example
    from: hub@county.example
    to: [duty@county.example]
    password: from-the-file
    username: hub
`;

describe('the section outlets', () => {
  it('makes an outlet of each entry, and takes the mail password from the environment', () => {
    const settings = settingsOf(whole, { SLUICE_SMTP_PASSWORD: 'from-the-environment' });
    const outlets = configuredOutlets({ settings, now: () => 0 });
    expect(outlets.map(({ name, begins, kinds }) => [name, begins, kinds])).toEqual([
      ['webhook:duty', 'now', ['alarm', 'case']],
      ['mail', 'now', ['alarm', 'case']],
    ]);
    expect(mailServer(settings)).toMatchObject({
      port: 587,
      username: 'hub',
      password: 'from-the-environment',
    });
    expect(mailServer(settingsOf(whole))?.password).toBe('from-the-file');
    expect(configuredOutlets({ settings: settingsOf(''), now: () => 0 })).toEqual([]);
  });

  it.each([
    [whole.replace('keep_pending: 60d', 'keep_pending: soon'), /:2 outlets\.keep_pending: .*"soon".*30d/],
    [
      whole.replace('min_severity: orange', 'min_severity: purple'),
      /:7 outlets\.webhooks\.0\.min_severity: /,
    ],
    [
      whole.replace('secret: SEC1', 'sekret: SEC1'),
      /:6 outlets\.webhooks\.0\.sekret: there is no such setting/,
    ],
    [whole.replace('host: smtp.county.example', 'port: 25'), /:9 outlets\.mail\.host: /],
    [whole.replace('https://oapi', 'ftp://oapi'), /:5 outlets\.webhooks\.0\.url: /],
  ])('names the line and the path of a mistake', (yaml, mistake) => {
    expect(() => settingsOf(yaml)).toThrow(mistake);
  });

  it("a unit's addresses make outlets of their own; what is none makes none", () => {
    const settings = settingsOf(whole);
    const unit = {
      id: 'drainage',
      webhook: 'https://open.feishu.cn/hook/1#s%2B1',
      email: 'a@x.example; b@x.example',
    };
    expect(unitOutlets(unit, { settings, now: () => 0 }).map(({ name }) => name)).toEqual([
      'unit:drainage:webhook',
      'unit:drainage:mail',
    ]);
    const without = { id: 'gas', webhook: 'call us', email: 'nobody' };
    expect(unitOutlets(without, { settings, now: () => 0 })).toEqual([]);
    const noMail = settingsOf('');
    expect(unitOutlets(unit, { settings: noMail, now: () => 0 }).map(({ name }) => name)).toEqual([
      'unit:drainage:webhook',
    ]);
  });
});

describe('the loudspeakers', () => {
  const zones = '    zones:\n      - name: east\n        points: [flood-1]\n';
  const speakersOf = (lines: string) =>
    settingsOf(`outlets:\n  public_address:\n${lines}${zones}`).outlets.public_address;

  it('say nothing until a person takes the dry run away, and keep quiet at night', () => {
    expect(speakersOf('')).toMatchObject({
      ...{ dry_run: true, automatic_rules: [], cooldown: 1_200_000, within: 900_000 },
      quiet_hours: { from: 22 * 60, to: 6 * 60, except: 'red' },
    });
    expect(speakersOf('    quiet_hours: off\n')?.quiet_hours).toBeNull();
    const siesta = speakersOf('    quiet_hours: { from: "12:30", to: "14:00", except: orange }\n');
    expect(siesta?.quiet_hours).toEqual({ from: 750, to: 840, except: 'orange' });
  });

  it.each([
    ['    quiet_hours: { from: 22, to: "06:00" }\n', /public_address\.quiet_hours/],
    ['    cooldown: never\n', /:3 outlets\.public_address\.cooldown/],
  ])('refuse what is no time', (lines, mistake) => {
    expect(() => speakersOf(lines)).toThrow(mistake);
  });
});

describe('the settings of InfluxDB', () => {
  const url = 'http://influxdb:8086';
  it('are a bucket and token of 2.x, or a database and user of 1.x', () => {
    expect(influxSettings(settingsOf(''))).toBeNull();
    const two = { SLUICE_INFLUX_URL: url, SLUICE_INFLUX_BUCKET: 'sluice', SLUICE_INFLUX_TOKEN: 't' };
    expect(influxSettings(settingsOf('', two))).toEqual({
      url,
      database: 'sluice',
      username: null,
      password: 't',
    });
    const one = {
      SLUICE_INFLUX_URL: url,
      SLUICE_INFLUX_DATABASE: 'sluice',
      SLUICE_INFLUX_USERNAME: 'u',
      SLUICE_INFLUX_PASSWORD: 'p',
    };
    expect(influxSettings(settingsOf('', one))).toEqual({
      url,
      database: 'sluice',
      username: 'u',
      password: 'p',
    });
  });

  it.each([
    [{ SLUICE_INFLUX_URL: 'influxdb:8086' }, /SLUICE_INFLUX_URL/],
    [{ SLUICE_INFLUX_URL: url }, /nothing to write to/],
    [{ SLUICE_INFLUX_URL: url, SLUICE_INFLUX_BUCKET: 'sluice' }, /no token/],
  ])('are refused where something is missing', (env, mistake) => {
    expect(() => influxSettings(settingsOf('', env))).toThrow(mistake);
  });
});
