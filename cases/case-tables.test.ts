import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseTablesSchema, parseCaseTables } from './case-tables.ts';
import type { TableFile } from './table-files.ts';

const folder = new URL('./tables/', import.meta.url);
const files: TableFile[] = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(new URL(name, folder), 'utf8'),
}));

/** The default files with one text replaced in one of them. */
function changed(name: string, from: string, to: string): TableFile[] {
  return files.map((file) => {
    if (file.name !== name) return file;
    expect(file.text).toContain(from);
    return { name, text: file.text.replace(from, to) };
  });
}

function lineOf(name: string, text: string): number {
  const lines = files.find((file) => file.name === name)?.text.split('\n') ?? [];
  return lines.findIndex((line) => line.includes(text)) + 1;
}

function problemsOf(input: readonly TableFile[]) {
  const parsed = parseCaseTables(input);
  return parsed.ok ? [] : parsed.error;
}

describe('case tables', () => {
  it('the default files are valid, in any order', () => {
    const forwards = parseCaseTables(files);
    const backwards = parseCaseTables(files.toReversed());
    expect(forwards.ok && backwards.ok && backwards.value).toEqual(forwards.ok && forwards.value);
  });

  it('come back from the journal as they went in', () => {
    const parsed = parseCaseTables(files);
    if (!parsed.ok) throw new Error('the defaults are valid');
    expect(caseTablesSchema.parse(JSON.parse(JSON.stringify(parsed.value)))).toEqual(parsed.value);
  });

  it('of a journal that was begun before there were words to choose from have none', () => {
    const parsed = parseCaseTables(files);
    if (!parsed.ok) throw new Error('the defaults are valid');
    const { reasons, ...older } = parsed.value;
    expect(reasons.return?.length).toBeGreaterThan(0);
    expect(caseTablesSchema.parse(older)).toEqual({ ...older, reasons: {} });
  });

  it('hold the limits of the field', () => {
    const parsed = parseCaseTables(files);
    if (!parsed.ok) throw new Error('the defaults are valid');
    const { categories, condition_sets: sets, stages, years } = parsed.value;
    const limitOf = (code: string, condition: string) =>
      sets[categories[code]?.conditions ?? '']?.[condition]?.limit;
    expect(limitOf('01-02', 'missing')).toEqual({ clock: 'urgent_hours', amount: 2 });
    expect(limitOf('01-12', 'damaged')).toEqual({ clock: 'working_hours', amount: 4 });
    expect(limitOf('01-04', 'blocked')).toEqual({ clock: 'working_days', amount: 1 });
    expect(limitOf('01-01', 'subsided')).toEqual({ clock: 'working_days', amount: 5 });
    expect(limitOf('05-03', 'burst')).toEqual({ clock: 'urgent_hours', amount: 1 });
    expect(limitOf('05-06', 'standing_water')).toEqual({ clock: 'urgent_hours', amount: 2 });
    expect(limitOf('90-02', 'battery_low')).toEqual({ clock: 'working_days', amount: 5 });
    expect(stages).toEqual({ registration_min: 15, dispatch_min: 15, verification_min: 30 });
    expect(years['2026']?.provisional).toBe(false);
    expect(years['2027']?.provisional).toBe(true);
  });

  it('a wrong value is named with file, line and key', () => {
    const text = 'verification_min: 30';
    expect(problemsOf(changed('workflow.yaml', text, 'verification_min: soon'))).toMatchObject([
      { file: 'workflow.yaml', line: lineOf('workflow.yaml', text), key: 'stages.verification_min' },
    ]);
  });

  it('an unknown key is named where it stands', () => {
    const text = 'max_extensions: 2';
    expect(problemsOf(changed('workflow.yaml', text, `${text}\n  max_extentions: 3`))).toEqual([
      {
        file: 'workflow.yaml',
        line: lineOf('workflow.yaml', text) + 1,
        key: 'workflow.max_extentions',
        reason: expect.objectContaining({ en: 'unknown key' }),
      },
    ]);
  });

  it('a missing key is named at its nearest parent', () => {
    expect(problemsOf(changed('workflow.yaml', '  max_suspensions: 1\n', ''))).toMatchObject([
      { file: 'workflow.yaml', line: lineOf('workflow.yaml', 'workflow:'), key: 'workflow.max_suspensions' },
    ]);
  });

  it('an element of a list is named at its own line', () => {
    const text = 'from: 2026-05-01';
    expect(problemsOf(changed('calendar-2026.yaml', text, 'from: 2026-04-31'))).toMatchObject([
      {
        file: 'calendar-2026.yaml',
        line: lineOf('calendar-2026.yaml', text),
        key: 'years.2026.holidays.3.from',
      },
    ]);
  });

  it('a day in the file of another year is refused', () => {
    expect(problemsOf(changed('calendar-2027.yaml', 'to: 2027-10-05', 'to: 2028-10-05'))).toMatchObject([
      { file: 'calendar-2027.yaml', key: 'years.2027' },
    ]);
  });

  it('a category must name a set and a condition that are there', () => {
    const set = 'conditions: road_water';
    const line = lineOf('categories.yaml', set);
    expect(problemsOf(changed('categories.yaml', set, 'conditions: drain'))).toMatchObject([
      { file: 'categories.yaml', line: line + 1, key: 'categories.05-06.default_condition' },
    ]);
    expect(problemsOf(changed('categories.yaml', set, 'conditions: rivers'))).toMatchObject([
      { file: 'categories.yaml', line, key: 'categories.05-06.conditions' },
    ]);
  });

  it('an entry in two files is refused, not silently overridden', () => {
    const second = { name: 'more.yaml', text: 'years:\n  2026: { provisional: true }\nstages: 3\n' };
    expect(problemsOf([...files, second])).toMatchObject([
      {
        file: 'more.yaml',
        line: 2,
        key: 'years.2026',
        reason: expect.objectContaining({ en: 'is in another file too' }),
      },
      {
        file: 'more.yaml',
        line: 3,
        key: 'stages',
        reason: expect.objectContaining({ en: 'is in another file too' }),
      },
    ]);
  });

  it('text that is no YAML is named with its line', () => {
    const broken = { name: 'broken.yaml', text: 'stages:\n  - [\n' };
    expect(problemsOf([broken])[0]).toMatchObject({ file: 'broken.yaml', key: '' });
    expect(problemsOf([{ name: 'list.yaml', text: '- 1\n' }])).toMatchObject([
      { file: 'list.yaml', line: 1 },
    ]);
  });

  it('overlapping working hours and a week without working days are refused', () => {
    expect(problemsOf(changed('calendar.yaml', '[14:00, 18:00]', '[11:00, 18:00]'))).toMatchObject([
      { file: 'calendar.yaml', key: 'calendar.working_hours' },
    ]);
    expect(problemsOf(changed('calendar.yaml', '[1, 2, 3, 4, 5]', '[]'))).toMatchObject([
      { key: 'calendar.working_weekdays' },
    ]);
  });
});
