// `npm run bench [-- part …]`: the figures of this machine, each against peers in the same run. Parts: messages, alarms,
// formats, registry, memory, size, stack; all where none is named. `--json` for programs, `--help` for the sizes.
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { alarmsPart } from './alarms-part.ts';
import { type BenchPart, type BenchRow, calibrationMs, median, rounded } from './bench-part.ts';
import { formatsPart } from './formats-part.ts';
import { memoryPart } from './memory-part.ts';
import { messagesPart } from './messages-part.ts';
import { registryPart } from './registry-part.ts';
import { sizePart } from './size-part.ts';
import { stackPart } from './stack-part.ts';

const parts: readonly BenchPart[] = [
  ...[messagesPart, alarmsPart, formatsPart, registryPart, memoryPart, sizePart, stackPart],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    devices: { type: 'string', default: '100000' },
    readings: { type: 'string', default: '5000000' },
  },
});

const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
const sizes = {
  rounds: values.rounds,
  seconds: values.seconds,
  devices: values.devices,
  readings: values.readings,
};
const wrong = Object.entries(sizes).filter(
  ([, text]) => !(Number.isInteger(Number(text)) && Number(text) > 0),
);
if (values.help || unknown.length > 0 || wrong.length > 0) {
  for (const name of unknown) console.error(`there is no part ${name}`);
  for (const [name] of wrong) console.error(`--${name} is a whole number above 0`);
  console.error('npm run bench -- [part …] [--rounds n] [--seconds n] [--devices n] [--readings n] [--json]');
  for (const { name, title } of parts) console.error(`  ${name.padEnd(10)}${title}`);
  process.exit(values.help ? 0 : 2);
}

const chosen = parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const machine = `${cpus()[0]?.model.trim()} × ${cpus().length}, ${Math.round(totalmem() / 1_048_576)} MB, Node ${process.version}`;
const tables: Record<string, { title: string; took_s: number; machine_noise: number; rows: BenchRow[] }> = {};
for (const part of chosen) {
  const begun = performance.now();
  const calibrations = [calibrationMs(), calibrationMs()];
  const rows = await part.run({
    ...{ rounds: Number(values.rounds), seconds: Number(values.seconds) },
    ...{ devices: Number(values.devices), readings: Number(values.readings) },
    log: (line) => process.stderr.write(`${part.name}: ${line}\n`),
  });
  calibrations.push(calibrationMs(), calibrationMs());
  // How much longer the same arithmetic took at the worst: what of the figures is the machine's own.
  const noise = rounded(Math.max(...calibrations) / Math.min(...calibrations) - 1, 2);
  const took_s = rounded((performance.now() - begun) / 1_000);
  tables[part.name] = { title: part.title, took_s, machine_noise: noise, rows };
  if (values.json) continue;
  console.log(
    `\n${part.title} (${took_s} s; arithmetic ${rounded(median(calibrations))} ms, wavers by ${noise})`,
  );
  console.table(rows);
}
if (values.json) console.log(JSON.stringify({ machine, at: new Date().toISOString(), parts: tables }));
else console.log(machine);
process.exit(0);
