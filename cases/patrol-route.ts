// The order in which a grid inspector visits places: the nearest next, then mended by turning round stretches that
// cross (2-opt). A dozen flood points come out as the shortest round nearly always; a few hundred in milliseconds.
import { distance_m, type Place } from '../core/distance.ts';

/** Turns that are looked at, at most: enough for 500 places. */
const maxRounds = 60;

/** Indexes of `places` in the order of the visit. Begins nearest to `start`; without one at the westernmost place. */
export function patrolOrder(places: readonly Place[], start: Place | null): number[] {
  if (places.length === 0) return [];
  return untangled(nearestNext(places, start), places, start);
}

/** Metres of the way along `order`, from `start` where there is one; the way back is not counted. */
export function routeLength_m(
  order: readonly number[],
  places: readonly Place[],
  start: Place | null,
): number {
  let length = 0;
  let at = start;
  for (const index of order) {
    const place = places[index] as Place;
    if (at !== null) length += distance_m(at, place);
    at = place;
  }
  return length;
}

function nearestNext(places: readonly Place[], start: Place | null): number[] {
  const left = new Set(places.keys());
  const order: number[] = [];
  let at = start;
  while (left.size > 0) {
    let best = -1;
    let bestMeasure = Number.POSITIVE_INFINITY;
    for (const index of left) {
      const place = places[index] as Place;
      const measure = at === null ? place.lon : distance_m(at, place);
      if (measure < bestMeasure) [best, bestMeasure] = [index, measure];
    }
    left.delete(best);
    order.push(best);
    at = places[best] as Place;
  }
  return order;
}

/** Turns a stretch round wherever that shortens the way, until it no longer does. */
function untangled(first: readonly number[], places: readonly Place[], start: Place | null): number[] {
  const order = [...first];
  const place = (n: number): Place | null => (n < 0 ? start : (places[order[n] ?? -1] ?? null));
  const leg = (a: Place | null, b: Place | null) => (a === null || b === null ? 0 : distance_m(a, b));
  // Without a start the first place stays where it is, as the start would.
  const from = start === null ? 1 : 0;
  for (let round = 0; round < maxRounds; round += 1) {
    let improved = false;
    for (let i = from; i < order.length - 1; i += 1) {
      for (let j = i + 1; j < order.length; j += 1) {
        const before = leg(place(i - 1), place(i)) + leg(place(j), place(j + 1));
        const after = leg(place(i - 1), place(j)) + leg(place(i), place(j + 1));
        if (after >= before - 1e-6) continue;
        order.splice(i, j - i + 1, ...order.slice(i, j + 1).reverse());
        improved = true;
      }
    }
    if (!improved) break;
  }
  return order;
}
