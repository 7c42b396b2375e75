import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { SYSTEM } from '../../../rules/access/roles.ts';
import type { ImportCounts } from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { bodyCodes } from '../../../rules/catalogue/import/body-code.ts';
import { readRow } from '../../../rules/catalogue/import/read-row.ts';
import { refusedBy } from '../../../rules/reading/refusal.ts';
import type { Call, Services } from '../../context.ts';
import { forgetDatasets } from '../../plugins/known-datasets.ts';
import { systemCall } from '../../system-call.ts';
import { bodiesByName, insertBody } from '../bodies/index.ts';
import { markVanished, sourceIdsOf } from '../catalogue/index.ts';
import { lackingOfSource } from '../datasets/index.ts';
import { recordEvent, recordEvents } from '../events/index.ts';
import { changeOf, LineComparer } from './compare-lines.ts';
import { countChanges, findImport, noteChanges, saveImport, type CatalogueImport } from './import.queries.ts';
import { FindingTotals, lackingOfLines } from './line-findings.ts';
import { eachLines, NoCatalogue, openCatalogue, type CatalogueFile } from './read-lines.ts';
import { takeLines, type Taking } from './take-lines.ts';

export const COMPARE_IMPORT = 'compare-catalogue-import';
export const TAKE_IMPORT = 'take-catalogue-import';

/** One transaction writes so many lines. */
const AT_ONCE = 250;

/** Where an export is while it is received and taken. */
export const importPath = ({ directory }: Services, id: string): string =>
  join(directory.paths.uploads, `catalogue-${id}`);

/** What the file says, looked over once. */
interface Overview {
  total: number;
  /** Names of datasets, and how often. */
  names: Map<string, number>;
  /** Names of bodies. */
  bodies: Set<string>;
}

async function overlook(file: CatalogueFile, { profile }: Services): Promise<Overview> {
  const overview: Overview = { total: 0, names: new Map(), bodies: new Set() };
  await eachLines(file, AT_ONCE, (lines) => {
    for (const cells of lines) {
      const { name, body, sharedFrom } = readRow(cells, file.form, profile.domains);
      overview.total += 1;
      overview.names.set(name, (overview.names.get(name) ?? 0) + 1);
      for (const each of [body, sharedFrom]) if (each !== '') overview.bodies.add(each);
    }
    return Promise.resolve();
  });
  return overview;
}

/** Codes of the bodies that the platform does not know yet. */
async function newBodies({ db }: Services, { form }: CatalogueFile, { bodies }: Overview) {
  const known = await bodiesByName(db);
  const unknown = [...bodies].filter((name) => !known.has(name));
  const codes = bodyCodes(unknown, new Set([...known.values()].map(({ code }) => code)), form);
  return [...codes].map(([name, code]) => ({ code, name }));
}

/** Finds out what an export would change, and changes nothing. Idempotent. */
export async function compareImport(services: Services, id: string): Promise<void> {
  const found = await findImport(services.db, id);
  if (found?.state !== 'comparing') return;
  const call = systemCall(services);
  try {
    const file = await openCatalogue(
      importPath(services, id),
      found.fileName,
      services.profile.catalogueForms,
    );
    const overview = await overlook(file, services);
    if (overview.total === 0) throw new NoCatalogue([]);
    await saveImport(services.db, id, { source: file.form.name, total: overview.total, done: 0 });
    const { domains } = services.profile;
    const comparer = new LineComparer(file.form, domains);
    const totals = new FindingTotals();
    let done = 0;
    await eachLines(file, AT_ONCE, async (lines) => {
      const { lines: looked, left } = await comparer.look(services.db, lines);
      const changes = looked.map((line) => changeOf(line)).filter((change) => change !== null);
      const written = looked.filter(({ rewrites }) => rewrites);
      for (const lacking of await lackingOfLines(services.db, written, { names: overview.names, domains }))
        totals.add(lacking);
      done += lines.length;
      await services.db.transaction().execute(async (trx) => {
        await noteChanges(trx, id, [...changes, ...left]);
        await saveImport(trx, id, { done });
      });
    });
    await noteVanished(services, id, file.form.name, comparer.seen);
    const counts = await countsOf(services, id, overview.total);
    const bodies = await newBodies(services, file, overview);
    await services.db.transaction().execute(async (trx) => {
      await saveImport(trx, id, { state: 'compared', counts, newBodies: bodies, findings: totals.counts() });
      await recordEvent(trx, call, {
        action: 'catalogue-import.compare',
        thing: 'catalogue-import',
        thingId: id,
        provision: 'xz-9',
        data: { source: file.form.name, ...counts },
      });
    });
  } catch (error) {
    await refuse(services, id, error);
  }
}

