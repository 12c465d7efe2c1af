// `sluice drill`: a storm over a copy of this hub's own town, on spare ports in a folder that goes away, with the hub killed
// in the middle. Says whether anything was lost, and how fast this machine is.

import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { SluiceError } from '../../core/error.ts';
import { readSettings } from '../config.ts';
import { isAlive, runningHub } from '../data-folder.ts';
import { readRelease } from '../release.ts';
import { terminalLanguage } from '../terminal-language.ts';
import { drillPage } from './drill/drill-page.ts';
import { drillText } from './drill/drill-text.ts';
import { copyRegistry, madeUpTown } from './drill/registry-copy.ts';
import { runDrill } from './drill/run-drill.ts';
import { progressBar } from './progress-bar.ts';

export interface DrillCommandOptions {
  readonly devices?: number;
  readonly rate: number;
  readonly seconds: number;
  readonly seed: number;
  readonly kill: boolean;
  readonly madeUp?: boolean;
  readonly folder?: string;
  readonly page?: string;
  readonly language?: string;
  readonly json?: boolean;
}

const devicesByDefault = 2_000;

export async function drillCommand(options: DrillCommandOptions): Promise<number> {
  const { seed, seconds, rate, kill, devices = devicesByDefault } = options;
  const language = languageOf(options.language);
  for (const [name, value] of Object.entries({ seconds, rate, devices, seed })) {
    if (Number.isInteger(value) && value > 0) continue;
    const hint = `give a whole number above 0 with --${name}`;
    throw new SluiceError(`--${name} is ${value}`, { code: 'bad_option', hint });
  }
  const { data_dir } = readSettings(process.env);
  const running = runningHub(data_dir);
  const liveHub = running !== null && isAlive(running.pid);
  const copied = options.madeUp === true ? null : copyRegistry(data_dir);
  const town = copied ?? madeUpTown(seed, devices);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const bar = progressBar('seconds');
  const log = (line: string) => {
    if (process.stderr.isTTY === true && options.json !== true) console.error(line);
  };
  log(copied === null ? 'no registry here: a made-up town' : `the registry of ${data_dir}, with new secrets`);
  const report = await runDrill({
    ...{ town, seed, seconds, rate, devices, kill, liveHub, log },
    dataDir: data_dir,
    // The same disk as the hub's own, so that its pace is what is measured.
    folder: options.folder ?? (existsSync(data_dir) ? data_dir : tmpdir()),
    version: readRelease().version,
    onSecond: (done, total) => bar.update(done, total),
    signal: stop.signal,
  }).finally(() => bar.stop());
  if (stop.signal.aborted) {
    throw new SluiceError('the drill was broken off', { code: 'interrupted' });
  }
  if (options.page !== undefined) writePage(options.page, drillPage(report));
  console.log(options.json === true ? JSON.stringify(report) : drillText(report, language));
  return report.ok ? 0 : 1;
}

function languageOf(word: string | undefined): 'zh' | 'en' {
  if (word === 'zh' || word === 'en') return word;
  if (word !== undefined) {
    throw new SluiceError(`--language is ${word}`, { code: 'bad_option', hint: 'write zh or en' });
  }
  return terminalLanguage();
}

function writePage(file: string, html: string): void {
  try {
    writeFileSync(file, html);
  } catch (thrown) {
    throw new SluiceError(`the page cannot be written to ${file}`, {
      code: 'page_not_written',
      hint: 'name a file in a folder that is there with --page',
      cause: thrown,
    });
  }
}
