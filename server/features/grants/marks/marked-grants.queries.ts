import type { Reader } from '../../../store/database.ts';

export interface MarkedGrant {
  datasetId: string;
  datasetCode: string;
  grantId: string;
  /** Of the organisation, or of the account that holds it for itself. */
  holderId: string;
  holder: string;
  key: Buffer;
  share: number;
}

/** Every grant, ended ones too, under which copies are marked. */
export async function markedGrants(db: Reader): Promise<MarkedGrant[]> {
  const rows = await db
    .selectFrom('data_grant')
    .innerJoin('dataset', 'dataset.id', 'data_grant.dataset_id')
    .innerJoin('account', 'account.id', 'data_grant.owner_id')
    .leftJoin('organisation', 'organisation.id', 'data_grant.organisation_id')
    .select(['data_grant.id', 'dataset_id', 'dataset.code', 'agreed', 'mark_key'])
    .select(['owner_id', 'organisation_id', 'account.name', 'organisation.name as organisation_name'])
    .where('mark_key', 'is not', null)
    .orderBy('data_grant.id')
    .execute();
  return rows.flatMap(({ mark_key: key, agreed: { withheldShare: share }, ...row }) =>
    key === null || share === undefined
      ? []
      : [
          {
            ...{ datasetId: row.dataset_id, datasetCode: row.code, grantId: row.id, key, share },
            holderId: row.organisation_id ?? row.owner_id,
            holder: row.organisation_name ?? row.name,
          },
        ],
  );
}

/** Rows of the version that is served; 0 without one. */
export async function rowsNow(db: Reader, datasetId: string): Promise<number> {
  const row = await db
    .selectFrom('dataset')
    .innerJoin('data_version', 'data_version.id', 'dataset.current_version_id')
    .select('manifest')
    .where('dataset.id', '=', datasetId)
    .executeTakeFirst();
  return row?.manifest?.rows ?? 0;
}
