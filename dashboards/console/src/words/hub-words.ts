// Words of the page about the hub itself.
import type { FlowsState } from '../../../../core/flows.ts';
import type { Label } from '../../../../core/label.ts';

export const hubWords = {
  messages: { zh: '消息去向', en: 'What became of every message' },
  received: { zh: '收到', en: 'Received' },
  acknowledged: { zh: '已确认', en: 'Acknowledged' },
  stored: { zh: '入库', en: 'Stored' },
  duplicate: { zh: '重复', en: 'Known already' },
  quarantined: { zh: '隔离', en: 'In quarantine' },
  readings: { zh: '读数', en: 'Readings' },
  late: { zh: '迟到', en: 'Late' },
  missing: { zh: '缺失', en: 'Missing' },
  outlets: { zh: '对外送达', en: 'What leaves the hub' },
  noOutlets: { zh: '没有对外送达通道。', en: 'Nothing leaves the hub.' },
  name: { zh: '通道', en: 'Outlet' },
  sent: { zh: '已送', en: 'Sent' },
  pending: { zh: '待送', en: 'Pending' },
  oldest: { zh: '最久等待', en: 'Oldest waits' },
  dead: { zh: '死信', en: 'Dead letters' },
  works: { zh: '正常', en: 'Working' },
  paused: { zh: '已暂停', en: 'Paused' },
  failing: { zh: '送不出', en: 'Failing' },
  pause: { zh: '暂停', en: 'Pause' },
  resume: { zh: '恢复', en: 'Resume' },
  retry: { zh: '立即重试', en: 'Retry now' },
  flows: { zh: '流程引擎', en: 'Flows' },
  openEditor: { zh: '打开编辑器', en: 'Open the editor' },
  restart: { zh: '重新启动', en: 'Start anew' },
  restartAsk: { zh: '结束流程进程并重新启动？', en: 'End the process of the flows and start it anew?' },
  since: { zh: '状态起始', en: 'Since' },
  restarts: { zh: '重启次数', en: 'Restarts' },
  memory: { zh: '内存', en: 'Memory' },
  lastEnd: { zh: '上次退出', en: 'Ended last' },
  log: { zh: '最近日志', en: 'Last lines of its log' },
} as const satisfies Record<string, Label>;

export const flowsStateWords = {
  off: { zh: '未启用', en: 'Switched off' },
  starting: { zh: '正在启动', en: 'Starting' },
  running: { zh: '运行中', en: 'Running' },
  stopped: { zh: '流程已停止', en: 'Flows stopped' },
  safe_mode: {
    zh: '安全模式：流程未运行，请修改后部署',
    en: 'Safe mode: flows left out until they are mended and deployed',
  },
  waiting: { zh: '等待重启', en: 'Waiting to start again' },
} as const satisfies Record<FlowsState, Label>;
