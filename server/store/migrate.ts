import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import * as first from './migrations/2026-11-22-first.ts';
import * as readings from './migrations/2026-11-22-readings.ts';
import * as sources from './migrations/2026-11-22-sources.ts';
import * as reconciliation from './migrations/2026-11-22t07-reconciliation.ts';
import * as catalogueImports from './migrations/2026-11-22t09-catalogue-imports.ts';
import * as gradings from './migrations/2026-11-22t10-gradings.ts';
import * as accessSegments from './migrations/2026-11-22t11-access-segments.ts';
import * as liveSources from './migrations/2026-11-22t12-live-sources.ts';
import * as reviews from './migrations/2026-11-22t12-reviews.ts';
import * as listColumns from './migrations/2026-11-22t13-list-columns.ts';
import * as systems from './migrations/2026-11-22t14-systems.ts';
import * as bindings from './migrations/2026-11-22t15-bindings.ts';
import * as draftBatches from './migrations/2026-11-22t16-draft-batches.ts';
import * as bigCity from './migrations/2026-11-22t18-big-city.ts';
import * as distributions from './migrations/2026-11-22t20-distributions.ts';
import * as importDifferences from './migrations/2026-11-22t19-import-differences.ts';
import * as fieldRules from './migrations/2026-11-22t23-field-rules.ts';
import * as hot from './migrations/2026-11-22t24-hot.ts';
import * as searchedByIndex from './migrations/2026-11-22t25-searched-by-index.ts';
import * as versionPlaces from './migrations/2026-11-23t02-version-places.ts';
import * as dailyUse from './migrations/2026-11-23t03-daily-use.ts';
import * as organisations from './migrations/2026-11-23t04-organisations.ts';
import * as platformRules from './migrations/2026-11-23t10-platform-rules.ts';
import * as certificates from './migrations/2026-11-23t11-certificates.ts';
import * as expertReviews from './migrations/2026-11-23t12-expert-reviews.ts';
import * as fastTrack from './migrations/2026-11-23t13-fast-track.ts';
import * as dataUsers from './migrations/2026-11-23t05-data-users.ts';
import * as agreementsDepth from './migrations/2026-11-23t17-agreements-depth.ts';
import * as applicationTallies from './migrations/2026-11-23t18-application-tallies.ts';
import * as applications from './migrations/2026-11-23t06-applications.ts';
import * as agreements from './migrations/2026-11-23t07-agreements.ts';
import * as ordersOfDataset from './migrations/2026-11-22t22-orders-of-dataset.ts';
import * as publicMark from './migrations/2026-11-23t01-public-mark.ts';
import * as staticData from './migrations/2026-11-22t21-static.ts';
import * as grants from './migrations/2026-11-23t08-grants.ts';
import * as copyMarks from './migrations/2026-11-23t14-copy-marks.ts';
import * as sentMessages from './migrations/2026-11-23t16-messages.ts';
import * as misconduct from './migrations/2026-11-23t09-misconduct.ts';
import * as supervision from './migrations/2026-11-23t15-supervision.ts';

const MIGRATIONS: Record<string, Migration> = {
  '2026-11-22-first': first,
  '2026-11-22-readings': readings,
  '2026-11-22-sources': sources,
  '2026-11-22t07-reconciliation': reconciliation,
  '2026-11-22t09-catalogue-imports': catalogueImports,
  '2026-11-22t10-gradings': gradings,
  '2026-11-22t11-access-segments': accessSegments,
  '2026-11-22t12-live-sources': liveSources,
  '2026-11-22t12-reviews': reviews,
  '2026-11-22t13-list-columns': listColumns,
  '2026-11-22t14-systems': systems,
  '2026-11-22t15-bindings': bindings,
  '2026-11-22t16-draft-batches': draftBatches,
  '2026-11-22t18-big-city': bigCity,
  '2026-11-22t19-import-differences': importDifferences,
  '2026-11-22t21-static': staticData,
  '2026-11-22t20-distributions': distributions,
  '2026-11-22t22-orders-of-dataset': ordersOfDataset,
  '2026-11-22t23-field-rules': fieldRules,
  '2026-11-22t24-hot': hot,
  '2026-11-22t25-searched-by-index': searchedByIndex,
  '2026-11-23t01-public-mark': publicMark,
  '2026-11-23t02-version-places': versionPlaces,
  '2026-11-23t03-daily-use': dailyUse,
  '2026-11-23t04-organisations': organisations,
  '2026-11-23t05-data-users': dataUsers,
  '2026-11-23t06-applications': applications,
  '2026-11-23t07-agreements': agreements,
  '2026-11-23t08-grants': grants,
  '2026-11-23t09-misconduct': misconduct,
  '2026-11-23t10-platform-rules': platformRules,
  '2026-11-23t11-certificates': certificates,
  '2026-11-23t12-expert-reviews': expertReviews,
  '2026-11-23t13-fast-track': fastTrack,
  '2026-11-23t14-copy-marks': copyMarks,
  '2026-11-23t15-supervision': supervision,
  '2026-11-23t16-messages': sentMessages,
  '2026-11-23t17-agreements-depth': agreementsDepth,
  '2026-11-23t18-application-tallies': applicationTallies,
};

/** The name of the newest migration: what a snapshot or another node must match. */
export const SCHEMA_VERSION = Object.keys(MIGRATIONS).sort().at(-1) ?? '';

export const isKnownVersion = (version: string): boolean => version in MIGRATIONS;

/**
 * Brings the database to the newest shape, or to that of `version`; answers the names of what was applied. Safe beside
 * other nodes.
 */
export async function migrate<T>(db: Kysely<T>, version = SCHEMA_VERSION): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error, results } = await migrator.migrateTo(version);
  if (error) throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
  return (results ?? []).map((result) => result.migrationName);
}
