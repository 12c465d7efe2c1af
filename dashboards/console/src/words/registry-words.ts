// Words of the registry page: files in, files out, and what is wrong with a row.
import type { Label } from '../../../../core/label.ts';

export const registryWords = {
  units: { zh: '单位', en: 'Units' },
  points: { zh: '点位', en: 'Points' },
  devices: { zh: '设备', en: 'Devices' },
  kind: { zh: '台账类别', en: 'Which file' },
  order: {
    zh: '先导入单位，再导入点位，最后导入设备：后者引用前者。',
    en: 'Units first, then points, then devices: each names those before.',
  },
  import: { zh: '导入', en: 'Import' },
  export: { zh: '导出', en: 'Export' },
  exportPlain: { zh: '下载 CSV', en: 'CSV' },
  exportExcel: { zh: '下载 CSV（Excel 打开）', en: 'CSV for Excel' },
  exportHint: {
    zh: '导出的文件可原样再导入；密钥不导出，留空即保留原密钥。',
    en: 'What is exported can be imported again; secrets stay here, and a blank one keeps the device’s own.',
  },
  template: { zh: '下载模板', en: 'Template' },
  drop: { zh: '点击选择或拖入 CSV 文件', en: 'Choose a CSV file, or drop it here' },
  paste: { zh: '或把表格粘贴到这里（第一行为列名）', en: 'Or paste the rows here, the header first' },
  decoded: {
    zh: '文件不是 UTF-8，已按 GB18030 读取，请核对中文是否正确。',
    en: 'The file is not UTF-8; it was read as GB18030. Look whether the Chinese in it is right.',
  },
  check: { zh: '试导入', en: 'Try it' },
  checkAgain: { zh: '改好了，再试一次', en: 'Mended: try again' },
  importAll: { zh: '正式导入', en: 'Import all' },
  importGood: { zh: '只导入正确的行', en: 'Import the good rows alone' },
  working: { zh: '正在处理，请不要关闭页面。', en: 'At work. Leave the page open.' },
  wouldBe: { zh: '试导入结果（尚未写入）', en: 'What would happen (nothing is written yet)' },
  done: { zh: '导入完成', en: 'Imported' },
  created: { zh: '新增', en: 'New' },
  updated: { zh: '更新', en: 'Changed' },
  unchanged: { zh: '无变化', en: 'As before' },
  rejected: { zh: '有误', en: 'Mistakes' },
  line: { zh: '行', en: 'Line' },
  column: { zh: '列', en: 'Column' },
  why: { zh: '原因', en: 'What is wrong' },
  row: { zh: '该行内容（可直接修改）', en: 'The row, to be mended here' },
  secrets: { zh: '新设备的密钥', en: 'Secrets of new devices' },
  secretsOnce: {
    zh: '密钥只显示这一次，请下载保存后写入设备。',
    en: 'They are shown this once. Save them, and write them into the devices.',
  },
  saveSecrets: { zh: '下载密钥表', en: 'Save the secrets' },
  secret: { zh: '密钥', en: 'Secret' },
  unitId: { zh: '编号', en: 'Id' },
  unitKind: { zh: '类别', en: 'Kind' },
  phone: { zh: '电话', en: 'Telephone' },
  noUnits: {
    zh: '还没有登记单位。请下载模板，填好后在上面导入 units.csv。',
    en: 'No units yet. Fill in the template and import units.csv above.',
  },
  toList: { zh: '查看列表', en: 'To the list' },
  adminOnly: { zh: '导入需要管理员权限。', en: 'Importing takes an administrator.' },
} as const satisfies Record<string, Label>;

export const unitKindWords: Readonly<Record<string, Label>> = {
  owner: { zh: '权属单位', en: 'Owner' },
  maintainer: { zh: '养护单位', en: 'Maintainer' },
  supervisor: { zh: '主管部门', en: 'Supervisor' },
  subdistrict: { zh: '街办', en: 'Sub-district' },
  crew: { zh: '处置队伍', en: 'Crew' },
  inspection: { zh: '督查室', en: 'Inspection' },
};

export function rowsWords(count: number): Label {
  return { zh: `共 ${count} 行数据`, en: `${count} rows` };
}

export function moreMistakesWords(count: number): Label {
  return {
    zh: `另有 ${count} 处错误，改好这些后会显示。`,
    en: `${count} more, shown once these are mended.`,
  };
}
