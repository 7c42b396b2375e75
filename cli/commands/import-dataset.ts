import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { getDraft } from '../../rules/datasets/drafts.operations.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { confirmReading, getUpload, type UploadView } from '../../rules/uploads/uploads.operations.ts';
import type { Connection } from '../connection.ts';
import { connectTo } from '../in-process.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { answer, problemFromView, type Terminal } from '../terminal.ts';

interface ImportOptions extends PlaceOptions {
  body: string;
  name?: string;
}

const TUS = { 'tus-resumable': '1.0.0' };
const POLL_MS = 200;

export function addImportDataset(group: Command, terminal: Terminal): void {
  const { t } = terminal;
  withPlace(group.command('dataset <FILE>').description(t('cli.command.import.dataset')), terminal)
    .requiredOption('--body <CODE>', t('cli.option.body'))
    .option('--name <NAME>', t('cli.option.name'))
    .action((file: string, options: ImportOptions) => importDataset(file, options, terminal));
}

async function importDataset(file: string, { data, body, name, json }: ImportOptions, terminal: Terminal) {
  await stat(file).catch(() => {
    throw new Problem('unreadable-file', { detail: file });
  });
  const acting = `publisher-editor@${body}`;
  const connection = await connectTo(data, terminal);
  try {
    const id = await upload(connection, file, acting, terminal);
    terminal.progress(terminal.t('cli.import.reading'));
    const { reading } = await untilRead(connection, id, acting);
    const taken = await connection.call(
      confirmReading,
      { id, ...(name === undefined ? {} : { name }) },
      acting,
    );
    const draft = await connection.call(getDraft, { id: taken.datasetId }, acting);
    const facts = { code: draft.code, rows: reading?.rows ?? 0, columns: reading?.columns.length ?? 0 };
    answer(terminal, json, { ...taken, ...facts }, terminal.t('cli.import.done', facts));
  } finally {
    await connection.close();
  }
}

async function upload(
  connection: Connection,
  file: string,
  acting: string,
  { progress, t }: Terminal,
): Promise<string> {
  const { size } = await stat(file);
  const name = path.basename(file);
  const filename = Buffer.from(name).toString('base64');
  const created = await connection.send(
    {
      method: 'POST',
      path: '/api/v1/uploads',
      headers: {
        ...TUS,
        'upload-length': size,
        'upload-metadata': `filename ${filename}`,
        'content-length': 0,
      },
    },
    acting,
  );
  created.resume();
  const location = created.headers.location ?? '';
  let sent = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(file, {
      highWaterMark: 1024 * 1024,
    }) as AsyncIterable<Buffer>) {
      sent += chunk.length;
      progress(t('cli.import.uploading', { file: name, percent: Math.floor((sent / size) * 100) }));
      yield chunk;
    }
  }
  const headers = {
    ...TUS,
    'upload-offset': 0,
    'content-type': 'application/offset+octet-stream',
    'content-length': size,
  };
  const done = await connection.send({ method: 'PATCH', path: location, headers, body: counted() }, acting);
  done.resume();
  return location.split('/').at(-1) ?? '';
}

/** Throws the problem with which the file was refused. */
async function untilRead(connection: Connection, id: string, acting: string): Promise<UploadView> {
  for (;;) {
    const view = await connection.call(getUpload, { id }, acting);
    if (view.state === 'refused') throw problemFromView(view.problem);
    if (view.state !== 'receiving' && view.state !== 'received') return view;
    await pause(POLL_MS);
  }
}
