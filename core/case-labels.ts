// What the states of a case and its other fixed values are called, on the console and in files that people open.
import type { Case, CaseState, Responsibility } from './case.ts';
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
