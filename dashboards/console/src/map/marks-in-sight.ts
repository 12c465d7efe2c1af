// Which marks a map carries: each costs the page something at every move, and more than these would cover each other.
import type { MarkContent } from './place-mark.ts';

const most = 150;
/** Of the map's width and height: what a small move brings into sight is there already. */
const margin = 0.25;

/** As the map tells what it shows. */
interface Sight {
  getWest(): number;
  getSouth(): number;
  getEast(): number;
  getNorth(): number;
}

/** @param contents those that matter most come first; the selected one and those in alarm go before all others. */
export function marksInSight(contents: readonly MarkContent[], sight: Sight): readonly MarkContent[] {
  const [west, south, east, north] = [sight.getWest(), sight.getSouth(), sight.getEast(), sight.getNorth()];
  const [aside, above] = [(east - west) * margin, (north - south) * margin];
  const inSight = contents.filter(
    ({ lon, lat }) =>
      lon >= west - aside && lon <= east + aside && lat >= south - above && lat <= north + above,
  );
  if (inSight.length <= most) return inSight;
  const rank = ({ isSelected, severity }: MarkContent) => (isSelected ? 2 : severity !== null ? 1 : 0);
  return inSight.toSorted((a, b) => rank(b) - rank(a)).slice(0, most);
}
