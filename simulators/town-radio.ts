// A town whose devices speak by LoRaWAN: each has a EUI and is heard by the gateway of its quarter.
import { createHash } from 'node:crypto';
import type { Town, TownDevice } from './town.ts';

/** Gateways to the south and north of each third of the town. */
const rows = 2;
const columns = 3;

export function withRadio(town: Town): Town {
  const places = new Map(town.points.map((point) => [point.id, point]));
  const lons = town.points.map(({ lon }) => lon);
  const lats = town.points.map(({ lat }) => lat);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const part = (value: number, low: number, high: number, parts: number) =>
    high === low ? 0 : Math.min(parts - 1, Math.floor(((value - low) / (high - low)) * parts));
  const gatewayOf = ({ pointId }: TownDevice) => {
    const point = places.get(pointId);
    const column = part(point?.lon ?? west, west, east, columns);
    return `gateway-${1 + column + columns * part(point?.lat ?? south, south, north, rows)}`;
  };
  const devices = town.devices.map((device) => ({
    ...device,
    devEui: createHash('sha256').update(`${town.seed} ${device.id}`).digest('hex').slice(0, 16),
    gateway: gatewayOf(device),
  }));
  return { ...town, devices };
}
