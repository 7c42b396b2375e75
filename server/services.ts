import path from 'node:path';
import type { Logger } from 'pino';
import { Problem } from '../rules/problems/problems.ts';
import { certificateSettings } from '../rules/certificates/certificate-settings.ts';
import { PROFILES } from '../rules/profile/index.ts';
import { signOnSettings } from '../rules/sessions/sign-on.ts';
import { systemClock, type Clock } from '../rules/time/clock.ts';
import type { Configuration } from './configuration.ts';
import type { Services } from './context.ts';
import { confining, createAccessArchive, createEngine, openHotDatasets } from './engine/index.ts';
import { openAccessRecorder } from './features/access-records/index.ts';
import { watchAgreements } from './features/agreements/index.ts';
import { watchGrants } from './features/grants/index.ts';
import { watchReviewing } from './features/expert-reviews/index.ts';
import { watchMessages } from './features/messages/index.ts';
import { watchEmergencies } from './features/emergencies/index.ts';
import { watchMeasures } from './features/misconduct/index.ts';
import { watchUseReports } from './features/use-reports/index.ts';
import { enterFirstGuideline } from './features/gradings/index.ts';
import { watchOpenness } from './features/reconciliation/index.ts';
import { watchReviews } from './features/reviews/index.ts';
import { declareCatalogueImportJobs, resumeCatalogueImports } from './features/catalogue-imports/index.ts';
import {
  declareSourceJobs,
  liveFolder,
  liveTablesOf,
  resumePeriods,
  watchSources,
} from './features/sources/index.ts';
import { declareUploadJobs, resumeUploads } from './features/uploads/index.ts';
import { declareVersionJobs, resumeVersionJobs } from './features/versions/index.ts';
import { keepScratchIn } from './ingest/index.ts';
import { uuidAt } from './random-ids.ts';
import { createRunningWorks } from './running-works.ts';
import { connect } from './store/database.ts';
import { openDataDirectory, type DataDirectory } from './store/data-directory.ts';
import { openExportStore } from './store/exports/export-store.ts';
import { createJobs } from './store/jobs.ts';
import { openHotReader } from './store/hot/index.ts';
import { migrate } from './store/migrate.ts';
import { openObjects } from './store/open-objects.ts';
import type { ObjectStore } from './store/objects.ts';
import { startPostgres } from './store/postgres/postgres.ts';

export interface OpenServices {
  services: Services;
  /** Ends in the reverse order of opening, letting running work end. */
  close(): Promise<void>;
}

export interface ServicesOptions {
  /** Everything that the installation keeps is under this folder. */
  directory: string;
  configuration: Configuration;
  log: Logger;
  clock?: Clock;
  /** False where a test says itself when it is looked for what is due: sources, periods that are over, messages. */
  watchesSources?: boolean;
}

/** A client that takes nothing of an export for so long comes back later, for the rest of it. */
const EXPORT_IDLE_MS = 120_000;

