import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idSchema } from '../core/registry.ts';
import { parseRegistryCsv } from './registry-csv.ts';

const unitsHeader = 'unit_id,name,kind,parent_unit,phone,email,webhook';
const pointsHeader =
  'point_id,name,kind,lon,lat,datum,grid_code,component_code,owner_unit,maintainer_unit,supervisor_unit,' +
  'subdistrict_unit,basin,road_class,address';
const devicesHeader =
  'device_id,profile,point_id,interval_s,secret,dev_eui,gateway,zero_offset_mm,low_point_delta_mm,' +
  'mount_height_mm,baseline_tilt_deg';

const metresPerDegree = 111_195;

function pointAt(lon: number, lat: number, datum: string) {
  const { rows, rejected } = parseRegistryCsv(
    'points',
    `point_id,name,kind,lon,lat,datum\np-1,Gate,flood,${lon},${lat},${datum}\n`,
  );
  expect(rejected).toEqual([]);
  const point = rows[0]?.row;
  if (point === undefined) throw new Error('no row');
  return point;
}

/** Metres between the point as written and as imported. */
function shift_m(lon: number, lat: number, datum: string): number {
  const point = pointAt(lon, lat, datum);
  const east = (point.lon - lon) * Math.cos((lat * Math.PI) / 180) * metresPerDegree;
  return Math.hypot(east, (point.lat - lat) * metresPerDegree);
}

describe('files as they should be', () => {
  it('units, points and devices with every column', () => {
    expect(
      parseRegistryCsv('units', `${unitsHeader}\nu-1,排水所,maintainer,u-0,0911-1,a@b.cn,http://x/y\n`),
    ).toEqual({
      rejected: [],
      rows: [
        {
          line: 2,
          row: {
            id: 'u-1',
            name: '排水所',
            kind: 'maintainer',
            parentUnit: 'u-0',
            phone: '0911-1',
            email: 'a@b.cn',
            webhook: 'http://x/y',
          },
        },
      ],
    });
    const point =
      'p-1,北关,cover,109.84,35.584,wgs84,610631001001001,6106310102000007,o,m,s,d,west,main,"1 号, 东"';
    expect(parseRegistryCsv('points', `${pointsHeader}\n${point}\n`)).toEqual({
      rejected: [],
      rows: [
        {
          line: 2,
          row: {
            id: 'p-1',
            name: '北关',
            kind: 'cover',
            lon: 109.84,
            lat: 35.584,
            gridCode: '610631001001001',
            componentCode: '6106310102000007',
            ownerUnit: 'o',
            maintainerUnit: 'm',
            supervisorUnit: 's',
            subdistrictUnit: 'd',
            basin: 'west',
            roadClass: 'main',
            address: '1 号, 东',
          },
        },
      ],
    });
    const device = 'g-1,flood-gauge,p-1,600,s3cret,A8-40-41-00-01-81-4F-9C,gw-1,-4.5,120,2700,0.5';
    expect(parseRegistryCsv('devices', `${devicesHeader}\n${device}\n`)).toEqual({
      rejected: [],
      rows: [
        {
          line: 2,
          row: {
            secret: 's3cret',
            device: {
              id: 'g-1',
              profile: 'flood-gauge',
              pointId: 'p-1',
              intervalS: 600,
              devEui: 'a840410001814f9c',
              gateway: 'gw-1',
              zeroOffsetMm: -4.5,
              lowPointDeltaMm: 120,
              mountHeightMm: 2_700,
              baselineTiltDeg: 0.5,
            },
          },
        },
      ],
    });
  });

  it('a byte order mark, any order of columns, columns left out, CRLF, quotes and blank lines', () => {
    const text = '\uFEFFkind,unit_id,name\r\n\r\nowner, u-1 ,"Water ""Works"""\r\nowner,u-2,Gas\r\n';
    const { rows, rejected } = parseRegistryCsv('units', text);
    expect(rejected).toEqual([]);
    expect(rows.map(({ line, row }) => [line, row.id, row.name, row.phone])).toEqual([
      [3, 'u-1', 'Water "Works"', null],
      [4, 'u-2', 'Gas', null],
    ]);
  });

  it('an address to which no notice could go is refused', () => {
    const row = 'u-1,A,owner,,,nobody,hooks.example.cn/1';
    const { rejected } = parseRegistryCsv('units', `${unitsHeader}\n${row}\n`);
    expect(rejected.map(({ line, column }) => [line, column])).toEqual([
      [2, 'email'],
      [2, 'webhook'],
    ]);
  });

  it('rows of nothing but commas, as spreadsheets leave them, are passed over', () => {
    const { rows, rejected } = parseRegistryCsv('units', 'unit_id,name,kind\nu-1,A,owner\n,,\n , ,\n');
    expect([rows.length, rejected]).toEqual([1, []]);
  });

  it('blank optional cells are null, also a blank secret', () => {
    const { rows } = parseRegistryCsv('devices', `${devicesHeader}\nt-1,tilt,,,,,,,,,\n`);
    expect(rows[0]?.row).toEqual({
      secret: null,
      device: {
        id: 't-1',
        profile: 'tilt',
        pointId: null,
        intervalS: null,
        devEui: null,
        gateway: null,
        zeroOffsetMm: null,
        lowPointDeltaMm: null,
        mountHeightMm: null,
        baselineTiltDeg: null,
      },
    });
  });
});

