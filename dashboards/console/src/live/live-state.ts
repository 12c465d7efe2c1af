// What the console knows of the town, as a value: the lists that were read, and the changes since. Applying a
// change twice, or late, gives the same state.
import type {
  AlarmAnswer,
  CaseAnswer,
  DeviceAnswer,
  DeviceEventBody,
  LatestAnswer,
  PlaceProperties,
  TownAnswer,
  UnitAnswer,
} from '../api-client/answers.ts';
import { isOpenState } from './case-openness.ts';
import { type DepthTrail, extendTrail, noTrail } from './depth-trail.ts';
import { type LiveEvent, latestKey, subjectOf } from './live-event.ts';

export interface Place extends PlaceProperties {
  readonly lon: number;
  readonly lat: number;
}

/** The lists as the hub gave them. */
export interface Snapshot {
  readonly town: TownAnswer;
  readonly alarms: readonly AlarmAnswer[];
  readonly cases: readonly CaseAnswer[];
  /** Those of gauges. */
  readonly places: readonly Place[];
  readonly devices: readonly DeviceAnswer[];
  readonly units: readonly UnitAnswer[];
  /** Whether the hub has more alarms or cases than were read. */
  readonly truncated: boolean;
}

export interface LiveState {
  /** `null` until it was read. */
  readonly town: TownAnswer | null;
  /** Active ones, shelved and suppressed among them. */
  readonly alarms: ReadonlyMap<string, AlarmAnswer>;
  /** Those that are not ended. */
  readonly cases: ReadonlyMap<string, CaseAnswer>;
  /** Those of gauges, and those that were asked for; see `usePlaces`. */
  readonly places: ReadonlyMap<string, Place>;
  /** Gauges. */
  readonly devices: ReadonlyMap<string, DeviceAnswer>;
  /** How often any device has changed. */
  readonly deviceChanges: number;
  readonly units: ReadonlyMap<string, UnitAnswer>;
  /** Newest value by device and metric, of gauges and of what is looked at. */
  readonly latest: ReadonlyMap<string, LatestAnswer>;
  /** Depths of the last minutes by device. */
  readonly trails: ReadonlyMap<string, DepthTrail>;
  readonly truncated: boolean;
  /** The newest position applied, by subject; the oldest subjects are forgotten. */
  readonly positions: ReadonlyMap<string, number>;
}

/** Subjects whose position is remembered: more than a hub keeps open at a time. */
const maxPositions = 20_000;

export const emptyState: LiveState = {
  town: null,
  alarms: new Map(),
  cases: new Map(),
  places: new Map(),
  devices: new Map(),
  deviceChanges: 0,
  units: new Map(),
  latest: new Map(),
  trails: new Map(),
  truncated: false,
  positions: new Map(),
};

/**
 * The state that a snapshot and the changes since it was asked for give. Positions start anew, for a hub that was
 * set up afresh counts from the beginning; the newest values of `before` stay where they are newer.
 */
export function stateFrom(snapshot: Snapshot, since: readonly LiveEvent[], before: LiveState): LiveState {
  const devices = byId(snapshot.devices);
  const base: LiveState = {
    town: snapshot.town,
    alarms: byId(snapshot.alarms.filter(isActive)),
    cases: byId(snapshot.cases.filter(isOpen)),
    // No point leaves the registry.
    places: new Map([...before.places, ...byId(snapshot.places)]),
    devices,
    deviceChanges: before.deviceChanges + 1,
    units: byId(snapshot.units),
    latest: new Map([...before.latest].filter(([, value]) => devices.has(value.device_id))),
    trails: new Map([...before.trails].filter(([id]) => devices.has(id))),
    truncated: snapshot.truncated,
    positions: new Map(),
  };
  return applyEvents(base, since);
}

/** Each map is copied at most once, however many events there are. */
export function applyEvents(state: LiveState, events: readonly LiveEvent[]): LiveState {
  if (events.length === 0) return state;
  const draft = new Draft(state);
  for (const event of events) draft.apply(event);
  return draft.finish();
}

