// How far and in which direction a place lies, and links that let a map program lead there.
import gcoord from 'gcoord';
import { distance_m, type Place } from '../../../../core/distance.ts';

/** Degrees clockwise from north, 0 to 360. */
export function bearing_deg(from: Place, to: Place): number {
  const radians = Math.PI / 180;
  const east = (to.lon - from.lon) * Math.cos(((from.lat + to.lat) / 2) * radians);
  const degrees = Math.atan2(east, to.lat - from.lat) / radians;
  return (degrees + 360) % 360;
}

/** Such as `850 m` or `3.2 km`. */
export function distanceFigure(metres: number): string {
  return metres < 995 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1_000).toFixed(1)} km`;
}

export function metresTo(here: Place, { lon, lat }: { lon: number | null; lat: number | null }): number {
  return lon === null || lat === null ? Number.MAX_SAFE_INTEGER : distance_m(here, { lon, lat });
}

/** @param to WGS-84. Amap reckons in GCJ-02, Baidu in BD-09; `geo` opens whatever the phone has. */
export function navigationLinks(to: Place, name: string) {
  const at = (datum: Parameters<typeof gcoord.transform>[2]) => {
    const [lon, lat] = gcoord.transform([to.lon, to.lat], gcoord.WGS84, datum) as [number, number];
    return { lon: lon.toFixed(6), lat: lat.toFixed(6) };
  };
  const words = encodeURIComponent(name);
  const gcj02 = at(gcoord.GCJ02);
  const bd09 = at(gcoord.BD09);
  const amap = `to=${gcj02.lon},${gcj02.lat},${words}&mode=car&coordinate=gaode&callnative=1&src=sluice`;
  const baidu =
    `location=${bd09.lat},${bd09.lon}&title=${words}&content=${words}&coord_type=bd09ll&output=html` +
    '&src=webapp.sluice.crew';
  return {
    amap: `https://uri.amap.com/navigation?${amap}`,
    baidu: `https://api.map.baidu.com/marker?${baidu}`,
    geo: `geo:${to.lat},${to.lon}?q=${to.lat},${to.lon}(${words})`,
  };
}
