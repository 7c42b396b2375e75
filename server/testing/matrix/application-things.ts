import { aMaterial, anApplicant, aSentApplication, aWrittenApplication, OPINION } from '../applying.ts';
import type { Platform } from '../platform.ts';
import type { Shelf, Thing } from './things.ts';

export type ApplicationThing = `${'draft' | 'asked' | 'prepared'}Application`;

/** Applications of one dataset of the own body: being written, in review, with an opinion. */
export function applicationThings(
  platform: Platform,
  shelf: (make: () => Promise<Thing>) => Shelf,
  conditional: () => Promise<Thing>,
): Record<ApplicationThing, Shelf> {
  const { ask, tokens } = platform;
  const dataset = shelf(conditional);
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
  return {
    draftApplication: shelf(() => application('draft')),
    askedApplication: shelf(() => application('asked')),
    preparedApplication: shelf(() => application('prepared')),
  };
}
