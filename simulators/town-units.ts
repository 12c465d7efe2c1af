// The units of the simulated county: who owns, maintains, supervises and oversees what. All names are invented.
import type { Unit } from '../core/registry.ts';

/** A kind of cover, by the subclass of its component code (class 01), and who answers for it. */
export interface CoverKind {
  /** 01 to 12. */
  readonly subclass: string;
  readonly name: string;
  readonly ownerUnit: string;
  readonly maintainerUnit: string;
  /** Share of all covers. */
  readonly weight: number;
}

const owners: readonly (readonly [id: string, name: string, crewName: string])[] = [
  ['water-supply', '县供水公司', '供水管网维护队'],
  ['drainage', '县排水公司', '排水设施维护队'],
  ['sewage', '县污水处理公司', '污水管网维护队'],
  ['power', '县供电公司', '电力设施抢修队'],
  ['telecom', '县电信公司', '电信线路维护队'],
  ['mobile', '县移动公司', '移动线路维护队'],
  ['broadcast', '县广电公司', '广电线路维护队'],
  ['gas', '县天然气公司', '燃气抢修队'],
  ['heat', '县热力公司', '热力管网维护队'],
  ['lighting', '县路灯管理所', '路灯维护队'],
  ['police', '县公安交通管理大队', '交通设施维护队'],
];

export const coverKinds: readonly CoverKind[] = [
  cover('01', '给水井盖', 'water-supply', 18),
  cover('02', '污水井盖', 'sewage', 25),
  cover('03', '雨水井盖', 'drainage', 20),
  cover('04', '雨水箅子', 'drainage', 8),
  cover('05', '电力井盖', 'power', 7),
  cover('06', '路灯井盖', 'lighting', 3),
  cover('07', '通信井盖', 'telecom', 6),
  cover('08', '广电井盖', 'broadcast', 3),
  cover('09', '网络井盖', 'mobile', 4),
  cover('10', '热力井盖', 'heat', 3),
  cover('11', '燃气井盖', 'gas', 2),
  cover('12', '公安井盖', 'police', 1),
];

/** Unit ids that points of the other kinds name. */
export const housingBureau = 'housing-bureau';
export const urbanManagement = 'urban-management';
export const floodCrew = 'flood-crew';
export const equipmentCrew = 'equipment-crew';
export const subdistricts = ['subdistrict-west', 'subdistrict-centre', 'subdistrict-east'] as const;

function cover(subclass: string, name: string, owner: string, weight: number): CoverKind {
  return { subclass, name, ownerUnit: owner, maintainerUnit: `${owner}-crew`, weight };
}

function unit(id: string, name: string, kind: Unit['kind'], parentUnit: string | null): Unit {
  return { id, name, kind, parentUnit, phone: null, email: `duty@${id}.example`, webhook: null };
}

/** Parents stand before their children, as an import from top to bottom wants it. */
export const townUnits: readonly Unit[] = [
  unit('inspection', '县督查室', 'inspection', null),
  unit(housingBureau, '县住房和城乡建设局', 'supervisor', null),
  unit(urbanManagement, '县城市管理执法局', 'supervisor', null),
  unit(subdistricts[0], '西城街道办事处', 'subdistrict', null),
  unit(subdistricts[1], '中心街道办事处', 'subdistrict', null),
  unit(subdistricts[2], '东城街道办事处', 'subdistrict', null),
  ...owners.map(([id, name]) => unit(id, name, 'owner', null)),
  ...owners.map(([id, , crewName]) => unit(`${id}-crew`, crewName, 'maintainer', id)),
  unit(floodCrew, '防汛排涝抢险队', 'crew', housingBureau),
  unit(equipmentCrew, '监测设备运维队', 'crew', urbanManagement),
];
