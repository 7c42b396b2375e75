import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { folderObjects, type ObjectStore } from '../store/objects.ts';

export interface TestObjects {
  objects: ObjectStore;
  directory: string;
  drop(): Promise<void>;
}

/** An object store of one's own in a temporary folder. Drop it in `afterAll`. */
export async function testObjects(): Promise<TestObjects> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'kaishu-objects-'));
  const objects = await folderObjects(directory);
  return { objects, directory, drop: () => rm(directory, { recursive: true, force: true }) };
}
