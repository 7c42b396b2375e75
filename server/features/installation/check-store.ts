import type { StoreReport } from '../../../rules/installation/installation.operations.ts';
import type { Db } from '../../store/database.ts';
import { SCHEMA_VERSION } from '../../store/migrate.ts';
import { MissingObject, type ObjectStore } from '../../store/objects.ts';
import { factsOfDatabase, referencedObjects } from './installation.queries.ts';

export interface Store {
  db: Db;
  objects: ObjectStore;
}

/** `deep` reads every object; otherwise only its presence is looked at. */
export async function inspectStore({ db, objects }: Store, deep: boolean): Promise<StoreReport> {
  const facts = await factsOfDatabase(db);
  const digests = facts.schemaVersion === SCHEMA_VERSION ? await referencedObjects(db) : [];
  const report: StoreReport = {
    ...facts,
    expectedSchemaVersion: SCHEMA_VERSION,
    objects: { referenced: digests.length, missing: [], damaged: [] },
  };
  for (const digest of digests) {
    if (!(await objects.has(digest))) report.objects.missing.push(digest);
    else if (deep && !(await isWhole(objects, digest))) report.objects.damaged.push(digest);
  }
  return report;
}

/** Gone since it was looked for, it was removed in order. */
const isWhole = (objects: ObjectStore, digest: string): Promise<boolean> =>
  objects.verify(digest).catch((error: unknown) => {
    if (error instanceof MissingObject) return true;
    throw error;
  });