describe('bad files', () => {
  it.each([
    ['', 1, '', 'the file is empty'],
    ['\n\n', 1, '', 'the file is empty'],
    ['unit_id,name,kind,colour\n', 1, 'colour', 'unknown column; known are unit_id, name, kind'],
    ['unit_id,name,kind,name\n', 1, 'name', 'twice'],
    ['unit_id,name\n', 1, 'kind', 'the column is missing'],
    ['unit_id;name;kind\n', 1, 'unit_id;name;kind', 'unknown column'],
    ['unit_id,name,kind\nu-1,"A,owner\n', 2, '', 'Quote Not Closed'],
    ['unit_id,name,kind\nu-1,\uFFFD\uFFFD,owner\n', 2, '', 'save it as "CSV UTF-8"'],
  ])('%j is named by its line and column', (text, line, column, reason) => {
    const { rows, rejected } = parseRegistryCsv('units', text);
    expect(rows).toEqual([]);
    expect(rejected[0]).toMatchObject({ line, column });
    expect(rejected[0]?.reason.en).toContain(reason);
  });
});

describe('bad rows', () => {
  const unit = (cells: string) => parseRegistryCsv('units', `unit_id,name,kind,parent_unit\n${cells}\n`);
  const point = (cells: string) =>
    parseRegistryCsv('points', `point_id,name,kind,lon,lat,datum,grid_code,component_code\n${cells}\n`);
  const device = (cells: string) =>
    parseRegistryCsv('devices', `device_id,profile,point_id,interval_s,dev_eui\n${cells}\n`);

  it.each([
    [unit('u 1,A,owner,'), 'unit_id', 'letters, digits'],
    [unit(',A,owner,'), 'unit_id', 'is empty'],
    [unit('u-1,,owner,'), 'name', 'is empty'],
    [
      unit('u-1,A,boss,'),
      'kind',
      '"boss" is none of owner, maintainer, supervisor, subdistrict, crew, inspection',
    ],
    [unit('u-1,A,owner,a b'), 'parent_unit', 'letters, digits'],
    [unit('u-1,A,owner'), '', 'has 3 fields where the header has 4'],
    [unit('u-1,A,owner,,,'), '', 'has 6 fields where the header has 4'],
    [point('p-1,A,cover,east,35,,,'), 'lon', 'east is not a number'],
    [point('p-1,A,cover,0x10,35,,,'), 'lon', '0x10 is not a number'],
    [point('p-1,A,cover,,35,,,'), 'lon', 'is empty'],
    [point('p-1,A,cover,35.5,109.8,,,'), 'lat', '109.8 is too large; it is at most 90'],
    [point('p-1,A,cover,-181,0,,,'), 'lon', '-181 is too small; it is at least -180'],
    [point('p-1,A,pipe,109,35,,,'), 'kind', '"pipe" is none of cover, flood, rain, well, other'],
    [point('p-1,A,cover,109,35,utm,,'), 'datum', '"utm" is none of wgs84, gcj02, bd09'],
    [point('p-1,A,cover,109,35,,61063,'), 'grid_code', '15 digits'],
    [point('p-1,A,cover,109,35,,,61063101'), 'component_code', '16 digits'],
    [device('t-1,tilt,,0,'), 'interval_s', '0 is too small; it is above 0'],
    [device('t-1,tilt,,often,'), 'interval_s', 'often is not a number'],
    [device('t-1,,,60,'), 'profile', 'is empty'],
    [device('t-1,tilt,p/1,60,'), 'point_id', 'letters, digits'],
    [device('t-1,tilt,,60,a84041'), 'dev_eui', '16 hexadecimal digits'],
  ])('%#: is rejected by line, column and reason', ({ rows, rejected }, column, reason) => {
    expect(rows).toEqual([]);
    expect(rejected).toHaveLength(1);
    expect(rejected[0]).toMatchObject({ line: 2, column });
    expect(rejected[0]?.reason.en).toContain(reason);
  });

  it('every bad cell of every bad row is named, and the good rows come through', () => {
    const text = 'unit_id,name,kind\nu-1,A,owner\nu 2,,boss\nu-3,"two\nlines",owner\nu-4,D,chief\n';
    const { rows, rejected } = parseRegistryCsv('units', text);
    expect(rows.map(({ line, row }) => [line, row.id])).toEqual([
      [2, 'u-1'],
      [4, 'u-3'],
    ]);
    expect(rejected.map(({ line, column }) => [line, column]).sort()).toEqual([
      [3, 'kind'],
      [3, 'name'],
      [3, 'unit_id'],
      [6, 'kind'],
    ]);
  });

  it('an id, or a dev_eui, stands in a file once', () => {
    expect(unit('u-1,A,owner,\nu-2,B,owner,\nu-1,C,owner,').rejected).toEqual([
      {
        line: 4,
        column: 'unit_id',
        reason: { zh: 'u-1 在第 2 行已出现', en: 'u-1 stands in line 2 already' },
      },
    ]);
    const { rows, rejected } = device(
      'a,tilt,,,A84041000181FFFF\nb,tilt,,,a8:40:41:00:01:81:ff:ff\nc,tilt,,,',
    );
    expect(rows.map(({ row }) => row.device.id)).toEqual(['a', 'c']);
    expect(rejected).toEqual([
      {
        line: 3,
        column: 'dev_eui',
        reason: expect.objectContaining({ en: 'a84041000181ffff stands in line 2 already' }),
      },
    ]);
  });
});

