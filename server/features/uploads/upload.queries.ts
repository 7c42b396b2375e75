import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import type { Survey } from '../../../rules/reading/survey.ts';
import type { CarriedReading, Comparison } from '../../../rules/uploads/comparison.ts';
import type { KeptRefusal } from '../../../rules/uploads/kept-refusal.ts';
import type { UploadState } from '../../../rules/uploads/uploads.operations.ts';
import type { Scope } from '../../plugins/permit.ts';
import type { Reader, Trx } from '../../store/database.ts';

export interface Upload {
  id: string;
  body: { id: string; code: string; district: string | null };
  accountId: string;
  fileName: string;
  bytes: number;
  state: UploadState;
  digest: string | null;
  choices: ReadingChoices;
  reading: Reading | null;
  refusal: KeptRefusal | null;
  datasetId: string | null;
  carried: CarriedReading | null;
  survey: Survey | null;
  comparison: Comparison | null;
  createdAt: Date;
}

const selectUploads = (db: Reader) =>
  db
    .selectFrom('upload')
    .innerJoin('public_body', 'public_body.id', 'upload.body_id')
    .selectAll('upload')
    .select(['public_body.code as body_code', 'public_body.district']);

type Row = Awaited<ReturnType<ReturnType<typeof selectUploads>['executeTakeFirstOrThrow']>>;

const toUpload = (row: Row): Upload => ({
  id: row.id,
  body: { id: row.body_id, code: row.body_code, district: row.district },
  accountId: row.account_id,
  fileName: row.file_name,
  bytes: row.bytes,
  state: row.state as UploadState,
  digest: row.digest,
  choices: row.choices,
  reading: row.reading,
  refusal: row.refusal,
  datasetId: row.dataset_id,
  carried: row.carried,
  survey: row.survey,
  comparison: row.comparison,
  createdAt: row.created_at,
});

export async function findUpload(db: Reader, id: string): Promise<Upload | undefined> {
  const row = await selectUploads(db).where('upload.id', '=', id).executeTakeFirst();
  return row && toUpload(row);
}

export async function lockUpload(trx: Trx, id: string): Promise<Upload | undefined> {
  await trx.selectFrom('upload').select('id').where('id', '=', id).forUpdate().execute();
  return findUpload(trx, id);
}

export async function uploadsOf(db: Reader, { bodyId, district }: Scope): Promise<Upload[]> {
  const rows = await selectUploads(db)
    .$if(bodyId !== null, (all) => all.where('upload.body_id', '=', bodyId))
    .$if(district !== null, (all) => all.where('public_body.district', '=', district))
    .where('upload.state', '!=', 'confirmed')
    .orderBy('upload.created_at', 'desc')
    .limit(100)
    .execute();
  return rows.map(toUpload);
}

export async function uploadsInState(db: Reader, state: UploadState): Promise<Upload[]> {
  return (await selectUploads(db).where('upload.state', '=', state).execute()).map(toUpload);
}

export interface NewUpload {
  id: string;
  bodyId: string;
  accountId: string;
  fileName: string;
  bytes: number;
  datasetId?: string | null;
  at: Date;
}

export async function insertUpload(trx: Trx, upload: NewUpload): Promise<void> {
  await trx
    .insertInto('upload')
    .values({
      id: upload.id,
      body_id: upload.bodyId,
      account_id: upload.accountId,
      file_name: upload.fileName,
      bytes: upload.bytes,
      state: 'receiving',
      choices: '{}',
      dataset_id: upload.datasetId ?? null,
      created_at: upload.at,
    })
    .execute();
}

interface UploadChange {
  state: UploadState;
  digest?: string;
  choices?: ReadingChoices;
  reading?: Reading | null;
  refusal?: KeptRefusal | null;
  datasetId?: string;
  carried?: CarriedReading | null;
  survey?: Survey | null;
  comparison?: Comparison | null;
  finishedAt?: Date;
}

const json = (value: object | null): string | null => value && JSON.stringify(value);

export async function saveUpload(trx: Trx, id: string, change: UploadChange): Promise<void> {
  const { digest, datasetId, finishedAt } = change;
  await trx
    .updateTable('upload')
    .set({
      state: change.state,
      ...(digest === undefined ? {} : { digest }),
      ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
      ...(finishedAt === undefined ? {} : { finished_at: finishedAt }),
      ...(change.choices === undefined ? {} : { choices: JSON.stringify(change.choices) }),
      ...documents(change),
    })
    .where('id', '=', id)
    .execute();
}

const DOCUMENTS = ['reading', 'refusal', 'carried', 'survey', 'comparison'] as const;

function documents(change: UploadChange): Partial<Record<(typeof DOCUMENTS)[number], string | null>> {
  return Object.fromEntries(
    DOCUMENTS.flatMap((name) => {
      const value = change[name];
      return value === undefined ? [] : [[name, json(value)]];
    }),
  );
}

export async function deleteUpload(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('upload').where('id', '=', id).where('state', '=', 'receiving').execute();
}
