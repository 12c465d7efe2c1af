// What the API is given: the ports it speaks through and the settings it runs by. It opens nothing else itself.
import type { FastifyBaseLogger } from 'fastify';
import type { AnnouncementDesk } from '../core/announcement.ts';
import type { History } from '../core/history.ts';
import type { MapGround } from '../core/map-ground.ts';
import type { Onboarding } from '../core/onboarding.ts';
import type { OutletDesk } from '../core/outlet.ts';
import type { Credentials, Engine, PhotoStore, Views } from '../core/ports.ts';
import type { EpochMs } from '../core/time.ts';
import type { Rule } from '../rules/rule-definition.ts';
import type { FlowsPort } from './flows-port.ts';
import type { PublicSettings } from './public-settings.ts';
import type { OpenRegistryFile } from './registry-csv.ts';
import type { HttpSettings } from './request-limits.ts';

export interface ApiOptions {
  readonly engine: Engine;
  readonly views: Views;
  readonly history: History;
  readonly onboarding: Omit<Onboarding, 'close'>;
  readonly credentials: Credentials;
  /** The rules that come with this release, against which a city's changes are shown. */
  readonly releaseRules: readonly Rule[];
  readonly photos: PhotoStore;
  /** IANA name: where a day begins and ends, and of times that are printed. */
  readonly timezone: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly http: HttpSettings;
  /** What is shown to those without a login. */
  readonly publicFace: PublicSettings;
  /** 32 bytes that sign session tokens; another key ends every session. */
  readonly sessionKey: Uint8Array;
  /** A new secret for a device or an MQTT account. */
  readonly newSecret: () => string;
  /** The hash to keep of such a secret; its format is the hub's business. */
  readonly hashSecret: (secret: string) => string;
  /** Whether `secret` has `hash`. Where given, importing an unchanged secret again changes nothing. */
  readonly matchesSecret?: (secret: string, hash: string) => boolean;
  readonly openRegistryFile: OpenRegistryFile;
  /** Folder of the built console, served at `/`. */
  readonly consoleDir: string;
  /** Folder of the city's own ground for maps: `tiles/{z}/{x}/{y}.png`, `base.geojson`; it need not be there. */
  readonly mapDir: string;
  /** An online map to stand on; without addresses the console stands on what is in `mapDir`. */
  readonly mapTiles: Omit<MapGround, 'drawing'>;
  /** Address of the city's video platform for a point, as `cameraLink` takes it. */
  readonly cameraUrl?: string | undefined;
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
  /** The broker's own counters, shown with the accounting of all devices. */
  readonly brokerCounters?: () => Readonly<Record<string, number>>;
  /** What leaves the hub; absent where the hub has no outlets running. */
  readonly outlets?: OutletDesk;
  /** Words over the loudspeakers; absent where there are none. */
  readonly announcements?: AnnouncementDesk;
  /** Absent where flows are switched off. */
  readonly flows?: FlowsPort;
  /** A pino logger. */
  readonly log: FastifyBaseLogger;
  readonly now: () => EpochMs;
  /** Resolves after so many ms; the real time where absent. Logins that are slowed down wait on it. */
  readonly wait?: (ms: number) => Promise<void>;
}
