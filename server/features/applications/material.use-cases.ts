import type { Material } from '../../../rules/applications/application.schema.ts';
import type {
  addMaterial,
  downloadMaterial,
  listMaterials,
} from '../../../rules/applications/applications.operations.ts';
import { LARGEST_LICENCE, licenceType } from '../../../rules/organisations/licence.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import { recordEvent } from '../events/index.ts';
import { findApplication } from './application.queries.ts';
import { known } from './application.view.ts';
import {
  applicationsWith,
  findMaterial,
  insertMaterial,
  materialsOf,
  type Holder,
  type StoredMaterial,
} from './material.queries.ts';

/** For whom the caller keeps documents: the organisation that they act for, else themselves. */
function holderOf({ actor }: Call, action: 'application.read' | 'application.write'): Holder {
  const { accountId: ownerId, organisationId } = actor;
  permit(actor, action, { ownerId, organisationId });
  if (ownerId === null) throw new Problem('not-permitted');
  return { ownerId, organisationId };
}

const shown = ({ digest: _d, ownerId: _o, organisationId: _g, ...material }: StoredMaterial): Material =>
  material;

export const list: UseCase<typeof listMaterials> = async (call) => ({
  items: (await materialsOf(call.services.db, holderOf(call, 'application.write'))).map(shown),
});

/** The bytes are kept before anything refers to them. */
export const add: UseCase<typeof addMaterial> = async (call, { content, ...described }) => {
  const { services } = call;
  const holder = holderOf(call, 'application.write');
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > LARGEST_LICENCE) throw new Problem('too-large', { provision: 'xz-18' });
  const fileType = licenceType(bytes);
  if (fileType === null)
    throw new Problem('unsupported-format', { words: (t) => t('application.material-unknown') });
  const { digest } = await services.objects.put(once(bytes));
  return services.db.transaction().execute(async (trx) => {
    const material = await insertMaterial(trx, {
      ...described,
      ...holder,
      ...{ id: services.newId(), fileType, bytes: bytes.length, digest, createdAt: services.clock.now() },
    });
    await recordEvent(trx, call, {
      action: 'application.add-material',
      thing: 'application-material',
      thingId: material.id,
      provision: 'xz-18',
      data: { kind: described.kind, digest },
    });
    return shown(material);
  });
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** For its holder, and for whoever may see an application that it was sent with. */
export const download: UseCase<typeof downloadMaterial> = async (call, { id }) => {
  const { services, actor } = call;
  const material = await findMaterial(services.db, id);
  if (!material) throw new Problem('not-found');
  const own =
    material.organisationId === null
      ? actor.accountId === material.ownerId && actor.organisationId === null
      : actor.organisationId === material.organisationId;
  if (!own && !(await mayReadOneOf(call, await applicationsWith(services.db, id))))
    throw new Problem('not-found');
  const { fileName, fileType, bytes, digest } = material;
  return {
    contentType: fileType,
    fileName,
    headers: { 'content-length': String(bytes), 'cache-control': 'private, no-store' },
    body: services.objects.stream(digest),
  };
};

async function mayReadOneOf(call: Call, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    const application = await findApplication(call.services.db, id);
    if (application && isSeen(call, application)) return true;
  }
  return false;
}

function isSeen(call: Call, application: Parameters<typeof known>[1]): boolean {
  try {
    known(call, application);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
