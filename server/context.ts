import type { Logger } from 'pino';
import type { Language, Translate } from '../locales/index.ts';
import type { Actor } from '../rules/access/roles.ts';
import type { CertificateSettings } from '../rules/certificates/certificate-settings.ts';
import type { Profile } from '../rules/profile/profile.schema.ts';
import type { Viewer } from '../rules/sessions/sessions.schema.ts';
import type { SignOnSettings } from '../rules/sessions/sign-on.ts';
import type { Clock } from '../rules/time/clock.ts';
import type { Configuration } from './configuration.ts';
import type { Engine, HotDatasets } from './engine/index.ts';
import type { AccessRecorder } from './features/access-records/index.ts';
import type { RunningWorks } from './running-works.ts';
import type { DatabaseConnection, Db } from './store/database.ts';
import type { DataDirectory } from './store/data-directory.ts';
import type { ExportStore } from './store/exports/export-store.ts';
import type { Jobs } from './store/jobs.ts';
import type { ObjectStore } from './store/objects.ts';

/** What the process holds for all its callers. */
export interface Services {
  db: Db;
  /** For what takes a connection of its own: copying whole tables. */
  pool: DatabaseConnection['pool'];
  objects: ObjectStore;
  engine: Engine;
  hot: HotDatasets;
  exports: ExportStore;
  running: RunningWorks;
  jobs: Jobs;
  access: AccessRecorder;
  clock: Clock;
  /** UUIDv7 of the present moment. */
  newId(): string;
  profile: Profile;
  /** What the process was started with, secrets among it. */
  configuration: Configuration;
  directory: DataDirectory;
  log: Logger;
  /** Shown on every page of a demonstration city. */
  demonstration: boolean;
  /** Where people reach this installation, without a slash at the end; null: take it from the request. */
  publicUrl: string | null;
  /** What data sources may reach besides public addresses; absent: nothing. */
  sourceReach?: { networks: readonly string[]; folders: readonly string[] };
  /** City sign-on, where it is offered. */
  signOn?: SignOnSettings | null;
  /** Corporate certificates, where they are taken. */
  certificates?: CertificateSettings | null;
}

/** Who is calling, as established from a session, a token or the local socket. */
export interface Caller {
  actor: Actor;
  viewer: Viewer | null;
  sessionId: string | null;
  tokenId: string | null;
  /** The only grant that credentials of a named system are for; absent of everybody else. */
  grantId?: string;
}

/** What of a dataset a call was given. */
export interface Served {
  datasetId: string;
  /** The number of the data version; null for live rows. */
  version: number | null;
  format: string;
}

export type RequestHeader = 'if-none-match' | 'range' | 'if-range' | 'accept';

/** What a use case may ask of the transport that carries its answer. */
export interface Transport {
  setCookie(name: string, value: string, options: { maxAge: number; path?: string }): void;
  clearCookie(name: string): void;
  /** A request header, for conditional and partial reads and for the format of rows. */
  header(name: RequestHeader): string | undefined;
  /** What the access record shall say of this call. */
  note(served: Served): void;
  /** Says of one more limit what it is and what is left of it, as the RateLimit headers write it. */
  announce(policy: string, standing: string): void;
  /** `https://data.example.gov.cn`, as the caller reached us. */
  origin: string;
}

/** One call of one operation. */
export interface Call extends Caller {
  services: Services;
  transport: Transport;
  traceId: string;
  address: string;
  language: Language;
  t: Translate;
}
