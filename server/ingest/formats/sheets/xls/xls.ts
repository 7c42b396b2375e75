import { open } from 'node:fs/promises';
import { refuse } from '../../../../../rules/reading/refusal.ts';
import type { OnChunk } from '../../format.ts';
import { RowBuilder } from '../row-builder.ts';
import { sheetFormat } from '../sheet-format.ts';
import type { OnSheetRow, Sheet, SheetNotes, WithSource } from '../sheet-source.ts';
import { BiffCells, indexSheet, type BiffIndex } from './biff-cells.ts';
import { recordAt } from './biff-records.ts';
import { readBiff, type BiffWorkbook } from './biff-workbook.ts';
import { withCompoundFile, type CompoundFile } from './compound-file.ts';

const OLE = 'd0cf11e0a1b11ae1';
/** Workbooks of one sheet, without a container, are of a time when memory was counted in kilobytes. */
const LONGEST_BARE = 64 * 1024 * 1024;
/** What else is kept in the same container, by a stream that only it has. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^worddocument$/i, 'doc'],
  [/^(powerpoint document|pp40|pp97_dualstorage)$/i, 'ppt'],
  [/^__properties_version1\.0$/, 'msg'],
  [/^visiodocument$/i, 'visio'],
  [/^(fileheader|bodytext)$/i, 'hwp'],
  [/^[\u3800-\u4840]+/, 'msi'],
  [/^(catalog|\d+)$/i, 'thumbs'],
];

async function streamOf(compound: CompoundFile): Promise<Buffer> {
  const { names } = compound;
  if (names.includes('EncryptedPackage') || names.includes('EncryptionInfo'))
    refuse('unreadable-file', 'encrypted-workbook');
  const stream = (await compound.stream('Workbook')) ?? (await compound.stream('Book'));
  if (stream) return stream;
  const other = OTHERS.find(([pattern]) => names.some((name) => pattern.test(name)));
  return refuse('unsupported-format', 'format', { format: other?.[1] ?? 'ole' });
}

/** The records of an old workbook, from its container or bare. */
async function bytesOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(8);
    await file.read(head, 0, 8, 0);
    if (head.toString('hex') === OLE) return await withCompoundFile(path, streamOf);
    const { size } = await file.stat();
    if (size > LONGEST_BARE) refuse('too-large', 'old-workbook-bytes', { limit: LONGEST_BARE, size });
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Cells between two chances to drain what was made of them. */
const STEP = 8192;

async function eachRow(
  workbook: BiffWorkbook,
  { cells, hiddenRows }: BiffIndex,
  onRow: OnSheetRow,
  notes: SheetNotes,
  onChunk?: OnChunk,
): Promise<void> {
  const rows = new RowBuilder(onRow, notes);
  const reader = new BiffCells(workbook, rows);
  for (const [i, offset] of cells.entries()) {
    const record = recordAt(workbook.stream, offset);
    if (!record) return;
    const row = workbook.stream.readUInt16LE(record.start);
    if (row + 1 !== rows.number) {
      rows.end();
      rows.start(row + 1, hiddenRows.has(row));
    }
    reader.take(record);
    if (i % STEP === STEP - 1) await onChunk?.();
  }
  rows.end();
  await onChunk?.();
}

/** A record that says more than it holds makes the bytes run out: that is the file's fault. */
function orDamaged(error: unknown): never {
  const code = error instanceof RangeError && 'code' in error ? error.code : undefined;
  if (code === 'ERR_OUT_OF_RANGE' || code === 'ERR_BUFFER_OUT_OF_BOUNDS')
    refuse('unreadable-file', 'damaged-workbook', { part: 'BIFF' });
  throw error;
}

const openXls: WithSource = async (path, encoding, work) => {
  const workbook = readBiff(await bytesOf(path), encoding);
  const known = new Map<number, BiffIndex>();
  const indexOf = ({ number }: Sheet): BiffIndex => {
    const index = known.get(number) ?? indexSheet(workbook, workbook.sheets[number - 1]?.offset ?? 0);
    known.set(number, index);
    return index;
  };
  return work({
    format: 'xls',
    encoding: workbook.encoding,
    sheets: workbook.sheets,
    warnings: [],
    outline: async (sheet) => indexOf(sheet),
    eachRow: (sheet, onRow, notes, onChunk) => eachRow(workbook, indexOf(sheet), onRow, notes, onChunk),
  });
};

const withXls: WithSource = (path, encoding, work) => openXls(path, encoding, work).catch(orDamaged);

/** XLS of Excel 2.0 to 2003. */
export const xls = sheetFormat(withXls);
