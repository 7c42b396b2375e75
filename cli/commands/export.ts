import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Argument, type Command } from 'commander';
import {
  exportDrafts,
  exportOpenList,
  LIST_FORMATS,
} from '../../rules/draft-batches/draft-batches.operations.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { takeSnapshot } from '../../rules/installation/installation.operations.ts';
import { syncFolder } from '../../server/store/folders.ts';
import type { Connection } from '../connection.ts';
import { connectTo } from '../in-process.ts';
import { isInstalled } from '../offline-store.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { sizeText } from '../sizes.ts';
import { answer, type Terminal } from '../terminal.ts';

interface ExportOptions extends PlaceOptions {
  out: string;
  body?: string;
}
const WHAT = ['store', 'list'] as const;
type What = (typeof WHAT)[number];

export function addExport(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  withPlace(program.command('export').description(t('cli.command.export')), terminal)
    .addArgument(new Argument('[what]', t('cli.argument.export')).choices(WHAT).default('store'))
    .requiredOption('--out <FILE>', t('cli.option.out'), (given) => path.resolve(given))
    .option('--body <CODE>', t('cli.option.list-body'))
    .action((what: What, options: ExportOptions) => exportTo(what, options, terminal));
}

async function exportTo(what: What, options: ExportOptions, terminal: Terminal): Promise<void> {
  const { t } = terminal;
  const { data, out: file, json } = options;
  const asked = what === 'list' ? listOf(options, t) : { method: takeSnapshot.method, path: SNAPSHOT };
  if (!(await isInstalled(data))) throw new Problem('not-found', { detail: data });
  const connection = await connectTo(data, terminal);
  try {
    const acting =
      what === 'list' && options.body !== undefined ? `publisher-editor@${options.body}` : undefined;
    await saved(file, await connection.send(asked, acting), terminal, t(`cli.export.working.${what}`));
  } finally {
    await connection.close();
  }
  const { size } = await stat(file);
  const done = t(`cli.export.done.${what}`, { file, size: sizeText(size) });
  answer(terminal, json, { file, bytes: size }, done);
}

const SNAPSHOT = `/api/v1${takeSnapshot.path}`;

/** The public list, or what a body works on; the file's name says in which format. */
function listOf({ out, body }: ExportOptions, t: Terminal['t']): { method: string; path: string } {
  const format = LIST_FORMATS.find((each) => out.toLowerCase().endsWith(`.${each}`));
  if (!format)
    throw new Problem('invalid-input', {
      errors: [
        { pointer: '--out', detail: t('cli.export.list-format', { formats: LIST_FORMATS.join(', ') }) },
      ],
    });
  const { path: place } = body === undefined ? exportOpenList : exportDrafts;
  return { method: 'GET', path: `/api/v1${place.replace('{format}', format)}` };
}

/** What comes as a file: all of it, or none. */
async function saved(
  file: string,
  bytes: Awaited<ReturnType<Connection['send']>>,
  { progress }: Terminal,
  working: string,
): Promise<void> {
  const unfinished = `${file}.unfinished`;
  let count = 0;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      count += chunk.length;
      progress(`${working} ${sizeText(count)}`);
      yield chunk;
    }
  };
  try {
    await pipeline(bytes, counted, createWriteStream(unfinished, { mode: 0o600, flush: true }));
    await rename(unfinished, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
