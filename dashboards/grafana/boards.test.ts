import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dashboard, Panel, RowPanel } from '@grafana/schema';
import { Ajv, type SchemaObject, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { describe, expect, it } from 'vitest';
import { assert } from '../../core/error.ts';
import { influxMeasurements } from '../../core/influx-schema.ts';
import { nativeMetrics } from '../../core/metric.ts';
import { boardFiles, pathOf, textOf } from './board-list.ts';
import { dataSource, type InfluxTarget } from './builders/influx.ts';

const files = boardFiles();
const each = files.map((file) => [pathOf(file), file.dashboard] as const);
const committed = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');

function panelsOf(dashboard: Dashboard): Panel[] {
  return (dashboard.panels ?? []).filter((panel: Panel | RowPanel): panel is Panel => panel.type !== 'row');
}

function queriesOf(dashboard: Dashboard): string[] {
  const targets = panelsOf(dashboard).flatMap((panel) => (panel.targets ?? []) as unknown as InfluxTarget[]);
  const annotations = (dashboard.annotations?.list ?? []).map(({ target }) => target as InfluxTarget);
  const variables = (dashboard.templating?.list ?? []).map(({ query }) => query as { query: string });
  return [...targets, ...annotations, ...variables].map(({ query }) => query);
}

describe('the committed JSON', () => {
  it('is what the code makes; if not, run npm run dashboards', () => {
    for (const file of files) expect(committed(pathOf(file)), pathOf(file)).toBe(textOf(file));
    const there = readdirSync(join(import.meta.dirname, 'json'), { recursive: true, encoding: 'utf8' });
    const expected = files.map((file) => pathOf(file).slice('json/'.length));
    expect(there.filter((name) => name.endsWith('.json')).sort()).toEqual(expected.sort());
  });
});

describe('by Grafana’s published schema', () => {
  const check = (type: string): ValidateFunction => {
    const generator = createGenerator({
      path: join(import.meta.dirname, 'published-types.ts'),
      tsconfig: join(import.meta.dirname, '../../tsconfig.json'),
      type,
      expose: 'none',
      topRef: false,
      skipTypeCheck: true,
      additionalProperties: false,
    });
    return new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
      generator.createSchema(type) as SchemaObject,
    );
  };
  const isDashboard = check('PublishedDashboard');
  const arePanels = check('PublishedPanels');

  /** What is wrong with one panel, among the kinds that it is not. */
  function complaintsOf(panel: Panel): string[] {
    arePanels({
      [panel.type]: { options: panel.options, custom: panel.fieldConfig?.defaults.custom ?? {} },
    });
    return (arePanels.errors ?? [])
      .filter(({ instancePath, keyword }) => instancePath !== '' || keyword === 'additionalProperties')
      .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  }

  it.each(each)('%s is a dashboard', (path) => {
    isDashboard(JSON.parse(committed(path)));
    expect(isDashboard.errors ?? []).toEqual([]);
  });

  it.each(each)('%s has panels with options of their kinds', (_path, dashboard) => {
    for (const panel of panelsOf(JSON.parse(JSON.stringify(dashboard)))) {
      expect(complaintsOf(panel), panel.title).toEqual([]);
    }
  });

  it('a mistake is found', () => {
    const [panel] = panelsOf(JSON.parse(JSON.stringify(files[0]?.dashboard)));
    assert(panel !== undefined, 'a board has panels');
    expect(complaintsOf({ ...panel, options: { ...panel.options, colorMode: 'loud' } })).toHaveLength(1);
    expect(complaintsOf({ ...panel, type: 'piechart' })).toHaveLength(1);
    expect(isDashboard({ ...files[0]?.dashboard, schemaVersion: '42' })).toBe(false);
  });
});

