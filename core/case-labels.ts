// What the states of a case and its other fixed values are called, on the console and in files that people open.
import type { Case, CaseAction, CaseState, Responsibility } from './case.ts';
import type { Label } from './label.ts';

export const caseStateLabels = {
  reported: { zh: '已上报', en: 'Reported' },
  filed: { zh: '已立案', en: 'Filed' },
  dispatched: { zh: '已派遣', en: 'Dispatched' },
  handling: { zh: '处置中', en: 'Handling' },
  handled: { zh: '待核查', en: 'Handled' },
  closed: { zh: '已结案', en: 'Closed' },
  not_filed: { zh: '不予立案', en: 'Not filed' },
  cancelled: { zh: '已作废', en: 'Cancelled' },
} as const satisfies Record<CaseState, Label>;

export const caseActionLabels = {
  file: { zh: '立案', en: 'File' },
  not_file: { zh: '不予立案', en: 'Do not file' },
  dispatch: { zh: '派遣', en: 'Dispatch' },
  accept: { zh: '接单', en: 'Accept' },
  return: { zh: '退回', en: 'Return' },
  extend: { zh: '申请延期', en: 'Ask for an extension' },
  approve_extension: { zh: '批准延期', en: 'Grant the extension' },
  refuse_extension: { zh: '不批准延期', en: 'Refuse the extension' },
  suspend: { zh: '挂账', en: 'Suspend' },
  resume: { zh: '恢复办理', en: 'Resume' },
  handle: { zh: '反馈处置完毕', en: 'Report it handled' },
  verify: { zh: '核查结案', en: 'Verify and close' },
  rework: { zh: '返工', en: 'Send back to rework' },
  cancel: { zh: '作废', en: 'Cancel the case' },
  reopen: { zh: '重新办理', en: 'Reopen' },
  comment: { zh: '备注', en: 'Comment' },
} as const satisfies Record<CaseAction, Label>;

export const responsibilityLabels = {
  maintainer: { zh: '养护单位', en: 'Maintainer' },
  owner: { zh: '权属单位', en: 'Owner' },
  supervisor: { zh: '主管部门', en: 'Supervisor' },
  subdistrict: { zh: '属地街办', en: 'Sub-district' },
  manual: { zh: '人工指定', en: 'Chosen by hand' },
} as const satisfies Record<Responsibility, Label>;

export const caseSourceLabels = {
  alarm: { zh: '监测告警', en: 'Alarm' },
  inspector: { zh: '巡查上报', en: 'Inspector' },
  public: { zh: '公众上报', en: 'Public' },
} as const satisfies Record<Case['source'], Label>;
