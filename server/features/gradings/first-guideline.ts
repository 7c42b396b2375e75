import { DEFAULT_GUIDELINE } from '../../../rules/gradings/default-guideline.ts';
import type { Db } from '../../store/database.ts';
import { hasGuideline, insertGuideline } from './guideline.queries.ts';

/** The first start enters the version that comes with the platform; it says itself that it is the project's own. */
export async function enterFirstGuideline(db: Db, { id, at }: { id: string; at: Date }): Promise<void> {
  if (await hasGuideline(db)) return;
  const { version, ...content } = DEFAULT_GUIDELINE;
  await insertGuideline(db, { id, version, state: 'in-force', content, draftedBy: null, at });
}
