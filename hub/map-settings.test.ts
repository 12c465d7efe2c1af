import { expect, it } from 'vitest';
import { readSettings } from './config.ts';

const streets = 'https://t0.tianditu.gov.cn/vec_w/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=key';
const names = 'https://t0.tianditu.gov.cn/cva_w/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=key';

it('takes the layers of an online map from the environment, separated by blanks', () => {
  const settings = readSettings({ SLUICE_MAP_TILES: `${streets} ${names}`, SLUICE_MAP_DATUM: 'cgcs2000' });
  expect(settings).toMatchObject({ map_tiles: [streets, names], map_datum: 'wgs84' });
  expect(readSettings({ SLUICE_MAP_DATUM: 'gcj02' })).toMatchObject({ map_tiles: [], map_datum: 'gcj02' });
});

it.each([
  'https://tiles.example/map.png',
  'ftp://tiles.example/{z}/{x}/{y}.png',
  'https://tiles.example/{z}/{x}/{y}.png?size={s}',
  'tiles/{z}/{x}/{y}.png',
])('refuses %s as an address of tiles', (template) => {
  expect(() => readSettings({ SLUICE_MAP_TILES: template })).toThrow(/SLUICE_MAP_TILES/);
});