describe('datums', () => {
  it('GCJ-02 and BD-09 move by hundreds of metres in China, WGS-84 not at all', () => {
    expect(shift_m(109.84, 35.584, 'gcj02')).toBeGreaterThan(300);
    expect(shift_m(109.84, 35.584, 'gcj02')).toBeLessThan(800);
    expect(shift_m(109.84, 35.584, 'bd09')).toBeGreaterThan(800);
    expect(shift_m(109.84, 35.584, 'bd09')).toBeLessThan(1_800);
    expect([shift_m(109.84, 35.584, 'wgs84'), shift_m(109.84, 35.584, '')]).toEqual([0, 0]);
  });

  it('Tian’anmen as Amap writes it lies where GPS sees it', () => {
    const { lon, lat } = pointAt(116.397455, 39.909187, 'GCJ02');
    expect(lon).toBeCloseTo(116.391211, 4);
    expect(lat).toBeCloseTo(39.907783, 4);
  });

  it('outside China the datums are the same', () => {
    expect(shift_m(2.35, 48.86, 'gcj02')).toBe(0);
  });
});

it('whatever the text, there is an answer, and no row that the registry could not hold', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string().map((cells) => `unit_id,name,kind\n${cells}`),
    fc
      .array(fc.array(fc.constantFrom('u-1', 'u-2', '"', 'owner', '', ',', '\n', ' ')))
      .map((parts) => `unit_id,name,kind\n${parts.map((part) => part.join(',')).join('\n')}`),
  );
  fc.assert(
    fc.property(text, (any) => {
      const { rows, rejected } = parseRegistryCsv('units', any);
      for (const { row } of rows) expect(idSchema.safeParse(row.id).success).toBe(true);
      for (const { line, reason } of rejected)
        expect([line >= 1, reason.zh !== '' && reason.en !== '']).toEqual([true, true]);
    }),
  );
});
