import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import readWorkbook from 'read-excel-file/node';
import type { BatchItem, DraftBatchView } from '../../../../rules/draft-batches/draft-batches.operations.ts';
import { writeWorkbook } from '../../../ingest/testing/workbook.ts';
import type { Platform } from '../../../testing/platform.ts';

/** A sheet as another program reads it: rows of texts, the header among them. */
export interface Sheet {
  name: string;
  rows: string[][];
}

export async function exported(platform: Platform, token: string | null, path: string): Promise<Buffer> {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await platform.app.inject({ url: `/api/v1${path}`, headers });
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  return answer.rawPayload;
}

export async function sheetsIn(bytes: Buffer): Promise<Sheet[]> {
  const sheets = await readWorkbook(bytes, { trim: false });
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: (data as unknown[][]).map((row) => row.map((cell) => (typeof cell === 'string' ? cell : ''))),
  }));
}

/** The same sheets as a program of somebody else's writes them. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'kaishu-list-'));
  const path = join(folder, 'list.xlsx');
  try {
    await writeWorkbook(path, {
      sheets: sheets.map(({ name, rows }) => ({
        name,
        rows: rows.map((row) => row.map((text) => (text === '' ? {} : { text }))),
      })),
    });
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes another text into the cell under a header, in the row that begins so; throws when there is none. */
export function edit(sheet: Sheet | undefined, begins: string[], header: string, text: string): void {
  const column = sheet?.rows[0]?.indexOf(header) ?? -1;
  const row = sheet?.rows.find((cells) => begins.every((start) => cells.includes(start)));
  if (!row || column < 0) throw new Error(`no cell ${header} of ${begins.join(', ')}`);
  row[column] = text;
}

export const sendList = (
  platform: Platform,
  token: string,
  bytes: Buffer,
  { fileName = '清单.xlsx', status = 201 } = {},
): Promise<DraftBatchView> =>
  platform.ask(token, 'POST', '/draft-batches/files', {
    body: { fileName, content: bytes.toString('base64') },
    status,
  });

export const itemsOf = async (platform: Platform, token: string, id: string): Promise<BatchItem[]> =>
  (await platform.ask<{ items: BatchItem[] }>(token, 'GET', `/draft-batches/${id}/items?limit=100`)).items;
