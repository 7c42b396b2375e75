import {
  discardVersion,
  getVersion,
  publishVersion,
  releaseVersion,
} from '../../../rules/versions/versions.operations.ts';
import type { Services } from '../../context.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { unfinishedVersionIds } from './version.queries.ts';
import { discard, get, publishOne, release } from './version.use-cases.ts';
import { VALIDATE_VERSION, validateVersion } from './validate.ts';

export { publish } from './publish.ts';
export {
  distributionsOf,
  findVersion,
  insertVersion,
  lastSoundVersion,
  lockVersion,
  publishedVersion,
  versionOfUpload,
  versionsOf,
  type DataVersion,
} from './version.queries.ts';
export { fieldRulesOf, insertFieldRules } from './field-rules.queries.ts';
export { mayRead as mayReadVersion, mayReadRows, viewVersion } from './version.use-cases.ts';
export { VALIDATE_VERSION, validateVersion } from './validate.ts';

export const versionOperations: readonly Handled[] = [
  handle(getVersion, get),
  handle(releaseVersion, release),
  handle(publishVersion, publishOne),
  handle(discardVersion, discard),
];

export function declareVersionJobs(services: Services): void {
  services.jobs.on<{ versionId: string }>(VALIDATE_VERSION, ({ versionId }) =>
    validateVersion(services, versionId),
  );
}

/** What a restored or crashed installation has to take up again. */
export async function resumeVersionJobs({ db, jobs }: Services): Promise<void> {
  const ids = await unfinishedVersionIds(db);
  await db.transaction().execute(async (trx) => {
    for (const versionId of ids) await jobs.send(trx, VALIDATE_VERSION, { versionId });
  });
}
