// Words of the crew page's reports.
import type { Label } from '../../../../core/label.ts';

export const reportWords = {
  section: { zh: '上报', en: 'Report' },
  send: { zh: '上报', en: 'Send the report' },
  what: { zh: '发现什么问题', en: 'What is wrong' },
  subclass: { zh: '具体种类（不清楚可不选）', en: 'Which sort, if you know' },
  condition: { zh: '情形', en: 'How' },
  notKnown: { zh: '不清楚', en: 'Not known' },
  kindsMissing: {
    zh: '首次上报前请先联网一次，以取得问题类别。',
    en: 'Connect once before your first report, so that this phone has the categories.',
  },
  where: { zh: '在哪里', en: 'Where' },
  nearMe: { zh: '查找附近点位', en: 'Points near me' },
  search: { zh: '或按名称、编号、地址查找', en: 'Or search by name, code or address' },
  noneFound: {
    zh: '没有找到点位。换个词，或用当前位置上报。',
    en: 'No point found. Try another word, or report your position.',
  },
  noneFoundOffline: {
    zh: '本机保存的点位中没有找到。可用当前位置上报。',
    en: 'Not among the points on this phone. You can report your position.',
  },
  hereOnly: { zh: '不在点位上，用当前位置', en: 'At none of them: my position' },
  here: { zh: '当前位置', en: 'My position' },
  otherPlace: { zh: '更换', en: 'Change' },
  words: { zh: '说明（可不填）', en: 'In a sentence, if you like' },
  kindNeeded: { zh: '请选择问题类别。', en: 'Choose what is wrong.' },
  placeNeeded: { zh: '请选择位置。', en: 'Choose where it is.' },
  notKept: {
    zh: '未能保存在本机，存储空间可能已满。请清理后再试。',
    en: 'This phone could not keep it; its storage may be full. Make room and try again.',
  },
  change: { zh: '修改', en: 'Change it' },
  draftLost: {
    zh: '正在填写的上报将被替换。继续？',
    en: 'The report that you are writing will be replaced. Go on?',
  },
  recorded: {
    zh: '已记录。平台收到后由指挥中心核实派遣。',
    en: 'Recorded. Once it has arrived, the centre checks it and sends somebody.',
  },
  own: { zh: '我的上报', en: 'My reports' },
  noneYet: {
    zh: '还没有上报。上报后可在这里看到进展。',
    en: 'None yet. What becomes of your reports is shown here.',
  },
  joined: { zh: '此前已有案件，已并入', en: 'Already known: added to case' },
  mergedInto: { zh: '已并入案件', en: 'Goes on as case' },
} as const satisfies Record<string, Label>;

/** A case has one timeline for all readers. */
export const reportPhotoNote = '上报现场照片 / photos of the report';

export function placedWords(title: Label, place: string): Label {
  return { zh: `${title.zh}·${place}`, en: `${title.en}, ${place}` };
}
