// Words of the page on which a person reports a case.
import type { Label } from '../../../../core/label.ts';

export const newCaseWords = {
  reported: { zh: '已上报，案件编号', en: 'Reported as case' },
  usualCondition: { zh: '不选则按该类别默认情形', en: 'The usual one of the category where none is chosen' },
  inspector: { zh: '巡查发现', en: 'Found by an inspector' },
  public: { zh: '公众反映', en: 'Told by the public' },
  choosePoint: { zh: '选择已登记点位', en: 'A registered point' },
  orPoint: {
    zh: '或在地图上点一下位置。',
    en: 'Or point at the place on the map.',
  },
  placeMissing: { zh: '请选择点位，或在地图上点选位置。', en: 'Choose a point, or point at the map.' },
  here: { zh: '此处', en: 'Here' },
} as const satisfies Record<string, Label>;
