// What the API says of a pasted message, and of a profile that is written for it.
import type { Label } from '../../../../core/label.ts';

export interface ProposedReading {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly measured_at: string | null;
}

export interface UnusablePart {
  readonly reason: string;
  readonly detail: string;
}

export interface ProposalAnswer {
  readonly format: string | null;
  readonly topic: string;
  readonly device_id: string | null;
  readonly dev_eui: string | null;
  readonly f_port: number | null;
  readonly frame_counter: number | null;
  readonly gateways: readonly string[];
  readonly profiles: readonly {
    readonly id: string;
    readonly label: Label;
    readonly by: 'fields' | 'bytes';
    readonly named: boolean;
    readonly readings: readonly ProposedReading[];
  }[];
  readonly mapping: { readonly unmapped: readonly string[]; readonly profile_file: string | null } | null;
  readonly readings: readonly ProposedReading[];
  readonly reasons: readonly UnusablePart[];
}

export interface ProfileMistake {
  readonly line: number;
  readonly key: string;
  readonly mend: string;
}

export interface ProfileCheckAnswer {
  readonly mistakes: readonly ProfileMistake[];
  readonly readings: readonly ProposedReading[];
  readonly reasons: readonly UnusablePart[];
}

/** A message as the page looks at it. */
export interface Example {
  readonly payload: string;
  /** Empty has it guessed. */
  readonly topic: string;
}

/** As the calls take it. */
export function exampleBody({ payload, topic }: Example) {
  return { payload, ...(topic.trim() === '' ? {} : { topic: topic.trim() }) };
}
