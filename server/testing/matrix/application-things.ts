import { aMaterial, anApplicant, aSentApplication, aWrittenApplication, OPINION } from '../applying.ts';
import { aPerson } from '../people.ts';
import type { Platform } from '../platform.ts';
import type { Shelf, Thing } from './things.ts';

export type ApplicationThing = `${'draft' | 'asked' | 'prepared'}Application` | 'expertOpinion';

/** Applications of one dataset of the own body: being written, in review, with an opinion. */
export function applicationThings(
  platform: Platform,
  shelf: (make: () => Promise<Thing>) => Shelf,
  conditional: () => Promise<Thing>,
): Record<ApplicationThing, Shelf> {
  const { ask, tokens } = platform;
  const dataset = shelf(conditional);
  let expertCount = 0;
  const application = async (as: 'draft' | 'asked' | 'prepared'): Promise<Thing> => {
    const token = await anApplicant(platform);
    const { id: datasetId } = await dataset.take();
    const materials = [await aMaterial(platform, token, '用途说明')];
    const { id, parts, revision } =
      as === 'draft'
        ? await aWrittenApplication(platform, token, [datasetId], materials)
        : await aSentApplication(platform, token, [datasetId], { takenIn: true, materials });
    const [part] = parts;
    if (!part) throw new Error('an application without a part');
    const materialId = materials[0]?.id ?? '';
    if (as === 'prepared')
      await ask(tokens.editor, 'POST', `/application-parts/${part.id}/opinion`, { body: OPINION });
    return { id, partId: part.id, materialId, datasetId, terms: part.terms, revision };
  };
  /** What somebody is asked for as an expert. */
  const opinion = async (): Promise<Thing> => {
    const { partId = '' } = await application('asked');
    await ask(tokens.editor, 'POST', `/application-parts/${partId}/expert-review`, {
      body: { question: '要不要名称？' },
    });
    const { db } = platform.services;
    expertCount += 1;
    const wished = { userName: `asked-expert-${String(expertCount)}`, roles: [{ role: 'expert' as const }] };
    const { accountId } = await aPerson(platform.services, wished);
    // By lot it could be asked of the very caller.
    const { id } = await db
      .selectFrom('expert_opinion')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    await db.updateTable('expert_opinion').set({ account_id: accountId }).where('id', '=', id).execute();
    return { id, partId };
  };
  return {
    draftApplication: shelf(() => application('draft')),
    askedApplication: shelf(() => application('asked')),
    preparedApplication: shelf(() => application('prepared')),
    expertOpinion: shelf(opinion),
  };
}
