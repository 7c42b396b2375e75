import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { Services } from '../../context.ts';
import { knownDatasetsOf } from '../../plugins/known-datasets.ts';
import { findVersion, type DataVersion } from '../versions/index.ts';
import { findDataset, type Dataset } from './dataset.queries.ts';

/** A dataset with the version that it serves. */
export class Current {
  readonly dataset: Dataset;
  readonly version: DataVersion | undefined;

  constructor(dataset: Dataset, version: DataVersion | undefined) {
    this.dataset = dataset;
    this.version = version;
  }
}

export const isOnTheList = ({ state }: Dataset): boolean => ON_THE_LIST.includes(state);

/**
 * A dataset with its current version, by id or code. Those on the list are remembered for a moment: most calls ask
 * for the same few. A change that this process makes is seen by its very next request.
 */
export async function currentDataset(services: Services, ref: string): Promise<Current | null> {
  let unlisted: Current | null = null;
  const listed = await knownDatasetsOf(services).recall(ref, async () => {
    const dataset = await findDataset(services.db, ref);
    if (!dataset) return null;
    const { currentVersionId: id } = dataset;
    const value = new Current(dataset, id === null ? undefined : await findVersion(services.db, id));
    if (isOnTheList(dataset)) return { value };
    unlisted = value;
    return null;
  });
  return listed instanceof Current ? listed : unlisted;
}
