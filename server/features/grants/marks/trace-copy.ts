import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { verdictOf, type Suspect } from '../../../../rules/grants/copy-mark.ts';
import type { CopyTrace, traceCopy } from '../../../../rules/grants/trace.operations.ts';
import { Problem } from '../../../../rules/problems/problems.ts';
import type { VersionManifest } from '../../../../rules/versions/version.schema.ts';
import type { Services } from '../../../context.ts';
import { createEngine, type Engine, type EngineTable } from '../../../engine/index.ts';
import { convertFile, inspectFile } from '../../../ingest/index.ts';
import type { UseCase } from '../../../plugins/operations.ts';
import { recordEvent } from '../../events/index.ts';
import { isLocalAdministrator } from '../../local-administrator/index.ts';
import { versionsOf } from '../../versions/index.ts';
import { markedGrants, type MarkedGrant } from './marked-grants.queries.ts';
import { DIGEST_BYTES } from './kept-back.ts';
import { copiedRows, recognising } from './recognised-rows.ts';
import { suspectsAmong } from './suspects.ts';

/** Names whose copy a file is. It reads a file of this machine: only for whoever owns the data folder anyway. */
export const trace: UseCase<typeof traceCopy> = async (call, { file }) => {
  if (!isLocalAdministrator(call.actor)) throw new Problem('not-permitted');
  const { services } = call;
  const found = await withCopy(services, file, (copy) => traced(services, copy));
  await services.db.transaction().execute((trx) =>
    recordEvent(trx, call, {
      ...{ action: 'copy.trace', thing: 'installation', thingId: services.newId(), provision: 'xz-21' },
      data: { grants: found.recipient?.grants ?? [], confidence: found.confidence, rows: found.rows },
    }),
  );
  return found;
};

interface Copy {
  engine: Engine;
  table: EngineTable;
}

/** The file as a table, for as long as the work on it takes. */
async function withCopy<T>(
  { directory }: Services,
  file: string,
  work: (copy: Copy) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(directory.paths.temporary, 'trace-'));
  const limits = { memoryLimit: '512MB', threads: 1, temporaryDirectory: path.join(folder, 'engine') };
  const engine = await createEngine({ ...limits, allowedDirectories: [folder] });
  try {
    const out = path.join(folder, 'copy.parquet');
    const reading = await inspectFile(file, path.basename(file));
    const { rows, columns } = await convertFile(file, reading, {}, out);
    const named = columns.map(({ name, label, type }) => ({ name, label, type }));
    return await work({ engine, table: { path: out, rows, columns: named } });
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What of a copy was found in a version of a dataset. */
interface Found {
  version: number;
  /** Of the rows that were recognised. */
  digests: Buffer;
}

const NOTHING: Found = { version: 0, digests: Buffer.alloc(0) };

async function traced(services: Services, copy: Copy): Promise<CopyTrace> {
  const marked = Map.groupBy(await markedGrants(services.db), ({ datasetId }) => datasetId);
  const suspects: Suspect<MarkedGrant>[] = [];
  let best = NOTHING;
  for (const [datasetId, grants] of marked) {
    const found = await foundIn(services, copy, datasetId);
    if (found.digests.length === 0) continue;
    if (found.digests.length > best.digests.length) best = found;
    suspects.push(
      ...suspectsAmong(
        found.digests,
        grants.map(({ key, share, ...of }) => ({ recipient: { ...of, key, share }, key, share })),
      ),
    );
  }
  const { recipient, confidence } = verdictOf(byHolder(suspects), suspects.length);
  return {
    recipient: recipient && {
      ...{ id: recipient.holderId, name: recipient.holder },
      dataset: recipient.datasetCode,
      grants: suspects.flatMap(({ recipient: each }) =>
        each.holderId === recipient.holderId && each.datasetId === recipient.datasetId ? [each.grantId] : [],
      ),
    },
    confidence,
    tested: suspects.length,
    version: best === NOTHING ? null : best.version,
    rows: { read: copy.table.rows, recognised: best.digests.length / DIGEST_BYTES },
  };
}

/** Of several grants of one holder of one dataset the one that says most. */
function byHolder(suspects: readonly Suspect<MarkedGrant>[]): Suspect<MarkedGrant>[] {
  const groups = Map.groupBy(suspects, ({ recipient }) => `${recipient.holderId} ${recipient.datasetId}`);
  return [...groups.values()].flatMap((group) =>
    group.toSorted((a, b) => a.byChance - b.byChance).slice(0, 1),
  );
}

/** In the version that has most of the rows. */
async function foundIn({ db, engine, objects }: Services, copy: Copy, datasetId: string): Promise<Found> {
  let best = NOTHING;
  for (const { manifest, number, state } of await versionsOf(db, datasetId)) {
    if (!manifest || number === null || state !== 'published') continue;
    const pairs = sharedFields(copy.table, manifest);
    if (pairs.length === 0) continue;
    const copied = new Set<string>();
    await copy.engine.digests(
      copy.table,
      pairs.map(({ copied: field }) => field),
      ([, ...columns]) => copiedRows(columns, copied),
    );
    using file = await objects.hold(manifest.data.digest);
    const table = { path: file.path, columns: manifest.columns, rows: manifest.rows };
    const { take, digests } = recognising(copied);
    await engine.digests(
      table,
      pairs.map(({ own }) => own),
      take,
    );
    const found = digests();
    if (found.length > best.digests.length) best = { version: number, digests: found };
  }
  return best;
}

/** Columns of the copy that are called as fields of the version are; none when they are less than half of the copy's. */
function sharedFields(copy: EngineTable, { columns }: VersionManifest): { copied: string; own: string }[] {
  const pairs = copy.columns.flatMap(({ name, label }) => {
    const own = columns.find((field) =>
      [field.name, field.label].some((each) => each === name || each === label),
    );
    return own ? [{ copied: name, own: own.name }] : [];
  });
  return pairs.length * 2 >= copy.columns.length ? pairs : [];
}
