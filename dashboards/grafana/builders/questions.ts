// Pieces of questions that boards share: what is chosen above the board, and how things stand at the right end of its
// time range, so that a board looks the same live and when a night is gone through afterwards.
import type { VariableModel } from '@grafana/schema';
import { influxMeasurements, noTag } from '../../../core/influx-schema.ts';
import { grafana, queryVariable } from './influx.ts';
import type { Say } from './say.ts';

const { units, points, hub } = influxMeasurements;

/** Samples are a minute apart: two and a half minutes hold the last two, and end soon after the hub falls silent. */
export const sampleMinutes = 2.5;

/** The last minutes before the right end of the time range. */
export function upTo(minutes: number): string {
  const end = `${grafana('__to')}ms`;
  return `time > ${end} - ${Math.round(minutes * 60)}s AND time <= ${end}`;
}

/** How things stand: what the hub sampled last. */
export const now = upTo(sampleMinutes);

export const inRange = '$timeFilter';

type Choice = 'district' | 'unit' | 'basin' | 'profile' | 'gateway';

/** Keeps what is chosen above the board. */
export function chosen(...choices: readonly Choice[]): string {
  return choices.map((name) => `"${name}" =~ /^$${name}$/`).join(' AND ');
}

export const chosenPlace = chosen('district', 'unit', 'basin');

export function last(...fields: readonly string[]): string {
  return fields.map((field) => `last("${field}") AS "${field}"`).join(', ');
}

export function tags(...names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** How many rows of a sub-question fulfil a condition. `by`: tags of the sub-question to count for each. */
export function countOf(field: string, from: string, where: string, by: readonly string[] = []): string {
  const groups = by.length === 0 ? '' : ` GROUP BY ${tags(...by)}`;
  return `SELECT count("${field}") AS "count" FROM (${from}) WHERE ${where}${groups}`;
}

/** Takes `choiceText` apart. */
const choiceRegex = '/^(?<text>.+) \\((?<value>[^()]+)\\)$/';

/** Long enough that a board of last week can still be chosen for. */
const recent = 'time > now() - 7d';

/** The hub's address for links. Not bound to the time range: links of an old night lead to the hub of today. */
export function hubUrl(): VariableModel {
  const query = `SELECT last("public_url") FROM "${hub.name}"`;
  return queryVariable({ name: 'hub_url', label: 'hub', query, hide: 2 });
}

export function districtChoice(say: Say): VariableModel {
  const query = `SELECT last("choice") FROM "${units.name}" WHERE "kind" = 'subdistrict' AND ${recent} GROUP BY "unit"`;
  const label = say({ zh: '街道', en: 'District' });
  return queryVariable({ name: 'district', label, query, regex: choiceRegex, multi: true });
}

export function unitChoice(say: Say): VariableModel {
  const query = `SELECT last("choice") FROM "${units.name}" WHERE ${recent} GROUP BY "unit"`;
  const label = say({ zh: '责任单位', en: 'Unit' });
  return queryVariable({ name: 'unit', label, query, regex: choiceRegex, multi: true });
}

export function basinChoice(say: Say): VariableModel {
  const query = `SHOW TAG VALUES FROM "${points.name}" WITH KEY = "basin" WHERE "basin" != '${noTag}'`;
  return queryVariable({ name: 'basin', label: say({ zh: '排水分区', en: 'Basin' }), query, multi: true });
}

/** One point of a kind. */
export function pointChoice(kind: 'flood' | 'cover', label: string): VariableModel {
  const query = `SELECT last("choice") FROM "${points.name}" WHERE "kind" = '${kind}' AND ${recent} GROUP BY "point"`;
  return queryVariable({ name: 'point', label, query, regex: choiceRegex });
}

export function placeChoices(say: Say): VariableModel[] {
  return [hubUrl(), districtChoice(say), unitChoice(say), basinChoice(say)];
}
