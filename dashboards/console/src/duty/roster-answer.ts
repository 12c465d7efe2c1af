// Duty rosters as the API has them.

interface Span {
  readonly username: string;
  readonly from: string;
  readonly to: string;
}

export interface RosterAnswer {
  readonly unit_id: string;
  readonly first: string | null;
  readonly deputy: string | null;
  readonly shifts: readonly Span[];
  readonly absences: readonly (Span & { readonly reason: string })[];
  readonly on_duty: string | null;
  readonly version: number;
}

export interface PersonAnswer {
  readonly username: string;
  readonly unit_id: string | null;
  readonly disabled: boolean;
}
