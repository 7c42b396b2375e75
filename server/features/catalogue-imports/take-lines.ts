import type { CatalogueRow } from '../../../rules/catalogue/import/catalogue-row.ts';
import { listEntryOf } from '../../../rules/catalogue/import/list-entry-of.ts';
import { momentOf } from '../../../rules/catalogue/import/read-row.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import {
  insertImportedEntries,
  keepLines,
  markDisputed,
  rewriteImportedEntry,
  type ImportedEntry,
} from '../catalogue/index.ts';
import { insertImportedListings, rewriteImportedListing, type ImportedListing } from '../datasets/index.ts';
import { recordEvents, type Act } from '../events/index.ts';
import { changeOf, type Line } from './compare-lines.ts';
import { noteChanges } from './import.queries.ts';
import { lackingOfLines } from './line-findings.ts';

/** What all lines of one import share. */
export interface Taking {
  call: Call;
  importId: string;
  source: string;
  /** By name. */
  bodies: ReadonlyMap<string, { id: string; code: string }>;
  /** How often each name stands in the file. */
  names: ReadonlyMap<string, number>;
}

/** A line that is written, with the ids under which it is. */
interface Written {
  line: Line;
  entry: ImportedEntry;
  /** Null for what is in the catalogue alone. */
  listing: ImportedListing | null;
}

/** Takes lines over with their events, in the caller's transaction. */
export async function takeLines(trx: Trx, taking: Taking, lines: readonly Line[]): Promise<void> {
  const written = await prepared(
    trx,
    taking,
    lines.filter(({ rewrites }) => rewrites),
  );
  await writeNew(trx, taking, written);
  await rewrite(trx, taking, written);
  const kept = lines.filter(({ rewrites, entry }) => !rewrites && entry?.source);
  await keepLines(
    trx,
    kept.map(({ entry, cells }) => ({ id: entry?.view.id ?? '', cells })),
  );
  await dispute(trx, taking, lines);
  const ids = new Map(written.map(({ line, entry }) => [line, entry.id]));
  const changes = lines.map((line) => changeOf(line, ids.get(line))).filter((change) => change !== null);
  await noteChanges(trx, taking.importId, changes);
}

async function prepared(trx: Trx, taking: Taking, lines: readonly Line[]): Promise<Written[]> {
  const { domains } = taking.call.services.profile;
  const lacking = await lackingOfLines(trx, lines, { names: taking.names, domains });
  return lines.map((line, place) => {
    const entry = entryFrom(line, taking);
    const listing = line.row.listed ? listingFrom(line, entry, lacking[place] ?? {}, taking) : null;
    return { line, entry, listing };
  });
}

function bodyNamed({ bodies }: Taking, name: string): { id: string; code: string } {
  const body = bodies.get(name);
  if (!body) throw new Error(`no body was made for ${name}`);
  return body;
}

function entryFrom({ row, cells, entry }: Line, taking: Taking): ImportedEntry {
  const { services } = taking.call;
  const { sharedFrom, fields, firstPublished, updated, sourceId, sourceUrl } = row;
  return {
    ...plainParts(row),
    id: entry?.view.id ?? services.newId(),
    bodyId: bodyNamed(taking, row.body).id,
    sharedFromId: sharedFrom === '' ? null : bodyNamed(taking, sharedFrom).id,
    fields,
    source: taking.source,
    sourceId,
    sourceUrl,
    firstPublished,
    updated,
    cells,
    at: services.clock.now(),
  };
}

const plainParts = (row: CatalogueRow) => ({
  name: row.name,
  summary: row.summary,
  domain: row.domain,
  openness: row.openness,
  origin: row.origin,
  system: row.system,
  updateFrequency: row.updateFrequency,
  area: row.area,
  timeCoverage: row.timeCoverage,
});

function listingFrom(
  { row, dataset }: Line,
  { id: catalogueEntryId, at }: ImportedEntry,
  lacking: Record<string, number>,
  taking: Taking,
): ImportedListing {
  const { newId } = taking.call.services;
  return {
    id: dataset?.id ?? newId(),
    body: bodyNamed(taking, row.body),
    catalogueEntryId,
    entry: listEntryOf(row),
    lacking,
    listedAt: momentOf(row.firstPublished) ?? at,
    dataUpdatedAt: momentOf(row.updated),
    at,
  };
}

async function writeNew(trx: Trx, taking: Taking, written: readonly Written[]): Promise<void> {
  const { call, importId } = taking;
  const entries = written.filter(({ line }) => line.entry === null);
  await insertImportedEntries(
    trx,
    entries.map(({ entry }) => entry),
  );
  const listings = written.flatMap(({ line, listing }) => (listing && !line.dataset ? [listing] : []));
  const codes = await insertImportedListings(trx, call.services.profile.cityCode, listings);
  await recordEvents(trx, call, [
    ...entries.map(({ entry, line }) => importAct(entry.id, importId, line)),
    ...listings.map((listing, i) => listAct(listing, importId, codes[i])),
  ]);
}

async function rewrite(trx: Trx, { call, importId }: Taking, written: readonly Written[]): Promise<void> {
  const acts: Act[] = [];
  for (const { line, entry, listing } of written) {
    if (line.entry === null) continue;
    await rewriteImportedEntry(trx, entry);
    acts.push(importAct(entry.id, importId, line));
    if (!listing || !line.dataset) continue;
    await rewriteImportedListing(trx, listing);
    acts.push(listAct(listing, importId));
  }
  await recordEvents(trx, call, acts);
}

async function dispute(trx: Trx, { call, importId }: Taking, lines: readonly Line[]): Promise<void> {
  const disputed = lines.filter(({ kind }) => kind === 'disputed');
  for (const { entry, differences } of disputed) {
    if (entry) await markDisputed(trx, { id: entry.view.id, importId, headers: headersOf(differences) });
  }
  await recordEvents(
    trx,
    call,
    disputed.map((line) => ({
      ...importAct(line.entry?.view.id ?? '', importId, line),
      action: 'catalogue-entry.dispute',
    })),
  );
}

const headersOf = (differences: Line['differences']): string[] => differences.map(({ header }) => header);

const importAct = (entryId: string, importId: string, { row, differences }: Line): Act => ({
  action: 'catalogue-entry.import',
  thing: 'catalogue-entry',
  thingId: entryId,
  provision: 'xz-9',
  data: { importId, sourceId: row.sourceId, headers: headersOf(differences) },
});

const listAct = ({ id, entry, catalogueEntryId }: ImportedListing, importId: string, code?: string): Act => ({
  action: 'dataset.list',
  thing: 'dataset',
  thingId: id,
  provision: 'xz-9',
  data: { importId, catalogueEntryId, openClass: entry.openClass, ...(code === undefined ? {} : { code }) },
});
