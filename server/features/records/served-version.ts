import { can } from '../../../rules/access/permissions.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { LivePeriodView } from '../../../rules/sources/live.ts';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Call } from '../../context.ts';
import type { EngineTable } from '../../engine/index.ts';
import { openPeriodOf } from '../../plugins/open-periods.ts';
import type { HeldFile } from '../../store/objects.ts';
import { knownDataset, type Dataset } from '../datasets/index.ts';
import { emergencyUse } from '../emergencies/index.ts';
import { useGrant, type GrantedUse } from '../grants/index.ts';
import { publishedVersion } from '../versions/index.ts';

/** Rows that this caller may take: those of a published version, or of the open period of a live dataset. */
export interface Served {
  dataset: Dataset;
  /** Of the bytes: the same is the same at every address. */
  tag: string;
  /** null while the rows are live. */
  number: number | null;
  live: LivePeriodView | null;
  /** Under which conditional data is served; null: it is everyone's. */
  grant: GrantedUse | null;
  /** null while the rows are live: their file does not stay; and under a grant: it tells of all rows and fields. */
  manifest: VersionManifest | null;
  /** Of coordinates, as the reading of the file found it; null where it did not, and while the rows are live. */
  coordinateSystem: string | null;
  /** What the rows are in; asked for only once the caller's own copy turned out to be out of date. */
  table(): Promise<EngineTable>;
}
/** A published version. */
export interface ServedVersion extends Served {
  number: number;
  manifest: VersionManifest;
}

/**
 * What a caller asks for: when `wanted` is undefined, the open period of a live dataset, else the current version.
 * Conditional data only in an emergency opening (`cq-main-4`) or under a grant of the caller, confined to what it gives;
 * `named` says which of several. Throws
 * `not-found` where nothing may be known, `not-permitted` for data that the caller was not given, `suspended`,
 * `no-data-yet`, and what keeps a grant from being used.
 */
export async function servedRows(
  call: Call,
  ref: string,
  wanted: number | undefined,
  named?: string,
): Promise<Served> {
  const current = await knownDataset(call, ref);
  const { openClass, id: datasetId } = current.dataset;
  const isGranted = named !== undefined || call.grantId !== undefined;
  const emergency = openClass === 'conditional' && !isGranted ? await emergencyUse(call, datasetId) : null;
  refuseUnlessOpen(call, current.dataset, emergency !== null);
  if (openClass !== 'conditional') return rowsOf(call, current, wanted);
  const grant = emergency ?? (await useGrant(call, datasetId, named));
  return confinedBy(grant, await rowsOf(call, current, wanted));
}

/**
 * Rows of what is current, confined as told, for somebody who has a right of their own to them (`plan2023-3.5`): no grant
 * is asked for. Throws as {@link servedRows}, but nothing of grants.
 */
export async function rowsByRight(
  call: Call,
  ref: string,
  confine: (whole: EngineTable) => EngineTable,
): Promise<EngineTable> {
  const current = await knownDataset(call, ref);
  refuseUnlessOpen(call, current.dataset);
  const { table } = await rowsOf(call, current, undefined);
  return confine(await table());
}

function confinedBy(grant: GrantedUse, served: Served): Served {
  const tag = `${grant.tag}.${served.tag}`;
  const table = async () => grant.confine(await served.table(), served.tag);
  return { ...served, tag, grant, manifest: null, table };
}

async function rowsOf(
  call: Call,
  current: Awaited<ReturnType<typeof knownDataset>>,
  wanted: number | undefined,
): Promise<Served> {
  const live = wanted === undefined ? openPeriodOf(call.services, current.dataset) : undefined;
  if (!live) return versionOf(call, current, wanted);
  const { id, view, table } = live;
  const tag = `live-${id}-${String(view.revision)}`;
  const { dataset } = current;
  const rows = { grant: null, manifest: null, coordinateSystem: null, table: () => Promise.resolve(table) };
  return { dataset, tag, number: null, live: view, ...rows };
}

/**
 * A published version as a whole, the current one when `wanted` is undefined; throws as {@link servedRows}, and
 * `beyond-grant` for one of which only a part was granted.
 */
export async function servedVersion(
  call: Call,
  ref: string,
  wanted: number | undefined,
): Promise<ServedVersion> {
  const current = await knownDataset(call, ref);
  const { id: datasetId, openClass } = current.dataset;
  refuseUnlessOpen(call, current.dataset);
  if (openClass === 'conditional') {
    const { grantId } = await useGrant(call, datasetId, undefined);
    throw new Problem('beyond-grant', { provision: 'xz-21', grant: grantId });
  }
  return versionOf(call, current, wanted);
}

async function versionOf(
  call: Call,
  current: Awaited<ReturnType<typeof knownDataset>>,
  wanted: number | undefined,
): Promise<ServedVersion> {
  const { dataset } = current;
  const version =
    wanted === undefined || wanted === current.version?.number
      ? current.version
      : await publishedVersion(call.services.db, dataset.id, wanted);
  if (!version?.manifest || version.number === null) throw new Problem('not-found');
  // From before the data was processed: still closed (`xz-14-1`).
  if (dataset.withheldBefore !== null && version.createdAt < dataset.withheldBefore)
    throw new Problem('not-permitted', { provision: 'xz-14-1' });
  const { id, manifest, number, reading } = version;
  const { coordinateSystem } = reading;
  const table = () => tableOf(call, manifest, id);
  return { dataset, tag: id, number, live: null, grant: null, manifest, coordinateSystem, table };
}

/** Who was granted nothing of conditional data hears no more of it than that. */
function refuseUnlessOpen(
  { actor }: Call,
  { state, openClass, currentVersionId }: Dataset,
  isEmergency = false,
): void {
  if (openClass === 'closed') throw new Problem('not-permitted', { provision: 'xz-14-1' });
  if (openClass === 'conditional' && actor.accountId === null && !isEmergency)
    throw new Problem('not-permitted', { provision: 'xz-18' });
  if (state === 'suspended') throw new Problem('suspended', { provision: 'xz-31' });
  if (state !== 'open' || currentVersionId === null) throw new Problem('no-data-yet');
  if (!can(actor, 'data.read')) throw new Problem('not-permitted');
}

const TABLES = new WeakMap<VersionManifest, EngineTable>();

/** Where its file is, is looked up once for as long as the version is remembered (35 µs). */
async function tableOf({ services }: Call, manifest: VersionManifest, version: string): Promise<EngineTable> {
  const known = TABLES.get(manifest);
  if (known) return known;
  const { objects } = services;
  const hold = () => patiently(objects.hold(manifest.data.digest));
  using file = await hold();
  const table: EngineTable = {
    path: file.path,
    columns: manifest.columns,
    rows: manifest.rows,
    version,
    ...(!objects.keepsFiles && { hold }),
  };
  TABLES.set(manifest, table);
  return table;
}

/** How long a caller waits for a file that comes from elsewhere. */
const PATIENCE_MS = 20_000;

/** Throws `unavailable` when it takes longer; the file comes all the same, for whoever asks again. */
async function patiently(held: Promise<HeldFile>): Promise<HeldFile> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Problem('unavailable', { retryAfter: 10 }));
    held.then(
      (file) => file[Symbol.dispose](),
      () => undefined,
    );
  }, PATIENCE_MS);
  return Promise.race([held, late.promise]).finally(() => clearTimeout(timer));
}
