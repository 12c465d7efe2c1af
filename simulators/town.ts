// A small county's town: its units, 1,970 manhole covers, 12 flood points, 3 rain gauges, and a device at each.
// The same seed gives the same town, secrets included, so that importing it twice changes nothing.
import { createHash } from 'node:crypto';
import type { Device, Point, Unit } from '../core/registry.ts';
import { createRandom } from './random.ts';
import { countyCode, type Manhole, manholes, placeInTown, spreadPlaces } from './town-map.ts';
import {
  coverKinds,
  equipmentCrew,
  floodCrew,
  housingBureau,
  subdistricts,
  townUnits,
  urbanManagement,
} from './town-units.ts';

export interface TownDevice extends Device {
  readonly profile: 'tilt' | 'flood-gauge' | 'rain-gauge';
  readonly pointId: string;
  readonly intervalS: number;
  /** Its MQTT password. */
  readonly secret: string;
}

export interface Town {
  readonly seed: number;
  readonly units: readonly Unit[];
  readonly points: readonly Point[];
  readonly devices: readonly TownDevice[];
}

/** Seconds between reports, per kind of device. */
export interface ReportIntervals {
  readonly cover_s: number;
  /** Covers of main roads, which report more often. */
  readonly mainRoadCover_s: number;
  readonly floodGauge_s: number;
  readonly rainGauge_s: number;
}

/** As installed in the field: covers twice a day, gauges every ten minutes. */
export const fieldIntervals: ReportIntervals = {
  cover_s: 43_200,
  mainRoadCover_s: 14_400,
  floodGauge_s: 600,
  rainGauge_s: 600,
};

export interface TownOptions {
  readonly seed: number;
  /** Covers to equip, 0 to 1,970, spread evenly over the town; all by default. */
  readonly covers?: number;
  readonly intervals?: ReportIntervals;
}

const floodPlaces: readonly (readonly [name: string, roadClass: string])[] = [
  ['文化广场东侧', '主干路'],
  ['火车站下穿立交', '下穿通道'],
  ['南环路涵洞', '下穿通道'],
  ['人民路与建设路十字', '主干路'],
  ['农贸市场街', '次干路'],
  ['县医院门前', '主干路'],
  ['河滨路低洼段', '次干路'],
  ['汽车站广场', '主干路'],
  ['北关小学门口', '支路'],
  ['老城巷口', '支路'],
  ['工业园入口', '主干路'],
  ['西关桥头', '次干路'],
];
const rainPlaces = ['气象局雨量站', '水务局雨量站', '林业站雨量站'];

interface Installed {
  readonly point: Point;
  readonly device: TownDevice;
}

export function createTown(options: TownOptions): Town {
  const { seed, intervals = fieldIntervals } = options;
  const all = manholes();
  const covers = coverPoints(seed, all);
  const wanted = Math.max(0, Math.min(options.covers ?? covers.length, covers.length));
  const equipped = Array.from({ length: wanted }, (_, i) => covers[Math.floor((i * covers.length) / wanted)]);
  const spread = spreadPlaces(all, floodPlaces.length + rainPlaces.length);
  const low = spread.slice(0, floodPlaces.length).map(besideRoad);
  const high = spread.slice(floodPlaces.length).map(besideRoad);
  const installed = [
    ...low.map((place, i) => floodGauge(seed, place, i, intervals.floodGauge_s)),
    ...high.map((place, i) => rainGauge(seed, place, i, intervals.rainGauge_s)),
    ...equipped.flatMap((point) => (point === undefined ? [] : [coverSensor(seed, point, intervals)])),
  ];
  return {
    seed,
    units: townUnits,
    points: installed.map(({ point }) => point),
    devices: installed.map(({ device }) => device),
  };
}

