// Words of the page about messages that could not be used.
import type { Label } from '../../../../core/label.ts';

export const quarantineWords = {
  hint: {
    zh: '无法使用的报文原样保存在这里。排除原因后可重试，平台按当时的接收时间处理，不会因旧数据告警。',
    en: 'Messages that could not be used are kept here whole. Retry them after the mend: they are judged by the time at which they came, and old ones raise no alarm.',
  },
  unknown: { zh: '未登记的设备', en: 'Devices that nobody registered' },
  unknownHint: {
    zh: '平台收到了它们的报文，但台账里没有。接入后，之前的报文会自动重试。',
    en: 'Their messages come in, but the registry does not know them. Adopting one tries again what it sent.',
  },
  adopt: { zh: '接入', en: 'Adopt' },
  format: { zh: '报文格式', en: 'Format' },
  by: { zh: '来源账号', en: 'Sent by' },
  messages: { zh: '报文数', en: 'Messages' },
  waiting: { zh: '待处理', en: 'Waiting' },
  lastSeen: { zh: '最近收到', en: 'Last' },
  firstSeen: { zh: '最早收到', en: 'First' },
  groups: { zh: '按原因和设备归类', en: 'By reason and device' },
  reason: { zh: '原因', en: 'Reason' },
  detail: { zh: '说明（最近一条）', en: 'In the hub’s words (the last one)' },
  unnamed: { zh: '未指明', en: 'none named' },
  notRegistered: { zh: '未登记', en: 'not registered' },
  retry: { zh: '重试', en: 'Retry' },
  retryAll: { zh: '全部重试', en: 'Retry all' },
  none: { zh: '没有被隔离的报文，全部已入库。', en: 'Nothing lies here: every message was used.' },
  binary: { zh: '不是文本，按十六进制显示', en: 'No text; in hexadecimal' },
} as const satisfies Record<string, Label>;

/** Reasons by their codes; others are shown as the hub names them. */
export const quarantineReasonWords: Readonly<Record<string, Label>> = {
  not_json: { zh: '不是 JSON', en: 'Not JSON' },
  unknown_device: { zh: '设备未登记', en: 'No such device' },
  not_a_number: { zh: '数值无效', en: 'Not a number' },
  not_an_object: { zh: '不是 JSON 对象', en: 'Not an object' },
  out_of_range: { zh: '超出量程', en: 'Out of range' },
  bad_ts: { zh: '时间无效', en: 'Bad time' },
  bad_seq: { zh: '序号无效', en: 'Bad sequence number' },
  bad_status: { zh: '状态报文无效', en: 'Bad status' },
  bad_reply: { zh: '命令答复无效', en: 'Bad reply' },
  bad_unit: { zh: '单位无法换算', en: 'Unit cannot be converted' },
  bad_uplink: { zh: '上行报文无效', en: 'Bad uplink' },
  bad_senml: { zh: 'SenML 无效', en: 'Bad SenML' },
  bad_history: { zh: '历史数据无效', en: 'Bad history' },
  unknown_metric: { zh: '未知指标', en: 'Unknown metric' },
  unknown_fields: { zh: '字段无法识别', en: 'Unknown fields' },
  unknown_topic: { zh: '未知主题', en: 'Unknown topic' },
  no_codec: { zh: '缺少解码器', en: 'No codec' },
  codec_failed: { zh: '解码器出错', en: 'The codec failed' },
  codec_resting: { zh: '解码器暂停', en: 'The codec rests' },
  decoder_failed: { zh: '解析出错', en: 'The decoder failed' },
  hub_failed: { zh: '平台处理出错', en: 'The hub failed over it' },
  simulated: { zh: '模拟上行', en: 'Simulated uplink' },
  network_server_log: { zh: '网络服务器日志', en: 'Log of the network server' },
  too_many_reports: { zh: '单条报文数据过多', en: 'Too many reports in one message' },
  and_more: { zh: '还有更多', en: 'And more' },
};

export interface RetryCounts {
  readonly retried: number;
  readonly used: number;
  readonly known: number;
  readonly refused: number;
  readonly remaining: number;
}

export function retriedWords({ retried, used, known, refused, remaining }: RetryCounts): Label {
  const more =
    remaining === 0
      ? { zh: '', en: '' }
      : { zh: `，另有 ${remaining} 条待重试`, en: `, ${remaining} are left` };
  return {
    zh: `重试 ${retried} 条：入库 ${used}，已有 ${known}，仍不可用 ${refused}${more.zh}`,
    en: `${retried} tried: ${used} used, ${known} known already, ${refused} still not usable${more.en}`,
  };
}
