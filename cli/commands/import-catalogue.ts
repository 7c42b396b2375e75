import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import {
  getCatalogueImport,
  LARGEST_PART_BYTES,
  listImportChanges,
  sendCataloguePart,
  startCatalogueImport,
  stepCatalogueImport,
  type CatalogueImportView,
  type ImportChange,
} from '../../rules/catalogue/catalogue-imports.operations.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { Connection } from '../connection.ts';
import { connectTo } from '../in-process.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { answer, problemFromView, type Terminal } from '../terminal.ts';
import { withSteadyFile } from './source-file.ts';

interface ImportOptions extends PlaceOptions {
  preview?: boolean;
}

export function addImportCatalogue(group: Command, terminal: Terminal): void {
  const { t } = terminal;
  withPlace(group.command('catalog <FILE>').description(t('cli.command.import.catalog')), terminal)
    .option('--preview', t('cli.option.preview'))
    .action((file: string, options: ImportOptions) =>
      withSteadyFile(file, t, () => importCatalogue(file, options, terminal)),
    );
}

async function importCatalogue(
  file: string,
  { data, json, preview = false }: ImportOptions,
  terminal: Terminal,
): Promise<void> {
  const connection = await connectTo(data, terminal);
  try {
    const id = await send(connection, file, terminal);
    const compared = await until(connection, id, 'comparing', terminal);
    await connection.call(stepCatalogueImport, { id, event: preview ? 'drop' : 'take' });
    const done = preview ? compared : await until(connection, id, 'taking', terminal);
    const changes = await changesOf(connection, id);
    const { source, total, counts, newBodies, findings } = done;
    const taken = !preview;
    answer(
      terminal,
      json,
      { id, source, taken, total, counts, newBodies, findings, changes },
      told(done, changes, taken, terminal),
    );
  } finally {
    await connection.close();
  }
}

async function send(connection: Connection, file: string, { progress, t }: Terminal): Promise<string> {
  const opened = await open(file);
  try {
    const { size: bytes } = await opened.stat();
    const fileName = path.basename(file);
    const { id } = await connection.call(startCatalogueImport, { fileName, bytes });
    const part = Buffer.alloc(Math.min(LARGEST_PART_BYTES, bytes));
    for (let offset = 0; offset < bytes;) {
      progress(t('cli.import.uploading', { file: fileName, percent: Math.floor((offset / bytes) * 100) }));
      const { bytesRead } = await opened.read(part, 0, part.length, offset);
      const content = part.subarray(0, bytesRead).toString('base64');
      await connection.call(sendCataloguePart, { id, offset, content });
      offset += bytesRead;
      if (bytesRead === 0) throw new Problem('unreadable-file', { detail: file });
    }
    return id;
  } finally {
    await opened.close();
  }
}

const POLL_MS = 200;
/** No batch takes nearly as long. */
const STALLED_MS = 120_000;

/** Waits until it has left a state, saying how far it is. Throws the problem with which the file was refused. */
async function until(
  connection: Connection,
  id: string,
  state: 'comparing' | 'taking',
  { progress, t }: Terminal,
): Promise<CatalogueImportView> {
  let last = { done: -1, at: Date.now() };
  for (;;) {
    const view = await connection.call(getCatalogueImport, { id });
    if (view.problem) throw problemFromView(view.problem);
    if (view.state !== state) return view;
    if (view.done !== last.done) {
      last = { done: view.done, at: Date.now() };
      if (view.total !== null)
        progress(t(`cli.import.catalog.${state}`, { done: view.done, total: view.total }));
    }
    if (Date.now() - last.at > STALLED_MS)
      throw new Problem('unavailable', { detail: t('cli.import.catalog.stalled', { id }) });
    await pause(POLL_MS);
  }
}

/** Everything that is worth saying line by line: what is new is counted alone. */
async function changesOf(connection: Connection, id: string): Promise<ImportChange[]> {
  const changes: ImportChange[] = [];
  for (const kind of ['changed', 'disputed', 'vanished', 'repeated', 'unusable'] as const) {
    let cursor: string | null = null;
    do {
      const page: { items: ImportChange[]; next: string | null } = await connection.call(listImportChanges, {
        id,
        kind,
        limit: 100,
        ...(cursor === null ? {} : { cursor }),
      });
      changes.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
  }
  return changes;
}

const LINES = 20;

function told(
  { counts, newBodies, findings, source, total }: CatalogueImportView,
  changes: readonly ImportChange[],
  taken: boolean,
  { t }: Terminal,
): string {
  if (!counts) return '';
  const head = t(taken ? 'cli.import.catalog.taken' : 'cli.import.catalog.preview', {
    source: source ?? '',
    total: total ?? 0,
    bodies: newBodies.length,
    ...counts,
  });
  const lines = changes.slice(0, LINES).map(({ kind, sourceId, name, differences }) => {
    const headers = differences.map(({ header }) => header);
    const what = headers.length > 0 ? `: ${headers.join(', ')}` : '';
    return `  ${t(`catalogue.import.kind.${kind}`)} ${sourceId} ${name}${what}`;
  });
  if (changes.length > LINES)
    lines.push(`  ${t('cli.import.catalog.more', { count: changes.length - LINES })}`);
  const missing = findings.map(
    ({ code, datasets, times }) => `  ${t('cli.import.catalog.finding', { code, datasets, times })}`,
  );
  const list = missing.length > 0 ? [t('cli.import.catalog.findings'), ...missing] : [];
  return [head, ...lines, ...list].join('\n');
}
