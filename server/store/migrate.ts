import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import * as first from './migrations/2026-11-22-first.ts';

const MIGRATIONS: Record<string, Migration> = { '2026-11-22-first': first };

/** The name of the newest migration: what a snapshot or another node must match. */
export const SCHEMA_VERSION = Object.keys(MIGRATIONS).sort().at(-1) ?? '';

/** Brings the database to the newest shape; answers the names of what was applied. Safe beside other nodes. */
export async function migrate<T>(db: Kysely<T>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
