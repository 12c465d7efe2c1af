// What became of messages, of all or of one device, as the API answers it.
export interface AccountingAnswer {
  readonly messages: Readonly<
    Record<'received' | 'acknowledged' | 'stored' | 'duplicate' | 'quarantined', number>
  >;
  readonly readings: Readonly<Record<'stored' | 'duplicate' | 'late', number>>;
  readonly evaluated: number;
  readonly missing: number;
}
