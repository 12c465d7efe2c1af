// points.csv: where things are. Coordinates leave here as WGS-84, whatever datum they came in.
import { z } from 'zod';
import { idSchema, type Point, pointKinds, pointSchema } from '../../core/registry.ts';
import { datums, toWgs84 } from './datum.ts';
import { blankAsNull, digitsOrNull, type FileFormat, number } from './file-format.ts';

const pointRow = z
  .object({
    point_id: idSchema,
    name: z.string(),
    kind: z.enum(pointKinds),
    lon: number.pipe(z.number().min(-180).max(180)),
    lat: number.pipe(z.number().min(-90).max(90)),
    datum: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['', ...datums])),
    grid_code: digitsOrNull(15, {
      zh: '单元网格编码应为 15 位数字：县 6、街道 3、社区 3、顺序 3',
      en: 'a grid code has 15 digits: county 6, street 3, community 3, serial 3',
    }),
    component_code: digitsOrNull(16, {
      zh: '部件编码应为 16 位数字：行政区划 6、大类 2、小类 2、顺序 6',
      en: 'a component code has 16 digits: division 6, class 2, subclass 2, serial 6',
    }),
    owner_unit: blankAsNull,
    maintainer_unit: blankAsNull,
    supervisor_unit: blankAsNull,
    subdistrict_unit: blankAsNull,
    basin: blankAsNull,
    road_class: blankAsNull,
    address: blankAsNull,
  })
  .transform((row) => {
    const [lon, lat] = toWgs84(row.lon, row.lat, row.datum === '' ? 'wgs84' : row.datum);
    return {
      id: row.point_id,
      name: row.name,
      kind: row.kind,
      lon,
      lat,
      gridCode: row.grid_code,
      componentCode: row.component_code,
      ownerUnit: row.owner_unit,
      maintainerUnit: row.maintainer_unit,
      supervisorUnit: row.supervisor_unit,
      subdistrictUnit: row.subdistrict_unit,
      basin: row.basin,
      roadClass: row.road_class,
      address: row.address,
    };
  })
  .pipe(pointSchema);

export const pointsFile: FileFormat<Point> = {
  columns: [
    ...(['point_id', 'name', 'kind', 'lon', 'lat', 'datum', 'grid_code', 'component_code'] as const),
    ...['owner_unit', 'maintainer_unit', 'supervisor_unit', 'subdistrict_unit'],
    ...['basin', 'road_class', 'address'],
  ],
  required: ['point_id', 'name', 'kind', 'lon', 'lat'],
  schema: pointRow,
  idOf: (row) => row.id,
  unique: [],
};