describe('a board', () => {
  it('is classic JSON of the version that file provisioning takes', () => {
    for (const { dashboard } of files) expect(dashboard.schemaVersion).toBe(42);
  });

  it.each(each)('%s gives each panel an id and a place of its own within the grid', (_path, dashboard) => {
    const panels = dashboard.panels ?? [];
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { gridPos, title } of panels) {
      assert(gridPos !== undefined, `${title} has a place`);
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken.has(`${x} ${y}`), `${title} at ${x} ${y}`).toBe(false);
          taken.add(`${x} ${y}`);
        }
      }
    }
  });

  it.each(each)('%s asks the provisioned data source alone', (_path, dashboard) => {
    const yaml = committed('provisioning/datasources/influxdb.yaml');
    expect(yaml).toContain(`uid: ${dataSource.uid}`);
    expect(yaml).toContain(`type: ${dataSource.type}`);
    const named = JSON.stringify(dashboard).match(/"datasource":\{[^}]*\}/g) ?? [];
    expect(new Set(named)).toEqual(new Set([`"datasource":${JSON.stringify(dataSource)}`]));
  });

  it.each(each)('%s uses no variable that it does not have', (_path, dashboard) => {
    const text = JSON.stringify(dashboard);
    const used = [...text.matchAll(/\$\{?([a-z_]+)/gi)].map((match) => match[1] ?? '');
    const own = (dashboard.templating?.list ?? []).map(({ name }) => name);
    const grafanas = ['timeFilter', '__interval', '__to', '__from', '__data', '__all'];
    const aliases = ['tag_point_name', 'tag_device', 'tag_rule', 'tag_profile', 'tag_outlet'];
    // What follows a dollar in a regular expression is its end.
    const known = new Set([...own, ...grafanas, ...aliases]);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    for (const name of own) expect(used, name).toContain(name);
  });

  it.each(each)('%s leads only to boards that there are', (_path, dashboard) => {
    const uids = new Set(files.map((file) => file.dashboard.uid));
    const linked = [...JSON.stringify(dashboard).matchAll(/"\/d\/([a-z-]+)/g)].map((match) => match[1]);
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter((uid) => !uids.has(uid))).toEqual([]);
  });

  it.each(each)('%s asks for measurements, tags and fields of the schema', (_path, dashboard) => {
    for (const query of queriesOf(dashboard)) {
      const measurements = [...query.matchAll(/FROM "([^"]+)"/g)].map((match) => match[1]);
      const schemas = Object.values(influxMeasurements).filter(({ name }) => measurements.includes(name));
      expect(schemas.length, query).toBe(new Set(measurements).size);
      const made = [...query.matchAll(/ AS "([^"]+)"/g)].map((match) => match[1]);
      const known = new Set<string | undefined>([
        ...measurements,
        ...made,
        ...schemas.flatMap(({ tags, fields }) => [...tags, ...Object.keys(fields)]),
        ...(measurements.includes('readings') ? nativeMetrics.map(({ name }) => name) : []),
      ]);
      const named = [...query.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
      expect(
        named.filter((name) => !known.has(name)),
        query,
      ).toEqual([]);
    }
  });
});

describe('the two languages', () => {
  const chinese = /\p{Script=Han}/u;
  const words = (dashboard: Dashboard) =>
    [...JSON.stringify(dashboard).matchAll(/"(?:title|displayName|description|label)":"([^"]*)"/g)]
      .map((match) => match[1] ?? '')
      // Names of fields that are sampled in both languages, and the switch between them.
      .filter((text) => !/^(title_|hub$|English$|中文$)/.test(text));

  it('have the same boards with the same panels', () => {
    const zh = files.filter(({ language }) => language === 'zh');
    const en = files.filter(({ language }) => language === 'en');
    expect(en.map(({ name }) => name)).toEqual(zh.map(({ name }) => name));
    for (const [index, { dashboard }] of zh.entries()) {
      const other = en[index]?.dashboard;
      assert(other !== undefined, 'each board is there twice');
      expect(panelsOf(other).map(({ type, gridPos }) => ({ type, gridPos }))).toEqual(
        panelsOf(dashboard).map(({ type, gridPos }) => ({ type, gridPos })),
      );
    }
  });

  it('are each written throughout', () => {
    for (const { language, dashboard, name } of files) {
      for (const text of words(dashboard)) {
        expect(chinese.test(text), `${name} ${language}: ${text}`).toBe(language === 'zh');
      }
    }
  });
});
