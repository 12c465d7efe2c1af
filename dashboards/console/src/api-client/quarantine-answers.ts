// What the API answers about messages that could not be used, and about devices that nobody registered.
export interface QuarantineGroup {
  readonly reason: string;
  readonly device_id: string | null;
  readonly claimed_id: string | null;
  readonly messages: number;
  readonly first_at: string;
  readonly last_at: string;
  readonly detail: string;
}

export interface QuarantinedMessage {
  readonly id: string;
  readonly topic: string;
  readonly received_at: string;
  readonly reasons: readonly { readonly reason: string; readonly detail: string }[];
  /** `null` where it is no text. */
  readonly payload: string | null;
  readonly payload_base64: string;
}

export interface UnknownDevice {
  readonly id: string;
  readonly dev_eui: string | null;
  readonly format: string;
  readonly by: string;
  readonly messages: number;
  readonly waiting: number;
  readonly first_seen_at: string;
  readonly last_seen_at: string;
  readonly example: { readonly topic: string; readonly payload: string | null } | null;
}
