import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import {
  LARGEST_LIST_FILE,
  listBatchItems,
  sendListFile,
  stepDraftBatch,
  type BatchItem,
} from '../../rules/draft-batches/draft-batches.operations.ts';
import { Problem } from '../../rules/problems/problems.ts';
import type { Connection } from '../connection.ts';
import { connectTo } from '../in-process.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { answer, type Terminal } from '../terminal.ts';
import { withSteadyFile } from './source-file.ts';

interface ImportOptions extends PlaceOptions {
  body: string;
  preview?: boolean;
}

export function addImportList(group: Command, terminal: Terminal): void {
  const { t } = terminal;
  withPlace(group.command('list <FILE>').description(t('cli.command.import.list')), terminal)
    .requiredOption('--body <CODE>', t('cli.option.body'))
    .option('--preview', t('cli.option.preview'))
    .action((file: string, options: ImportOptions) =>
      withSteadyFile(file, t, () => importList(file, options, terminal)),
    );
}

async function importList(
  file: string,
  { data, body, json, preview = false }: ImportOptions,
  terminal: Terminal,
): Promise<void> {
  const { t } = terminal;
  const { size } = await stat(file);
  if (size > LARGEST_LIST_FILE) throw new Problem('too-large', { detail: file });
  const acting = `publisher-editor@${body}`;
  const connection = await connectTo(data, terminal);
  try {
    const content = (await readFile(file)).toString('base64');
    const batch = await connection.call(sendListFile, { fileName: path.basename(file), content }, acting);
    const { id, counts } = batch;
    const items = await itemsOf(connection, id, acting);
    await connection.call(stepDraftBatch, { id, event: preview ? 'drop' : 'take' }, acting);
    const head = t(preview ? 'cli.import.list.preview' : 'cli.import.list.taken', { ...counts });
    answer(
      terminal,
      json,
      { id, taken: !preview, counts, items },
      [head, ...told(items, terminal)].join('\n'),
    );
  } finally {
    await connection.close();
  }
}

async function itemsOf(connection: Connection, id: string, acting: string): Promise<BatchItem[]> {
  const items: BatchItem[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: BatchItem[]; next: string | null } = await connection.call(
      listBatchItems,
      { id, limit: 100, ...(cursor === null ? {} : { cursor }) },
      acting,
    );
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

const LINES = 20;

/** What cannot be taken, dataset by dataset, and what somebody else changed meanwhile. */
function told(items: readonly BatchItem[], { t }: Terminal): string[] {
  const lines = items.flatMap(({ code, changes, refusals }) => [
    ...refusals.map(({ detail }) => `  ${detail}`),
    ...changes
      .filter(({ standing }) => standing === 'conflict' || standing === 'gone')
      .map(({ element, field }) => `  ${t('cli.import.list.conflict', { code, what: field ?? element })}`),
  ]);
  const more = lines.length - LINES;
  return more > 0 ? [...lines.slice(0, LINES), `  ${t('cli.import.catalog.more', { count: more })}`] : lines;
}
