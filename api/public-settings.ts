// What the hub shows to those without a login, as the city has set it.

/** As CAP has it: whether alerts are to be acted on. */
export const alertStatuses = ['actual', 'exercise', 'test'] as const;

/** `open`: anyone reports; `key`: with the token of a program or a login; `off`: nobody. */
export const reportDoors = ['open', 'key', 'off'] as const;

export interface PublicSettings {
  /** Whether the feeds need no login. */
  readonly feeds: boolean;
  readonly reports: (typeof reportDoors)[number];
  /** Requests of one address or login in a minute, at feeds and Open311. */
  readonly requestsPerMinute: number;
  /** Reports that one address may send in an hour. */
  readonly reportsPerHour: number;
  /** Open311's name of the city; `null` takes any. */
  readonly jurisdiction: string | null;
  /** Whether the flood map is there for all. */
  readonly map: boolean;
  readonly alertStatus: (typeof alertStatuses)[number];
  /** Who alerts, unique in the world: an address or a domain of the centre. */
  readonly sender: string;
  /** Name of the centre, as alerts give it. */
  readonly centre: string;
  /** Address of the hub as browsers reach it; `null` takes that of the request. */
  readonly address: string | null;
}

export const defaultPublicSettings: PublicSettings = {
  feeds: true,
  reports: 'open',
  requestsPerMinute: 600,
  reportsPerHour: 30,
  jurisdiction: null,
  map: false,
  alertStatus: 'actual',
  sender: 'sluice@localhost',
  centre: 'Sluice',
  address: null,
};
