#!/usr/bin/env -S node --max-semi-space-size=16
// The command line. Exit 0 for success, 1 for failure, 2 for wrong use; a failure is one line that says the mend.
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { SluiceError } from '../core/error.ts';
import { terminalLanguage } from './terminal-language.ts';

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('write a number');
  return value;
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

const json = ['--json', 'answer as JSON, for programs'] as const;

/** Runs a command, loaded only when it is called for. */
function exitWith<Args extends unknown[]>(load: () => Promise<(...args: Args) => number | Promise<number>>) {
  return async (...args: Args) => {
    process.exitCode = await (await load())(...args);
  };
}

function program(): Command {
  const sluice = new Command('sluice')
    .description('IoT telemetry hub for manhole covers, flood points and street equipment')
    .exitOverride()
    .showHelpAfterError();

  sluice
    .command('start')
    .description('run the hub')
    .action(exitWith(async () => (await import('./commands/start.ts')).startCommand));
  sluice
    .command('demo')
    .description('run the hub with a simulated town in a storm')
    .action(exitWith(async () => (await import('./commands/demo.ts')).demoCommand));
  sluice
    .command('import')
    .description('bring in units.csv, points.csv and devices.csv')
    .argument('<file...>')
    .option('--dry-run', 'check and count, change nothing')
    .option('--partial', 'take the good rows of a file with bad ones')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/import-files.ts')).importCommand));
  sluice
    .command('simulate')
    .description('a town of devices in a storm, against any MQTT broker')
    .option('--url <url>', 'broker', 'mqtt://127.0.0.1:1883')
    .option('--devices <n>', 'how many of the town’s devices', number)
    .option('--rate <n>', 'messages a second of all devices', number)
    .option('--storm <name>', 'calm, rainstorm, cloudburst or demo')
    .option('--seed <n>', 'another town and storm', number)
    .option('--duration <seconds>', 'end by itself', number)
    .option('--username <name>', 'one login for all devices')
    .option('--password <password>')
    .option('--shape <shape>', 'native, chirpstack or things-stack: as a network server, with the one login')
    .option(
      '--firmware <quality>',
      'good, field or poor: repeats, wrong clocks, restarts, bursts, empty batteries',
    )
    .option('--registry <folder>', 'write the town’s units.csv, points.csv and devices.csv there')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/simulate.ts')).simulateCommand));
  sluice
    .command('drill')
    .description(
      'a storm over a copy of this hub’s town, beside it: is anything lost, and how fast is this machine',
    )
    .option('--devices <n>', 'so many of them take part, gauges first', number)
    .option('--rate <n>', 'messages a second of all devices', number, 1_000)
    .option('--seconds <n>', 'how long the storm lasts', number, 90)
    .option('--seed <n>', 'another storm', number, 1)
    .option('--no-kill', 'do not kill the drill’s hub in the middle')
    .option('--made-up', 'a made-up town, whatever the registry holds')
    .option('--folder <folder>', 'where its data lies meanwhile; the data folder, for the same disk')
    .option('--page <file>', 'write the report as a page, to print or hand on')
    .option('--language <language>', 'zh or en; that of the terminal where none is named')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/drill.ts')).drillCommand));

  const rules = sluice.command('rules').description('the catalogue of rules');
  rules
    .command('check')
    .description('check a catalogue file; the built-in one where none is named')
    .argument('[file]')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/rules-check.ts')).rulesCheckCommand));

  const profiles = sluice.command('profiles').description('device profiles');
  profiles
    .command('check')
    .description('check profile files and try their examples; those of the release where none is named')
    .argument('[file...]')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/profiles-check.ts')).profilesCheckCommand));
  profiles
    .command('propose')
    .description('what one message of a device says: who sent it, which profile reads it, or a new one')
    .argument('<file>', 'the message as it was published; - is standard input')
    .option('--topic <topic>', 'that it was published on; guessed where it is left out')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/profiles-propose.ts')).profilesProposeCommand));

  sluice
    .command('cases')
    .description('the tables that cases follow')
    .command('check')
    .description('check files that hold some or all of the tables; the built-in ones where none is named')
    .argument('[file...]')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/cases-check.ts')).casesCheckCommand));

  sluice
    .command('audit')
    .description('who did what')
    .command('verify')
    .description('whether the audit log is as it was written')
    .option('--head <entries:hash>', 'as an earlier call printed it: nothing may be missing since')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/audit.ts')).auditVerifyCommand));

  rules
    .command('backtest')
    .description('what other rules would have done: alarms and cases before and after')
    .option('--from <instant>', 'RFC 3339 with a zone, or epoch milliseconds')
    .option('--to <instant>', 'now where it is not given')
    .option('--rules <file>', 'catalogue of the rules to try; those in force now where none is named')
    .option('--csv <file>', 'readings instead of the journal, gzipped where the name ends in .gz')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/rules-backtest.ts')).rulesBacktestCommand));

  sluice
    .command('replay')
    .description('rebuild the state from the journal of a stopped hub')
    .option('--verify', 'compare with the alarms and cases that are stored')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/replay.ts')).replayCommand));

  sluice
    .command('influx')
    .description('the InfluxDB outlet')
    .command('backfill')
    .description('write what the hub keeps to InfluxDB again; the hub may run meanwhile')
    .requiredOption('--from <instant>', 'such as 2026-07-14 (UTC) or 2026-07-14T03:00:00+08:00')
    .option('--to <instant>', 'now where nothing is said')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/influx.ts')).influxBackfillCommand));

  sluice
    .command('export')
    .description('readings as a file, from a hub that runs or not')
    .option('--device <id>', 'of this device; may be given more than once, all where it is not', collect)
    .option('--from <instant>', 'RFC 3339 with a zone, or epoch milliseconds')
    .option('--to <instant>', 'now where it is not given')
    .option('--format <format>', 'csv, jsonl or parquet', 'csv')
    .option('--out <file>', 'standard output where none is named')
    .action(exitWith(async () => (await import('./commands/export-readings.ts')).exportCommand));
  sluice
    .command('export-registry')
    .description('units.csv, points.csv and devices.csv, without secrets, as import takes them')
    .argument('<folder>')
    .option('--excel', 'for spreadsheet programs: a byte order mark, and codes kept as text')
    .action(exitWith(async () => (await import('./commands/export-registry.ts')).exportRegistryCommand));
  sluice
    .command('doctor')
    .description('look at settings, data, disk, ports, clock and certificate; say how to mend what is wrong')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/doctor.ts')).doctorCommand));

  const user = sluice.command('user').description('people');
  user
    .command('add')
    .argument('<username>')
    .option('--role <role>', 'viewer, crew, operator or admin', 'viewer')
    .option('--unit <unit_id>', 'whose cases a crew works on')
    .option('--password <password>', 'made and shown once where none is given')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/people.ts')).userAddCommand));
  user
    .command('list')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/people.ts')).userListCommand));
  user
    .command('disable')
    .argument('<username>')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/people.ts')).userDisableCommand));
  user
    .command('password')
    .argument('<username>')
    .option('--password <password>', 'made and shown once where none is given')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/people.ts')).userPasswordCommand));

  const token = sluice.command('token').description('tokens of programs that call the API');
  token
    .command('create')
    .argument('<name>')
    .option('--role <role>', 'viewer, crew, operator or admin', 'viewer')
    .option('--unit <unit_id>', 'whose cases a crew’s program sees')
    .option('--expires <when>', 'a duration such as 90d, an instant, or never (365d where it is not given)')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/tokens.ts')).tokenCreateCommand));
  token
    .command('list')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/tokens.ts')).tokenListCommand));
  token
    .command('revoke')
    .argument('<name>')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/tokens.ts')).tokenRevokeCommand));

  sluice
    .command('account')
    .description('MQTT accounts of integrations and readers')
    .command('add')
    .argument('<name>')
    .option('--publish <filter>', 'topics that it may publish to; may be given more than once', collect)
    .option('--subscribe <filter>', 'topics that it may read; may be given more than once', collect)
    .option(...json)
    .action(exitWith(async () => (await import('./commands/people.ts')).accountAddCommand));
  sluice
    .command('device')
    .description('devices')
    .command('secret')
    .description('a new secret, shown once')
    .argument('<id>')
    .option(...json)
    .action(exitWith(async () => (await import('./commands/people.ts')).deviceSecretCommand));

  sluice
    .command('backup')
    .description('copy the data of a hub, running or not')
    .argument('<file>')
    .action(exitWith(async () => (await import('./commands/backup.ts')).backupCommand));
  sluice
    .command('restore')
    .description('put a copy into an empty data folder')
    .argument('<file>')
    .action(exitWith(async () => (await import('./commands/backup.ts')).restoreCommand));
  return sluice;
}

try {
  await program().parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    // Help that was asked for is no mistake.
    process.exit(thrown.exitCode === 0 ? 0 : 2);
  }
  if (!(thrown instanceof SluiceError)) throw thrown;
  const { message, hint } = thrown.words;
  const toMend = { zh: '。处理方法：', en: '. To mend it: ' };
  const language = terminalLanguage();
  console.error(`sluice: ${message[language]}${hint === null ? '' : `${toMend[language]}${hint[language]}`}`);
  process.exit(thrown.code === 'bad_option' ? 2 : 1);
}
