// What a fleet asks of each of its devices, whether it is an MQTT client of its own or stands behind a network server.

export interface FleetDevice {
  readonly intervalS: number;
  readonly isConnected: boolean;
  /** False before `connect` and after `vanish` or `end`. */
  readonly isStarted: boolean;
  readonly account: FleetDeviceAccount;
  connect(): void;
  /** A measurement; it goes out now, later or twice, as the firmware has it. */
  publish(kind: 'telemetry' | 'heartbeat', body: Readonly<Record<string, unknown>>): unknown;
  /** Counts a message that the network swallowed: its number is missing for ever. */
  lose(): void;
  /** Is gone without a word, as with a flat battery. */
  vanish(): void;
  /** Waits up to so long for what is unacknowledged. */
  end(withinMs?: number): Promise<void>;
}

export interface FleetDeviceAccount {
  readonly sent: number;
  readonly acknowledged: number;
  /** Measured, but given up because too many messages waited for an acknowledgement. */
  readonly overflowed: number;
  readonly errors: number;
  /** Sent a second time on purpose: a hub must know them again. */
  readonly repeated: number;
}
