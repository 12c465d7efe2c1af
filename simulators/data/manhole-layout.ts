// The positions of a real town's manholes, out of GeoJSON, as the table that the simulated town is built on.
import { z } from 'zod';

const layoutSchema = z.object({
  features: z.array(
    z.object({
      properties: z.object({ id: z.string().regex(/^\w+$/) }),
      /** WGS-84 degrees, longitude first (RFC 7946). */
      geometry: z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) }),
    }),
  ),
});

/** Columns id, lon, lat; six decimals, a tenth of a metre. Throws a ZodError where the file has another shape. */
export function manholesCsv(geojson: string): string {
  const { features } = layoutSchema.parse(JSON.parse(geojson));
  const lines = features.map(({ properties, geometry }) => {
    const [lon, lat] = geometry.coordinates;
    return `${properties.id},${lon.toFixed(6)},${lat.toFixed(6)}\n`;
  });
  return `id,lon,lat\n${lines.join('')}`;
}
