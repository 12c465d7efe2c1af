// How Node-RED runs beside the hub: an editor behind the hub's login and nothing else, no installing, no telemetry.
import { join } from 'node:path';
import type { FromFlows } from '../messages.ts';

/** Where the editor lives, on the hub's port as on the process' own socket. */
export const editorPath = '/flows';

/** Levels of Node-RED's log records. */
const levels: Readonly<Record<number, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'>> = {
  10: 'fatal',
  20: 'error',
  30: 'warn',
  40: 'info',
  50: 'debug',
  60: 'trace',
};

interface LogRecord {
  readonly level: number;
  readonly msg: unknown;
  readonly type?: string;
  readonly name?: string;
  readonly id?: string;
}

function logText({ msg, type, name, id }: LogRecord): string {
  const text =
    typeof msg === 'object' && msg !== null && 'message' in msg ? String(msg.message) : String(msg);
  const node = name ?? id;
  return (type === undefined || node === undefined ? text : `[${type}:${node}] ${text}`).slice(0, 10_000);
}

export function nodeRedSettings(options: {
  readonly userDir: string;
  readonly credentialKey: string;
  readonly isSafe: boolean;
  readonly say: (message: FromFlows) => void;
}) {
  const { userDir, credentialKey, isSafe, say } = options;
  return {
    userDir,
    flowFile: 'flows.json',
    flowFilePretty: true,
    credentialSecret: credentialKey,
    safeMode: isSafe,
    nodesDir: [join(import.meta.dirname, '../palette')],
    httpAdminRoot: editorPath,
    httpNodeRoot: false,
    httpStatic: '',
    disableEditor: false,
    runtimeState: { enabled: true, ui: true },
    contextStorage: { default: { module: 'localfilesystem' } },
    telemetry: { enabled: false, updateNotification: false },
    externalModules: {
      autoInstall: false,
      palette: { allowInstall: false, allowUpdate: false, allowUpload: false },
      modules: { allowInstall: false },
    },
    functionExternalModules: false,
    diagnostics: { enabled: false, ui: false },
    editorTheme: {
      page: { title: 'Sluice · 流程 Flows' },
      header: { title: 'Sluice · 流程 Flows', url: '/' },
      palette: { categories: ['sluice', 'subflows', 'common', 'function', 'network', 'sequence', 'parser'] },
      tours: false,
      projects: { enabled: false },
    },
    logging: {
      console: { level: 'off' },
      hub: {
        level: 'info',
        handler: () => (record: LogRecord) => {
          say({ type: 'log', level: levels[record.level] ?? 'info', text: logText(record) });
        },
      },
    },
  };
}
