import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { Reader, Trx } from '../../store/database.ts';
import { selectDatasets, toDataset, type Dataset, type Scope } from './dataset.queries.ts';

/** Datasets by their ids or permanent codes; those that are not there are left out. */
export async function datasetsBy(
  db: Reader,
  by: 'id' | 'code',
  values: readonly string[],
): Promise<Dataset[]> {
  if (values.length === 0) return [];
  const rows = await selectDatasets(db)
    .where(`dataset.${by}`, 'in', [...values])
    .execute();
  return rows.map(toDataset);
}

/** Until the transaction ends nobody else changes them; always locked in the same order. */
export async function lockDatasets(trx: Trx, ids: readonly string[]): Promise<Dataset[]> {
  if (ids.length === 0) return [];
  await trx
    .selectFrom('dataset')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
  return datasetsBy(trx, 'id', ids);
}

/** Of these datasets, those with a list change under way. */
export async function underWayOf(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('work_order')
    .select('dataset_id')
    .where('dataset_id', 'in', [...ids])
    .where('state', 'in', ['prepared', 'submitted'])
    .execute();
  return new Set(rows.map(({ dataset_id }) => dataset_id));
}

export interface WantedDatasets extends Scope {
  /** Code of the publishing body. */
  publisher?: string | undefined;
  state?: string | undefined;
  domain?: string | undefined;
  /** Whether closed ones are wanted, or the others; both when absent. */
  closed?: boolean;
  /** On the public list; else all but withdrawn ones. */
  listed: boolean;
}

/** All that is wanted by their codes, some at a time. */
export async function* eachDataset(
  db: Reader,
  wanted: WantedDatasets,
  atOnce = 200,
): AsyncGenerator<Dataset[]> {
  const { bodyId, district, publisher, state, domain, closed, listed } = wanted;
  let after = '';
  for (;;) {
    const rows = await selectDatasets(db)
      .where('dataset.code', '>', after)
      .$if(bodyId !== null, (all) => all.where('dataset.body_id', '=', bodyId))
      .$if(district !== null, (all) => all.where('public_body.district', '=', district))
      .$if(publisher !== undefined, (all) => all.where('public_body.code', '=', publisher ?? ''))
      .$if(state !== undefined, (all) => all.where('dataset.state', '=', state ?? ''))
      .$if(domain !== undefined, (all) => all.where('dataset.list_domain', '=', domain ?? ''))
      .$if(closed !== undefined, (all) =>
        all.where('dataset.open_class', closed === true ? '=' : '!=', 'closed'),
      )
      .$if(listed, (all) => all.where('dataset.state', 'in', [...ON_THE_LIST]))
      .$if(!listed, (all) => all.where('dataset.state', '!=', 'withdrawn'))
      .orderBy('dataset.code')
      .limit(atOnce)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toDataset);
    after = last.code;
  }
}
