// The settings of the ground under maps. Without them the console stands on what lies in the data folder, and needs no
// network.
import { z } from 'zod';

const tileTemplate = z.string().refine((template) => {
  const filled = template.replace(/\{[zxy]\}/g, '1');
  const isWhole = ['{z}', '{x}', '{y}'].every((part) => template.includes(part));
  return isWhole && !/[{}]/.test(filled) && z.url({ protocol: /^https?$/ }).safeParse(filled).success;
}, 'is no address of map tiles; write https://tiles.example/{z}/{x}/{y}.png');

/** Keys of sluice.yaml; the environment separates several addresses by blanks. */
export const mapSettings = {
  /** Pictures of an online map, the lowest layer first. Browsers fetch them: the content policy opens for their hosts. */
  map_tiles: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(/\s+/).filter((part) => part !== '') : value),
      z.array(tileTemplate).max(8),
    )
    .default([]),
  /** The datum of these pictures: points are moved to it where it is GCJ-02. */
  map_datum: z
    .enum(['wgs84', 'cgcs2000', 'gcj02'])
    .default('wgs84')
    .transform((datum) => (datum === 'gcj02' ? ('gcj02' as const) : ('wgs84' as const))),
  map_attribution: z.string().max(200).default(''),
};