function coverPoints(seed: number, places: readonly Manhole[]): Point[] {
  const random = createRandom(seed, 'cover kinds');
  const serials = new Map<string, number>();
  return places.map((place, i) => {
    const kind = random.pick(kindsByWeight);
    const serial = (serials.get(kind.subclass) ?? 0) + 1;
    serials.set(kind.subclass, serial);
    return {
      ...pointAt(place),
      id: `cover-${numbered(i, 4)}`,
      name: `${kind.name}${numbered(serial - 1, 4)}`,
      kind: 'cover',
      componentCode: `${countyCode}01${kind.subclass}${numbered(serial - 1, 6)}`,
      ownerUnit: kind.ownerUnit,
      maintainerUnit: kind.maintainerUnit,
      supervisorUnit: housingBureau,
    };
  });
}

/** About eight metres away, so that a gauge's mark on a map does not hide the cover that it stands by. */
function besideRoad(place: Manhole): Manhole {
  return {
    ...place,
    lon: Number((place.lon + 0.000_08).toFixed(6)),
    lat: Number((place.lat + 0.000_03).toFixed(6)),
  };
}

/** Every kind as often as its weight says. */
const kindsByWeight = coverKinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));

function numbered(index: number, width: number): string {
  return String(index + 1).padStart(width, '0');
}

function pointAt(place: Manhole) {
  const { subdistrict, gridCode, basin, address, roadClass } = placeInTown(place);
  return {
    lon: place.lon,
    lat: place.lat,
    gridCode,
    subdistrictUnit: subdistricts[subdistrict],
    basin,
    roadClass: roadClass as string,
    address,
  };
}

function deviceOf(seed: number, id: string, profile: TownDevice['profile'], pointId: string): TownDevice {
  return {
    id,
    profile,
    pointId,
    intervalS: 0,
    secret: createHash('sha256').update(`sluice town ${seed} ${id}`).digest('hex').slice(0, 32),
    devEui: null,
    gateway: null,
    zeroOffsetMm: null,
    lowPointDeltaMm: null,
    mountHeightMm: null,
    baselineTiltDeg: null,
  };
}

function coverSensor(seed: number, point: Point, intervals: ReportIntervals): Installed {
  const serial = point.id.slice('cover-'.length);
  const device = deviceOf(seed, `tilt-${serial}`, 'tilt', point.id);
  const baseline = createRandom(seed, 'baseline', point.id).between(-4, 4);
  const intervalS = point.roadClass === '主干路' ? intervals.mainRoadCover_s : intervals.cover_s;
  return { point, device: { ...device, intervalS, baselineTiltDeg: Number(baseline.toFixed(1)) } };
}

function floodGauge(seed: number, place: Manhole, index: number, intervalS: number): Installed {
  const random = createRandom(seed, 'flood gauge', index);
  const [name, roadClass] = floodPlaces[index] ?? ['', ''];
  const point: Point = {
    ...pointAt(place),
    id: `flood-${numbered(index, 2)}`,
    name,
    roadClass,
    address: name,
    kind: 'flood',
    componentCode: null,
    ownerUnit: 'drainage',
    maintainerUnit: floodCrew,
    supervisorUnit: housingBureau,
  };
  const device = deviceOf(seed, `flood-gauge-${numbered(index, 2)}`, 'flood-gauge', point.id);
  return {
    point,
    device: {
      ...device,
      intervalS,
      zeroOffsetMm: random.index(25),
      // A third of the gauges hang beside the low point, not above it.
      lowPointDeltaMm: index % 3 === 0 ? 20 + 10 * random.index(12) : 0,
      mountHeightMm: 2_600 + 10 * random.index(180),
    },
  };
}

function rainGauge(seed: number, place: Manhole, index: number, intervalS: number): Installed {
  const point: Point = {
    ...pointAt(place),
    id: `rain-${numbered(index, 2)}`,
    name: rainPlaces[index] ?? '',
    kind: 'rain',
    componentCode: null,
    ownerUnit: urbanManagement,
    maintainerUnit: equipmentCrew,
    supervisorUnit: urbanManagement,
  };
  const device = deviceOf(seed, `rain-gauge-${numbered(index, 2)}`, 'rain-gauge', point.id);
  return { point, device: { ...device, intervalS } };
}
