import { can } from '../../../rules/access/permissions.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Call } from '../../context.ts';
import type { EngineTable } from '../../engine/index.ts';
import { knownDataset, type Dataset } from '../datasets/index.ts';
import { publishedVersion, type DataVersion } from '../versions/index.ts';

/** A published version that this caller may take. */
export interface Served {
  dataset: Dataset;
  version: DataVersion;
  manifest: VersionManifest;
  number: number;
}

/**
 * The version that a caller asks for, the current one when `wanted` is undefined. Throws `not-found` where nothing may
 * be known, `not-permitted` for data that is not unconditional, `suspended`, `no-data-yet`.
 */
export async function servedVersion(call: Call, ref: string, wanted: number | undefined): Promise<Served> {
  const current = await knownDataset(call, ref);
  const { dataset } = current;
  refuseUnlessOpen(call, dataset);
  const version =
    wanted === undefined || wanted === current.version?.number
      ? current.version
      : await publishedVersion(call.services.db, dataset.id, wanted);
  if (!version?.manifest || version.number === null) throw new Problem('not-found');
  const { manifest, number } = version;
  return { dataset, version, manifest, number };
}

function refuseUnlessOpen({ actor }: Call, { state, openClass, currentVersionId }: Dataset): void {
  if (openClass === 'closed') throw new Problem('not-permitted', { provision: 'xz-14-1' });
  if (openClass === 'conditional') throw new Problem('not-permitted', { provision: 'xz-18' });
  if (state === 'suspended') throw new Problem('suspended', { provision: 'xz-31' });
  if (state !== 'open' || currentVersionId === null) throw new Problem('no-data-yet');
  if (!can(actor, 'data.read')) throw new Problem('not-permitted');
}

const TABLES = new WeakMap<VersionManifest, EngineTable>();

/**
 * The version as the engine reads it; asked for only once the caller's own copy turned out to be out of date. Where its
 * file is, is looked up once for as long as the version is remembered (35 µs).
 */
export async function tableOf({ services }: Call, { manifest, version }: Served): Promise<EngineTable> {
  const known = TABLES.get(manifest);
  if (known) return known;
  const path = await services.objects.localPath(manifest.data.digest);
  const table = { path, columns: manifest.columns, rows: manifest.rows, version: version.id };
  TABLES.set(manifest, table);
  return table;
}
