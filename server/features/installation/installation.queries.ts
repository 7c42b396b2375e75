import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';

export interface DatabaseFacts {
  schemaVersion: string;
  databaseVersion: string;
  newestEventAt: string | null;
}

/** Throws what the driver throws when the database cannot be asked. */
export async function factsOfDatabase(db: Reader): Promise<DatabaseFacts> {
  const version = await sql<{ server_version: string }>`show server_version`.execute(db);
  const migrated = await sql<{ name: string | null }>`
    select max(name) as name from kysely_migration`
    .execute(db)
    .catch(() => ({ rows: [] }));
  const databaseVersion = version.rows[0]?.server_version ?? '';
  const schemaVersion = migrated.rows[0]?.name ?? '';
  if (schemaVersion === '') return { schemaVersion, databaseVersion, newestEventAt: null };
  const newest = await db
    .selectFrom('event')
    .select('at')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { schemaVersion, databaseVersion, newestEventAt: newest?.at.toISOString() ?? null };
}

/** The digests of all objects that something refers to. */
export async function referencedObjects(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('data_version')
    .select('original_digest as digest')
    .union(
      db
        .selectFrom('data_version')
        .select((of) => of.ref('data_digest').$castTo<string>().as('digest'))
        .where('data_digest', 'is not', null),
    )
    .union(
      db
        .selectFrom('upload')
        .select((of) => of.ref('digest').$castTo<string>().as('digest'))
        .where('digest', 'is not', null),
    )
    .union(
      db
        .selectFrom('access_segment')
        .select((of) => of.ref('digest').$castTo<string>().as('digest'))
        .where('digest', 'is not', null),
    )
    .union(
      db
        .selectFrom('organisation')
        .select((of) => of.ref('licence_digest').$castTo<string>().as('digest'))
        .where('licence_digest', 'is not', null),
    )
    .orderBy('digest')
    .execute();
  return rows.map(({ digest }) => digest);
}
