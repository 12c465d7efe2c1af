// Which marks a map carries: each costs the page something at every move, and too many cover each other.
import type { MarkContent } from './place-mark.ts';

/** So many stand beside each other wherever they are. */
const few = 60;
/** Of more, one in each field of the map: a field is a little larger than a mark. */
const fields = { across: 14, down: 18 } as const;
/** Those in alarm stand wherever they are, up to so many. */
const mostAlarmed = 100;
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
  const [west, south] = [sight.getWest(), sight.getSouth()];
  const [width, height] = [sight.getEast() - west, sight.getNorth() - south];
  const inSight = contents.filter(({ lon, lat }) => {
    const [x, y] = [(lon - west) / width, (lat - south) / height];
    return x >= -margin && x <= 1 + margin && y >= -margin && y <= 1 + margin;
  });
  if (inSight.length <= few) return inSight;
  const taken = new Set<string>();
  let alarmed = 0;
  return inSight
    .toSorted((a, b) => rank(b) - rank(a))
    .filter((content) => {
      const x = Math.floor(((content.lon - west) / width) * fields.across);
      const y = Math.floor(((content.lat - south) / height) * fields.down);
      const isFree = !taken.has(`${x} ${y}`);
      taken.add(`${x} ${y}`);
      if (rank(content) > 0) alarmed += 1;
      return isFree || (rank(content) > 0 && alarmed <= mostAlarmed);
    });
}

function rank({ isSelected, severity }: MarkContent): number {
  if (isSelected) return 2;
  return severity === null ? 0 : 1;
}
