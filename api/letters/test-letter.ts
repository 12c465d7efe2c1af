// A supervision letter as a case of the demo's town would give it, for tests.
import type { Letter } from '../../core/letter.ts';

const at = (minutes: number) => Date.UTC(2026, 6, 14, 1) + minutes * 60_000;

export const lateLetter: Letter = {
  id: '20260714-0003-L2',
  caseId: '20260714-0003',
  kind: 'timeout',
  level: 2,
  levelName: '二级督办',
  state: 'replied',
  number: '城管督〔2026〕7号',
  issuer: '数字化城市管理监督指挥中心',
  addressee: { id: 'drainage', name: '县排水公司' },
  copies: [
    { id: 'housing-bureau', name: '县住房和城乡建设局' },
    { id: 'inspection', name: '县督查室' },
  ],
  subject: '道路积水·轩辕大道下穿',
  place: '轩辕大道下穿,轩辕大道与桥山路交叉口北 60 米',
  facts: [
    { at: at(0), text: '发现问题:道路积水,橙色,263 mm' },
    { at: at(0), text: '立案:告警自动立案' },
    { at: at(0), text: '派遣:派往县排水公司(养护单位),值班 zhang' },
    { at: at(15), text: '派遣通知未签收' },
    { at: at(60), text: '已用时限的 50%,催办' },
    { at: at(120), text: '超过办理时限' },
    { at: at(144), text: '已用时限的 120%,升级督办' },
    { at: at(150), text: '发出督办函:一级督办 城管督〔2026〕6号' },
  ],
  basis: '登记册载明县排水公司为该点位的养护单位;类别 05-06 的办理时限为 2 个紧急工作时。',
  requirement: '请单位分管负责人到场督促处置,在办结期限前完成并反馈结果,同时书面说明逾期原因。',
  deadlineAt: at(7 * 60),
  photos: [],
  draftedAt: at(180),
  draftedBy: 'wang',
  signedAt: at(190),
  signedBy: 'wang',
  signer: '张建国',
  reply: { at: at(300), by: 'drainage', text: '已抽排完毕,泵车于当日上午到场,今后汛期在此处驻点值守。' },
};
