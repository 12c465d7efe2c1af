// A drill's report as lines that people read, in both languages: the terminal and the page show the same.
import type { Label } from '../../../core/label.ts';
import type { DrillReport, Spread } from './drill-report.ts';

export interface ReportRow {
  readonly title: Label;
  readonly words: Label;
}

export interface ReportSection {
  readonly title: Label;
  readonly rows: readonly ReportRow[];
}

export function verdictOf({ ok }: DrillReport): Label {
  return ok
    ? {
        zh: '合格：没有丢失，没有漏报，没有重复',
        en: 'Passed: nothing lost, nothing missed, nothing doubled',
      }
    : { zh: '不合格：见下列标红项', en: 'Failed: see what is marked below' };
}

export function reportSections(report: DrillReport): readonly ReportSection[] {
  return [
    { title: { zh: '演练', en: 'The drill' }, rows: drillRows(report) },
    { title: { zh: '速度', en: 'Pace' }, rows: paceRows(report) },
    { title: { zh: '本机', en: 'This machine' }, rows: machineRows(report) },
  ];
}

function drillRows({ town, load, kill, seconds, seed, version, started_at }: DrillReport): ReportRow[] {
  const source =
    town.source === 'registry'
      ? { zh: '本中心登记册的副本', en: 'a copy of the registry' }
      : { zh: '虚构的县城', en: 'a made-up town' };
  return [
    row('时间', 'When', `${started_at}, ${seconds} s, seed ${seed}, Sluice ${version}`),
    {
      title: { zh: '范围', en: 'Town' },
      words: {
        zh: `${source.zh}：${town.devices} 台设备，${town.points} 个点位；参演 ${town.taking_part} 台（积水 ${town.gauges}，井盖 ${town.covers}）；本市改过的规则 ${town.rules_of_the_city} 条`,
        en: `${source.en}: ${town.devices} devices, ${town.points} points; ${town.taking_part} took part (${town.gauges} gauges, ${town.covers} covers); ${town.rules_of_the_city} rules changed by the city`,
      },
    },
    {
      title: { zh: '消息', en: 'Messages' },
      words: {
        zh: `发出 ${load.sent} 条，确认 ${load.acknowledged} 条，丢失 ${load.lost} 条`,
        en: `${load.sent} sent, ${load.acknowledged} acknowledged, ${load.lost} lost`,
      },
    },
    {
      title: { zh: '强行终止', en: 'Killed' },
      words:
        kill === null
          ? { zh: '未做', en: 'not done' }
          : {
              zh: `第 ${kill.at_s} 秒杀死进程；${kill.ready_after_s} 秒后恢复服务，${kill.acknowledged_again_after_s} 秒后再次确认消息`,
              en: `after ${kill.at_s} s; back in service ${kill.ready_after_s} s later, acknowledging again after ${kill.acknowledged_again_after_s} s`,
            },
    },
  ];
}

function paceRows({ load, alarms, hub }: DrillReport): ReportRow[] {
  return [
    {
      title: { zh: '落盘后确认', en: 'Acknowledged after commit' },
      words: {
        zh: `每秒 ${load.per_s} 条；${spread(load.ack_ms).zh}`,
        en: `${load.per_s} a second; ${spread(load.ack_ms).en}`,
      },
    },
    {
      title: { zh: '从上报到报警送达', en: 'From the report to the alarm' },
      words: spread(alarms.latency_ms),
    },
    {
      title: { zh: '报警', en: 'Alarms' },
      words: {
        zh: `应有 ${alarms.expected} 起，共 ${alarms.raised} 起（含由此派生的）`,
        en: `${alarms.expected} expected, ${alarms.raised} in all with those that follow from them`,
      },
    },
    {
      title: { zh: '占用', en: 'Use' },
      words: {
        zh: `处理器 ${hub.cpu_share} 核，内存最高 ${hub.resident_peak_mb} MB，数据库 ${hub.database_mb} MB`,
        en: `${hub.cpu_share} processors, ${hub.resident_peak_mb} MB of memory at most, ${hub.database_mb} MB of database`,
      },
    },
  ];
}

function machineRows({ machine }: DrillReport): ReportRow[] {
  const rows = [
    row('处理器', 'Processor', `${machine.cpu}, ${machine.cores} ×`),
    row('内存', 'Memory', `${machine.memory_mb} MB`),
    row('系统', 'System', `${machine.system}, Node ${machine.node}`),
    { title: { zh: '磁盘确保写入', en: 'Disk, until a write is sure' }, words: spread(machine.fsync_ms) },
  ];
  if (!machine.live_hub) return rows;
  const words = {
    zh: '正式中心同时在运行并优先，演练数字偏保守',
    en: 'the live hub worked beside and came first: the figures are lower bounds',
  };
  return [...rows, { title: { zh: '说明', en: 'Note' }, words }];
}

function row(zh: string, en: string, words: string): ReportRow {
  return { title: { zh, en }, words: { zh: words, en: words } };
}

function spread({ count, p50, p99, max }: Spread): Label {
  return {
    zh: `一半在 ${p50} 毫秒内，99% 在 ${p99} 毫秒内，最长 ${max} 毫秒（${count} 次）`,
    en: `half within ${p50} ms, 99 % within ${p99} ms, ${max} ms at most (${count} times)`,
  };
}