class Draft {
  readonly #before: LiveState;
  readonly #changed: { -readonly [Key in keyof LiveState]?: LiveState[Key] } = {};

  constructor(before: LiveState) {
    this.#before = before;
  }

  apply(event: LiveEvent): void {
    if (event.kind === 'reading') {
      this.#applyReading(event.body);
      return;
    }
    if (!this.#isNewer(subjectOf(event), event.position)) return;
    switch (event.kind) {
      case 'alarm':
        this.#keep('alarms', event.body.id, isActive(event.body) ? event.body : null);
        break;
      case 'case':
        this.#keep('cases', event.body.id, isOpen(event.body) ? event.body : null);
        break;
      case 'device': {
        const known = this.#map('devices').get(event.body.id);
        this.#changed.deviceChanges = this.#deviceChanges + 1;
        // Most devices are not held here.
        if (known !== undefined) this.#write('devices').set(known.id, changedDevice(known, event.body));
        break;
      }
    }
  }

  finish(): LiveState {
    return { ...this.#before, ...this.#changed };
  }

  get #deviceChanges(): number {
    return this.#changed.deviceChanges ?? this.#before.deviceChanges;
  }

  #applyReading(reading: LatestAnswer): void {
    const key = latestKey(reading.device_id, reading.metric);
    const known = this.#map('latest').get(key);
    if (known !== undefined && Date.parse(known.measured_at) >= Date.parse(reading.measured_at)) return;
    this.#write('latest').set(key, reading);
    if (reading.metric !== 'depth_mm') return;
    const trail = this.#map('trails').get(reading.device_id) ?? noTrail;
    const sample = { at: Date.parse(reading.measured_at), depth_mm: reading.value };
    this.#write('trails').set(reading.device_id, extendTrail(trail, sample));
  }

  #isNewer(subject: string, position: number): boolean {
    const known = this.#map('positions').get(subject);
    if (known !== undefined && known >= position) return false;
    const positions = this.#write('positions');
    // Put back at the end, so that the oldest stand first.
    positions.delete(subject);
    positions.set(subject, position);
    const oldest = positions.size > maxPositions ? positions.keys().next().value : undefined;
    if (oldest !== undefined) positions.delete(oldest);
    return true;
  }

  /** Puts or takes out a row; a row that is out already costs no copy. */
  #keep<Key extends 'alarms' | 'cases'>(key: Key, id: string, row: Row<Key> | null): void {
    if (row !== null) this.#write(key).set(id, row);
    else if (this.#map(key).has(id)) this.#write(key).delete(id);
  }

  #map<Key extends MapKey>(key: Key): LiveState[Key] {
    return (this.#changed[key] as LiveState[Key] | undefined) ?? this.#before[key];
  }

  #write<Key extends MapKey>(key: Key): Map<string, Row<Key>> {
    const own = this.#changed[key];
    if (own !== undefined) return own as Map<string, Row<Key>>;
    const copy = new Map(this.#before[key] as ReadonlyMap<string, Row<Key>>);
    (this.#changed as Record<MapKey, unknown>)[key] = copy;
    return copy;
  }
}

type MapKey = Exclude<keyof LiveState, 'town' | 'deviceChanges' | 'truncated'>;
type Row<Key extends MapKey> = LiveState[Key] extends ReadonlyMap<string, infer Value> ? Value : never;

function changedDevice(known: DeviceAnswer, told: DeviceEventBody): DeviceAnswer {
  return {
    ...known,
    status: told.status ?? known.status,
    last_seen_at: told.last_seen_at ?? known.last_seen_at,
  };
}

function isActive(alarm: AlarmAnswer): boolean {
  return alarm.condition === 'active';
}

function isOpen(subject: CaseAnswer): boolean {
  return isOpenState(subject.state);
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
