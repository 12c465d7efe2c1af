// The town's map: where its manholes lie, and to which grid cell, sub-district, basin and street a place belongs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** WGS-84 degrees. */
export interface Place {
  readonly lon: number;
  readonly lat: number;
}

export interface Manhole extends Place {
  readonly id: string;
}

export interface PlaceInTown {
  /** 0 west, 1 centre, 2 east. */
  readonly subdistrict: 0 | 1 | 2;
  /** 15 digits: county 6, street 3, community 3, serial 3. */
  readonly gridCode: string;
  readonly basin: string;
  readonly address: string;
  readonly roadClass: '主干路' | '次干路' | '支路';
}

/** Administrative division that component and grid codes begin with. */
export const countyCode = '610631';

const bounds = { west: 109.816, east: 109.8645, south: 35.5645, north: 35.6025 } as const;
const cell_m = 300;
const innerTown_m = 1_500;
const metresPerDegreeLat = 111_200;
const metresPerDegreeLon = 90_500;

const avenues = ['西环路', '建设路', '人民路', '文化路', '东环路'];
const lanes = ['河滨巷', '市场巷', '学府巷', '槐树巷', '老城巷', '石桥巷', '北坡巷'];

let loaded: readonly Manhole[] | undefined;

/** All positions of `data/manholes.csv`, in the order of the file. Read once. */
export function manholes(): readonly Manhole[] {
  loaded ??= readManholes();
  return loaded;
}

function readManholes(): Manhole[] {
  const text = readFileSync(join(import.meta.dirname, 'data/manholes.csv'), 'utf8');
  return (parse(text, { columns: true }) as Record<string, string>[]).map((row) => ({
    id: row.id ?? '',
    lon: Number(row.lon),
    lat: Number(row.lat),
  }));
}

/** Metres between two places of the town; the earth is flat at its size. */
export function distance_m(a: Place, b: Place): number {
  return Math.hypot((a.lon - b.lon) * metresPerDegreeLon, (a.lat - b.lat) * metresPerDegreeLat);
}

function share(value: number, low: number, high: number): number {
  return Math.min(0.999_999, Math.max(0, (value - low) / (high - low)));
}

function digits(value: number): string {
  return String(value).padStart(3, '0');
}

/** What a register of addresses and grids would say of a place. */
export function placeInTown(place: Place): PlaceInTown {
  const eastward = share(place.lon, bounds.west, bounds.east);
  const northward = share(place.lat, bounds.south, bounds.north);
  const subdistrict = Math.floor(eastward * 3) as 0 | 1 | 2;
  const community = Math.floor(northward * 4);
  const columns = Math.ceil(((bounds.east - bounds.west) * metresPerDegreeLon) / cell_m);
  const column = Math.floor(((place.lon - bounds.west) * metresPerDegreeLon) / cell_m);
  const row = Math.floor(((place.lat - bounds.south) * metresPerDegreeLat) / cell_m);
  const basin = `${['西', '中', '东'][subdistrict]}城${northward < 0.5 ? '南' : '北'}排水分区`;

  // Avenues run north to south at even distances; what lies far from all of them is on a lane.
  const nearest = Math.floor(eastward * avenues.length);
  const off_m =
    Math.abs(eastward * avenues.length - nearest - 0.5) *
    ((bounds.east - bounds.west) / avenues.length) *
    metresPerDegreeLon;
  const lane = lanes[Math.floor(northward * lanes.length)] ?? '';
  const onAvenue = off_m < 120;
  const number = 1 + Math.floor((onAvenue ? northward : eastward) * 400);
  return {
    subdistrict,
    gridCode: `${countyCode}${digits(subdistrict + 1)}${digits(community + 1)}${digits(1 + ((row * columns + column) % 999))}`,
    basin,
    address: `${onAvenue ? avenues[nearest] : lane}${number}号`,
    roadClass: off_m < 60 ? '主干路' : onAvenue ? '次干路' : '支路',
  };
}

/** `count` places of the inner town far from each other, always the same: the middle, then the farthest each time. */
export function spreadPlaces(places: readonly Manhole[], count: number): Manhole[] {
  const middle = { lon: (bounds.west + bounds.east) / 2, lat: (bounds.south + bounds.north) / 2 };
  const inner = places
    .filter((place) => distance_m(place, middle) < innerTown_m)
    .sort((a, b) => distance_m(a, middle) - distance_m(b, middle));
  const taken = inner.slice(0, 1);
  const toNearest_m = (place: Manhole) => Math.min(...taken.map((other) => distance_m(place, other)));
  while (taken.length < Math.min(count, inner.length)) {
    taken.push(inner.reduce((best, place) => (toNearest_m(place) > toNearest_m(best) ? place : best)));
  }
  return taken;
}
