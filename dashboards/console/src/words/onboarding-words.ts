// Words of the page on which a device is brought in by one of its messages.
import type { Label } from '../../../../core/label.ts';

export const onboardingWords = {
  message: { zh: '一条上行报文', en: 'One message of the device' },
  messageHint: {
    zh: '从网络服务器或设备处复制一条完整报文粘贴到这里，平台会识别格式、匹配型号并预览读数。不会写入任何数据。',
    en: 'Paste one whole message as the network server or the device publishes it. The hub tells its format, finds the profile and shows the readings. Nothing is stored.',
  },
  paste: { zh: '报文（JSON）', en: 'The message (JSON)' },
  topic: { zh: 'MQTT 主题（可空，平台会推断）', en: 'MQTT topic (may stay empty: the hub guesses it)' },
  look: { zh: '识别', en: 'Look at it' },
  found: { zh: '识别结果', en: 'What the hub says' },
  format: { zh: '报文格式', en: 'Format' },
  unknownFormat: { zh: '无法识别', en: 'not known' },
  frame: { zh: '端口 / 帧号', en: 'Port / frame' },
  profiles: { zh: '能读取它的型号', en: 'Profiles that read it' },
  byFields: { zh: '按字段读取', en: 'reads its fields' },
  byBytes: { zh: '用解码器读取', en: 'decodes its bytes' },
  named: { zh: '报文中写明此型号', en: 'the message names it' },
  readings: { zh: '将得到的读数', en: 'Readings it would give' },
  noReadings: { zh: '没有可用读数。', en: 'No reading comes of it.' },
  ownTime: { zh: '测量时间', en: 'Measured at' },
  onReceipt: { zh: '接收时刻', en: 'on receipt' },
  cannotUse: { zh: '无法使用的内容', en: 'What cannot be used' },
  draft: { zh: '编写新型号', en: 'Write a profile for it' },
  draftHint: {
    zh: '没有现成型号时，从平台推断的字段对应开始修改。边写边显示错误和它读出的数据。',
    en: 'Where no profile fits, begin with the mapping that the hub proposes. Mistakes and the readings are shown as you write.',
  },
  unmapped: { zh: '未对应的字段', en: 'Fields left out' },
  profileId: { zh: '型号编号（厂商-型号）', en: 'Id of the profile (vendor-model)' },
  profileIdHint: { zh: '小写字母、数字和连字符', en: 'small letters, digits and hyphens' },
  yaml: { zh: '型号文件', en: 'The profile’s file' },
  noMistakes: { zh: '没有错误', en: 'No mistakes' },
  download: { zh: '下载文件', en: 'Download' },
  save: { zh: '保存并启用', en: 'Save and use it' },
  saved: { zh: '型号已启用，可用它登记设备。', en: 'The profile is in force: register the device with it.' },
  saveNeedsAdmin: {
    zh: '保存型号需要管理员；可先下载文件，交管理员放入数据目录的 profiles 文件夹。',
    en: 'Saving takes an administrator. Download it and have it put into profiles/ of the data folder.',
  },
  register: { zh: '登记设备', en: 'Register the device' },
  registerNeedsAdmin: { zh: '登记设备需要管理员。', en: 'Registering a device takes an administrator.' },
  deviceId: { zh: '设备编号', en: 'Device id' },
  chooseProfile: { zh: '请选择型号', en: 'Choose a profile' },
  noPoint: { zh: '暂不安装到点位', en: 'At no point yet' },
  interval_s: { zh: '上报间隔（秒，空则按型号）', en: 'Interval (s; the profile’s where empty)' },
  adoptHint: {
    zh: '这台设备已在上报。登记后，它之前被隔离的报文会自动重试。',
    en: 'It reports already. What it sent and lies in quarantine is tried again.',
  },
  registered: { zh: '设备已登记', en: 'The device is registered' },
  secret: { zh: '设备密钥（只显示这一次）', en: 'Its secret, shown this once' },
  waiting: { zh: '等待它的下一条报文……', en: 'Waiting for its next message…' },
  alive: { zh: '已收到数据，设备在线。', en: 'It is heard: the device is alive.' },
  toDevice: { zh: '打开设备页', en: 'Open its page' },
  another: { zh: '再接入一台', en: 'Bring in another' },
} as const satisfies Record<string, Label>;

export const formatWords: Readonly<Record<string, Label>> = {
  chirpstack: { zh: 'ChirpStack v4', en: 'ChirpStack v4' },
  'things-stack': { zh: 'The Things Stack v3', en: 'The Things Stack v3' },
  native: { zh: '平台原生 JSON', en: 'The hub’s own JSON' },
  thingsboard: { zh: 'ThingsBoard', en: 'ThingsBoard' },
  senml: { zh: 'SenML', en: 'SenML' },
};

export function mistakesWords(count: number): Label {
  return { zh: `${count} 处错误`, en: count === 1 ? '1 mistake' : `${count} mistakes` };
}

export function mistakeLineWords(line: number): Label {
  return { zh: `第 ${line} 行`, en: `line ${line}` };
}
