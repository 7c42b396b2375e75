import { access } from 'node:fs/promises';
import path from 'node:path';
import { loadConfiguration } from '../server/configuration.ts';
import { openDataDirectory } from '../server/store/data-directory.ts';
import { connect, type Db, type DatabaseConnection } from '../server/store/database.ts';
import type { ObjectStore } from '../server/store/objects.ts';
import { objectsUnusable, openObjects } from '../server/store/open-objects.ts';
import { startPostgres } from '../server/store/postgres/postgres.ts';

/** The store of an installation on which no server runs, held by this process. */
export interface OfflineStore {
  db: Db;
  pool: DatabaseConnection['pool'];
  objects: ObjectStore;
  /** Its folder of secrets. */
  secrets: string;
  close(): Promise<void>;
}

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** True when a server has ever been started on the folder. */
export const isInstalled = (directory: string): Promise<boolean> =>
  access(path.join(directory, 'layout')).then(
    () => true,
    () => false,
  );

/** Throws `store-in-use`, and what keeps the store from being opened; changes nothing in the database. */
export async function openOfflineStore(directory: string, env: NodeJS.ProcessEnv): Promise<OfflineStore> {
  const configuration = await loadConfiguration({ directory, env });
  const { databaseUrl } = configuration;
  const held = await openDataDirectory(directory);
  try {
    const { objects, close: closeObjects } = await openObjects(configuration, held.paths, (trouble) =>
      objectsUnusable(configuration, trouble),
    );
    const postgres =
      databaseUrl === null ? await startPostgres({ directory: held.paths.postgres, log: SILENT }) : undefined;
    const { db, pool, close } = connect(postgres?.connection ?? { connectionString: databaseUrl ?? '' }, 2);
    return {
      db,
      pool,
      secrets: held.paths.secrets,
      objects,
      close: async () => {
        await close();
        await postgres?.stop();
        closeObjects();
        held.release();
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}
