// Points that the phone knows, so that a report finds its place without a network: those around where the crew was,
// what it searched for, and the first thousand, which are all of a small town.
import { distance_m, type Place } from '../../../../core/distance.ts';
import type { ListAnswer, PointAnswer } from '../api-client/answers.ts';
import { getJson } from '../api-client/request.ts';

export type KnownPlace = Pick<PointAnswer, 'id' | 'name' | 'lon' | 'lat' | 'address' | 'component_code'>;

/** Points that a phone keeps; the oldest are forgotten. */
const mostKept = 3_000;
const mostAsked = 1_000;
/** How far around a place points are asked for. */
const around_m = 800;
const metresInDegree = 111_000;
/** Rows that a thumb can choose from. */
const mostShown = 8;

/** As `/points` takes it: around a place, by words, or just the first. */
export type PlaceQuery = { readonly around: Place } | { readonly search: string } | 'first';

export async function fetchPlaces(query: PlaceQuery): Promise<readonly KnownPlace[]> {
  const { items } = await getJson<ListAnswer<PointAnswer>>(`/points?${queryText(query)}`);
  return items.map(({ id, name, lon, lat, address, component_code }) => ({
    ...{ id, name, lon, lat, address, component_code },
  }));
}

function queryText(query: PlaceQuery): string {
  if (query === 'first') return `limit=${mostAsked}`;
  if ('search' in query) return `search=${encodeURIComponent(query.search)}&limit=${mostShown}`;
  const { lon, lat } = query.around;
  const north = around_m / metresInDegree;
  const east = north / Math.cos((lat * Math.PI) / 180);
  return `bbox=${lon - east},${lat - north},${lon + east},${lat + north}&limit=${mostAsked}`;
}

/** What is known after `news` came: each point once, the newest first. */
export function withPlaces(known: readonly KnownPlace[], news: readonly KnownPlace[]): readonly KnownPlace[] {
  const fresh = new Set(news.map(({ id }) => id));
  return [...news, ...known.filter(({ id }) => !fresh.has(id))].slice(0, mostKept);
}

/** Nearest first. */
export function placesAround(here: Place, known: readonly KnownPlace[]): readonly KnownPlace[] {
  const metres = new Map(known.map((place) => [place, distance_m(here, place)]));
  return [...known].sort((a, b) => (metres.get(a) ?? 0) - (metres.get(b) ?? 0)).slice(0, mostShown);
}

/** Whose id, name or address has the words in it, as the hub searches. */
export function placesNamed(words: string, known: readonly KnownPlace[]): readonly KnownPlace[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [];
  return known
    .filter(({ id, name, address }) =>
      [id, name, address ?? ''].some((text) => text.toLowerCase().includes(wanted)),
    )
    .slice(0, mostShown);
}
