// How values look: unit, colour, words. The colours and depths are those of the console, so that wall and console
// never disagree.
import {
  FieldColorModeId,
  type FieldConfig,
  MappingType,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/schema';
import type { Label } from '../../../core/label.ts';
import { severities, severityRank } from '../../../core/severity.ts';
import { depthLevels_mm, severityLooks } from '../../console/src/look/severity-look.ts';
import type { Say } from './say.ts';

export type Link = { readonly title: string; readonly url: string; readonly targetBlank: boolean };

export type Steps = readonly (readonly [from: number | null, colour: string])[];

/** A look of one field or of all fields of a panel. */
export interface FieldLook {
  readonly title?: string;
  /** Grafana's name of a unit: `lengthmm`, `percentunit`, `dateTimeFromNow`, `suffix: mm`. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  /** Shown where there is no value. */
  readonly noValue?: string;
  /** Colour from each value up, the first without a lower end. */
  readonly steps?: Steps;
  readonly mappings?: readonly ValueMapping[];
  readonly links?: readonly Link[];
  readonly fixedColour?: string;
  /** A colour of its own for each series, where `steps` are only lines across. */
  readonly palette?: boolean;
}

export const calm = '#5b6b7b';
export const good = '#2f9e5b';

/** Rising: from calm to the colour of each depth level. */
export const depthSteps: Steps = [
  [null, good],
  ...severities.map((severity) => [depthLevels_mm[severity], severityLooks[severity].fill] as const),
];

/** Low is bad: from red up to good. */
export function lowIsBad(red: number, yellow: number): Steps {
  return [
    [null, severityLooks.red.fill],
    [red, severityLooks.yellow.fill],
    [yellow, good],
  ];
}

/** High is bad. */
export function highIsBad(yellow: number, red: number): Steps {
  return [
    [null, good],
    [yellow, severityLooks.yellow.fill],
    [red, severityLooks.red.fill],
  ];
}

export type WordTable<Name extends string> = Readonly<Record<Name, Label>>;

/** Words, and where given colours, for values that are names. */
export function named<Name extends string>(
  say: Say,
  words: WordTable<Name>,
  colours: Partial<Readonly<Record<Name, string>>> = {},
): ValueMapping {
  const entries = Object.entries(words) as [Name, Label][];
  return {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      entries.map(([name, label], index) => {
        const colour = colours[name];
        return [name, { text: say(label), index, ...(colour === undefined ? {} : { color: colour }) }];
      }),
    ),
  };
}

/** Ranks from 1 for blue; 0 is calm. */
export const severityRankSteps: Steps = [
  [null, calm],
  ...severities.map((severity) => [severityRank(severity), severityLooks[severity].fill] as const),
];

export function fieldConfig(look: FieldLook): FieldConfig {
  const { title, unit, decimals, min, max, noValue, steps, mappings, links, fixedColour, palette } = look;
  const config: FieldConfig = {};
  if (title !== undefined) config.displayName = title;
  if (unit !== undefined) config.unit = unit;
  if (decimals !== undefined) config.decimals = decimals;
  if (min !== undefined) config.min = min;
  if (max !== undefined) config.max = max;
  if (noValue !== undefined) config.noValue = noValue;
  if (mappings !== undefined) config.mappings = [...mappings];
  if (links !== undefined) config.links = links.map((link) => ({ ...link }));
  if (steps !== undefined) {
    config.thresholds = {
      mode: ThresholdsMode.Absolute,
      steps: steps.map(([value, color]) => ({ value, color })),
    };
    config.color = {
      mode: palette === true ? FieldColorModeId.PaletteClassic : FieldColorModeId.Thresholds,
    };
  }
  if (fixedColour !== undefined) config.color = { mode: FieldColorModeId.Fixed, fixedColor: fixedColour };
  return config;
}
