import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { Problem } from '../../rules/problems/problems.ts';
import { takeSnapshot } from '../../rules/installation/installation.operations.ts';
import { syncFolder } from '../../server/store/folders.ts';
import { connectTo } from '../in-process.ts';
import { isInstalled } from '../offline-store.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { sizeText } from '../sizes.ts';
import { answer, type Terminal } from '../terminal.ts';

interface ExportOptions extends PlaceOptions {
  out: string;
}

export function addExport(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  withPlace(program.command('export').description(t('cli.command.export')), terminal)
    .requiredOption('--out <FILE>', t('cli.option.out'), (given) => path.resolve(given))
    .action((options: ExportOptions) => exportTo(options, terminal));
}

async function exportTo({ data, out: file, json }: ExportOptions, terminal: Terminal): Promise<void> {
  const { t } = terminal;
  if (!(await isInstalled(data))) throw new Problem('not-found', { detail: data });
  const connection = await connectTo(data, terminal);
  const unfinished = `${file}.unfinished`;
  try {
    const snapshot = await connection.send({
      method: takeSnapshot.method,
      path: `/api/v1${takeSnapshot.path}`,
    });
    let bytes = 0;
    const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        terminal.progress(`${t('cli.export.working')} ${sizeText(bytes)}`);
        yield chunk;
      }
    };
    await pipeline(snapshot, counted, createWriteStream(unfinished, { mode: 0o600, flush: true }));
    await rename(unfinished, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await connection.close();
  }
  const { size } = await stat(file);
  answer(terminal, json, { file, bytes: size }, t('cli.export.done', { file, size: sizeText(size) }));
}
