import type { Material } from '../../../rules/applications/application.schema.ts';
import type { LicenceType } from '../../../rules/organisations/licence.ts';
import type { Reader, Trx } from '../../store/database.ts';

/** Whose documents: an organisation's, else the account's own. */
export interface Holder {
  ownerId: string;
  organisationId: string | null;
}
export interface StoredMaterial extends Material, Holder {
  digest: string;
}

const selectMaterials = (db: Reader) => db.selectFrom('application_material').selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof selectMaterials>['executeTakeFirstOrThrow']>>;

const ofHolder = (db: Reader, { ownerId, organisationId }: Holder) =>
  organisationId === null
    ? selectMaterials(db).where('owner_id', '=', ownerId).where('organisation_id', 'is', null)
    : selectMaterials(db).where('organisation_id', '=', organisationId);

const toMaterial = (row: Row): StoredMaterial => ({
  id: row.id,
  ownerId: row.owner_id,
  organisationId: row.organisation_id,
  kind: row.kind,
  fileName: row.file_name,
  fileType: row.file_type as LicenceType,
  bytes: row.bytes,
  digest: row.digest,
  validUntil: row.valid_until,
  createdAt: row.created_at.toISOString(),
});

const MOST = 200;

export async function materialsOf(db: Reader, holder: Holder): Promise<StoredMaterial[]> {
  const rows = await ofHolder(db, holder).orderBy('id', 'desc').limit(MOST).execute();
  return rows.map(toMaterial);
}

/** Of the documents those that are the holder's. */
export async function materialsByIds(
  db: Reader,
  holder: Holder,
  ids: readonly string[],
): Promise<StoredMaterial[]> {
  if (ids.length === 0) return [];
  const rows = await ofHolder(db, holder)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
  return rows.map(toMaterial);
}

export async function findMaterial(db: Reader, id: string): Promise<StoredMaterial | undefined> {
  const row = await selectMaterials(db).where('id', '=', id).executeTakeFirst();
  return row && toMaterial(row);
}

/** The applications that carry a document. */
export async function applicationsWith(db: Reader, materialId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('access_application')
    .innerJoin('application_material', (on) =>
      on
        .onRef('application_material.owner_id', '=', 'access_application.owner_id')
        .on('application_material.id', '=', materialId),
    )
    .select(['access_application.id', 'access_application.content'])
    .where('submitted_at', 'is not', null)
    .execute();
  return rows.filter(({ content }) => content.materialIds.includes(materialId)).map(({ id }) => id);
}

/** The same document of the same kind again is the one that is there, with its new last day. */
export async function insertMaterial(
  trx: Trx,
  { createdAt, ...material }: Omit<StoredMaterial, 'createdAt'> & { createdAt: Date },
): Promise<StoredMaterial> {
  const known = await ofHolder(trx, material)
    .where('kind', '=', material.kind)
    .where('digest', '=', material.digest)
    .executeTakeFirst();
  if (known) {
    const { validUntil } = material;
    await trx
      .updateTable('application_material')
      .set({ valid_until: validUntil })
      .where('id', '=', known.id)
      .execute();
    return { ...toMaterial(known), validUntil };
  }
  const row = await trx
    .insertInto('application_material')
    .values({
      id: material.id,
      owner_id: material.ownerId,
      organisation_id: material.organisationId,
      kind: material.kind,
      file_name: material.fileName,
      file_type: material.fileType,
      bytes: material.bytes,
      digest: material.digest,
      valid_until: material.validUntil,
      created_at: createdAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toMaterial(row);
}