async function refuse(services: Services, id: string, error: unknown): Promise<void> {
  const call = systemCall(services);
  const refused = refusedBy(error);
  const lacking = error instanceof NoCatalogue ? error.lacking : null;
  if (!refused && !lacking) throw error;
  await services.db.transaction().execute(async (trx) => {
    const refusal = refused ? { ...refused, traceId: call.traceId } : { lacking: lacking ?? [] };
    await saveImport(trx, id, { state: 'refused', refusal, finishedAt: services.clock.now() });
    await recordEvent(trx, call, {
      action: 'catalogue-import.refuse',
      thing: 'catalogue-import',
      thingId: id,
      result: 'refused',
      reasons: refused ? [refused.code, refused.reason] : [...(lacking ?? [])],
      provision: 'xz-9',
    });
  });
  await rm(importPath(services, id), { force: true });
}

async function noteVanished(
  { db }: Services,
  id: string,
  source: string,
  seen: ReadonlySet<string>,
): Promise<void> {
  const gone = (await sourceIdsOf(db, source)).filter(({ sourceId }) => !seen.has(sourceId));
  for (let from = 0; from < gone.length; from += AT_ONCE) {
    const changes = gone
      .slice(from, from + AT_ONCE)
      .map((each) => ({ ...each, kind: 'vanished' as const, differences: [] }));
    await db.transaction().execute((trx) => noteChanges(trx, id, changes));
  }
}

async function countsOf({ db }: Services, id: string, total: number): Promise<ImportCounts> {
  const kinds = await countChanges(db, id);
  const of = (kind: string): number => kinds.get(kind) ?? 0;
  const counted = {
    new: of('new'),
    changed: of('changed'),
    disputed: of('disputed'),
    repeated: of('repeated'),
    unusable: of('unusable'),
  };
  const rest = Object.values(counted).reduce((sum, each) => sum - each, total);
  return { ...counted, same: rest, vanished: of('vanished') };
}

/** Takes a compared export over, batch by batch; what was taken before a crash is found and left. */
export async function takeImport(services: Services, id: string): Promise<void> {
  const found = await findImport(services.db, id);
  if (found?.state !== 'taking') return;
  const call = callOf(services, found);
  const file = await openCatalogue(importPath(services, id), found.fileName, services.profile.catalogueForms);
  const overview = await overlook(file, services);
  const taking: Taking = {
    call,
    importId: id,
    source: file.form.name,
    bodies: await makeBodies(call, file, overview),
    names: overview.names,
  };
  const comparer = new LineComparer(file.form, services.profile.domains);
  let done = 0;
  await eachLines(file, AT_ONCE, async (lines) => {
    done += lines.length;
    await services.db.transaction().execute(async (trx) => {
      const { lines: looked } = await comparer.look(trx, lines);
      await takeLines(trx, taking, looked);
      await saveImport(trx, id, { done });
    });
    forgetDatasets(services);
  });
  await finish(call, found, file.form.name);
}

/** The acts of an import are those of whoever took it. */
const callOf = (services: Services, { by: { accountId, role } }: CatalogueImport): Call =>
  systemCall(services, { ...SYSTEM, accountId, role });

async function makeBodies(call: Call, file: CatalogueFile, overview: Overview): Promise<Taking['bodies']> {
  const { services } = call;
  const { districts } = services.profile;
  const wanted = await newBodies(services, file, overview);
  await services.db.transaction().execute(async (trx) => {
    for (const { code, name } of wanted) {
      const district = districts.find((each) => name.includes(each)) ?? null;
      const createdAt = services.clock.now();
      const id = services.newId();
      // No export says what a body is called in English.
      await insertBody(trx, { id, code, name, nameEn: name, district, createdAt });
      await recordEvents(trx, call, [
        { action: 'body.create', thing: 'public-body', thingId: id, data: { code }, provision: 'xz-5' },
      ]);
    }
  });
  return bodiesByName(services.db);
}

async function finish(call: Call, { id, total }: CatalogueImport, source: string): Promise<void> {
  const { services } = call;
  const counts = await countsOf(services, id, total ?? 0);
  const findings = await lackingOfSource(services.db, source);
  await services.db.transaction().execute(async (trx) => {
    const finishedAt = services.clock.now();
    await markVanished(trx, id, finishedAt);
    await saveImport(trx, id, { state: 'taken', counts, findings, finishedAt });
    await recordEvent(trx, call, {
      action: 'catalogue-import.finish',
      thing: 'catalogue-import',
      thingId: id,
      provision: 'xz-9',
      data: { source, ...counts },
    });
  });
  await rm(importPath(services, id), { force: true });
}