/** Opens everything that the process holds for its callers: folder, database, objects, engine, jobs. */
export async function openServices(options: ServicesOptions): Promise<OpenServices> {
  const closing: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    return { services: await open(options, closing), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(options: ServicesOptions, closing: (() => Promise<void> | void)[]): Promise<Services> {
  const { configuration, log, clock = systemClock } = options;
  const profile = PROFILES[configuration.profile];
  if (!profile) throw new Problem('invalid-configuration', { detail: `profile: ${configuration.profile}` });
  const directory = await openDataDirectory(options.directory);
  closing.push(() => directory.release());
  keepScratchIn(directory.paths.temporary);
  const connection = await databaseOf(configuration, directory.paths.postgres, log, closing);
  const { db, pool, close } = connect(connection);
  closing.push(close);
  await migrate(db);
  await enterFirstGuideline(db, { id: uuidAt(clock.now()), at: clock.now() });
  const newId = (): string => uuidAt(clock.now());
  const { objects, exports, engine } = await openFiles(options, directory.paths, newId, closing);
  const access = await openAccesses({ db, objects, clock, newId, log }, directory.paths, closing);
  const jobs = createJobs(connection, log);
  const hot = openHotDatasets({
    ...{ engine, db, pool, jobs, clock, log },
    ...hotPlaces(configuration, connection, objects, directory),
  });
  const { demonstration, publicUrl, sourceNetworks, sourceFolders } = configuration;
  const services: Services = {
    db,
    pool,
    objects,
    engine: confining(hot.engine),
    hot,
    exports,
    running: createRunningWorks(newId),
    jobs,
    access,
    clock,
    newId,
    profile,
    configuration,
    directory,
    log,
    demonstration,
    publicUrl,
    sourceReach: { networks: sourceNetworks, folders: sourceFolders },
    signOn: signOnSettings(configuration),
    certificates: certificateSettings(configuration),
  };
  declareJobs(services);
  await jobs.start();
  closing.push(
    () => jobs.stop(),
    () => hot.close(),
    () => liveTablesOf(services).close(),
  );
  await resumeJobs(services);
  if (options.watchesSources !== false) closing.push(watchSources(services), watchMessages(services));
  closing.push(...watchTerms(services));
  return services;
}

type Recording = Pick<Services, 'db' | 'objects' | 'clock' | 'newId' | 'log'>;

async function openAccesses(
  recording: Recording,
  { temporary, journal }: DataDirectory['paths'],
  closing: (() => Promise<void> | void)[],
): Promise<Services['access']> {
  const scratch = path.join(temporary, 'accesses');
  const archive = createAccessArchive({
    temporaryDirectory: scratch,
    allowedDirectories: [recording.objects.directory, journal],
  });
  closing.push(() => archive.close());
  const access = await openAccessRecorder({ ...recording, archive, scratch, journal });
  closing.push(() => access.close());
  return access;
}

/** What comes due by itself. */
const watchTerms = (services: Services) => [
  watchMeasures(services),
  watchUseReports(services),
  watchOpenness(services),
  watchReviews(services),
  watchAgreements(services),
  watchGrants(services),
  watchReviewing(services),
  watchEmergencies(services),
];

function declareJobs(services: Services): void {
  declareUploadJobs(services);
  declareVersionJobs(services);
  declareSourceJobs(services);
  declareCatalogueImportJobs(services);
}

async function openFiles(
  { configuration, log }: ServicesOptions,
  paths: DataDirectory['paths'],
  newId: () => string,
  closing: (() => Promise<void> | void)[],
): Promise<Pick<Services, 'objects' | 'exports' | 'engine'>> {
  const failure = (trouble: string): Problem => {
    log.error({ trouble }, 'the object store failed');
    return new Problem('unavailable', { retryAfter: 10 });
  };
  const { objects, close } = await openObjects(configuration, paths, failure);
  closing.push(close);
  const { temporary } = paths;
  const exports = await openExportStore({
    directory: path.join(temporary, 'exports'),
    maxBytes: configuration.exportBytes,
    idleMs: EXPORT_IDLE_MS,
    newId,
  });
  // After the engine, whose end is the end of what is being written.
  closing.push(() => exports.close());
  const engine = await createEngine({
    memoryLimit: '512MB',
    threads: 2,
    temporaryDirectory: path.join(temporary, 'engine'),
    allowedDirectories: [objects.directory, liveFolder(temporary)],
  });
  closing.push(() => engine.close());
  return { objects, exports, engine };
}

const hotPlaces = (
  { hotBytes, hotAfter }: Configuration,
  connection: Parameters<typeof connect>[0],
  objects: ObjectStore,
  { paths }: DataDirectory,
) => ({
  reader: openHotReader(connection),
  hold: (digest: string) => objects.hold(digest),
  directories: {
    temporaryDirectory: path.join(paths.temporary, 'hot'),
    allowedDirectories: [objects.directory],
  },
  bytes: hotBytes,
  after: hotAfter,
});

/** What a crash cut off goes on. */
async function resumeJobs(services: Services): Promise<void> {
  await resumeUploads(services);
  await resumeVersionJobs(services);
  await resumeCatalogueImports(services);
  await resumePeriods(services);
}

async function databaseOf(
  { databaseUrl }: Configuration,
  directory: string,
  log: Logger,
  closing: (() => Promise<void> | void)[],
): Promise<Parameters<typeof connect>[0]> {
  if (databaseUrl !== null) return { connectionString: databaseUrl };
  const onGone = (problem: unknown): void => {
    log.fatal({ err: problem }, 'PostgreSQL is gone and could not be started again');
    process.kill(process.pid, 'SIGTERM');
  };
  const postgres = await startPostgres({ directory, log, onGone });
  closing.push(() => postgres.stop());
  return postgres.connection;
}
