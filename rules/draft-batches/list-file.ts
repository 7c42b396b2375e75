import type { ListEntry } from '../datasets/list-entry.schema.ts';
import type { Change, Digest } from './changes.ts';
import {
  ELEMENT_FORMS,
  ENTRY_ELEMENTS,
  FIELD_ELEMENTS,
  textAt,
  tidyText,
  unfitText,
  type ElementPlace,
  type EntryElement,
  type FieldElement,
  type Unfit,
} from './elements.ts';

/** Columns of the list: what tells the dataset apart, its elements, and the check code that tells what was changed. */
export const LIST_COLUMNS = [
  'code',
  'publisher',
  'state',
  ...ENTRY_ELEMENTS,
  'levels',
  'evidence',
  'check',
] as const;
/** Columns of the fields, one a line. */
export const FIELD_COLUMNS = ['code', 'dataset', 'field', 'type', ...FIELD_ELEMENTS, 'check'] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];
export type FieldColumn = (typeof FIELD_COLUMNS)[number];
export type FileColumn = ListColumn | FieldColumn;

const CHECK_MARK = 'k';
const DIGEST_LENGTH = 6;

const placesOf = (field: string | null): ElementPlace[] =>
  field === null
    ? ENTRY_ELEMENTS.map((element) => ({ field, element }))
    : FIELD_ELEMENTS.map((element) => ({ field, element }));

const keyOf = (code: string, field: string | null): string => (field === null ? code : `${code}/${field}`);

/** Stands for a line as it was written: for which dataset or field, and what each element said. */
export const checkCode = (code: string, field: string | null, entry: ListEntry, digest: Digest): string =>
  CHECK_MARK +
  [keyOf(code, field), ...placesOf(field).map((place) => textAt(entry, place) ?? '')].map(digest).join('');

/** The digests of a line's elements in their order; null when the code is none, or that of another line. */
function basesIn(check: string, code: string, field: string | null, digest: Digest): string[] | null {
  const [own, ...bases] = check.slice(CHECK_MARK.length).match(/.{6}/g) ?? [];
  const whole = CHECK_MARK.length + DIGEST_LENGTH * (placesOf(field).length + 1);
  const isCode = check.startsWith(CHECK_MARK) && check.length === whole;
  return isCode && own === digest(keyOf(code, field)) ? bases : null;
}

/** One line of a file, in cells by column; columns that the file has not are absent. */
export interface FileLine {
  table: 'list' | 'fields';
  /** 1-based in the file. */
  row: number;
  cells: Partial<Record<FileColumn, string>>;
}

/** Why a line of a file is not taken. */
interface BadLine {
  code: 'code-missing' | 'field-missing' | 'check-broken' | 'repeated';
  row: number;
  element: null;
  args: Record<string, string | number>;
}
/** Why one element is not taken; the row is null where no file says it. */
type BadElement = Unfit & { row: number | null; element: EntryElement | FieldElement };
export type LineRefusal = BadLine | BadElement;

/** What a file wants of one dataset. */
export interface WantedDataset {
  code: string;
  row: number;
  changes: Change[];
  refusals: LineRefusal[];
}

/** What reading the lines needs to know: codes of domains, and what words of either language mean. */
export interface LineWords {
  domains: readonly string[];
  /** The code that a choice's words stand for; the words themselves when they stand for none. */
  meaningOf(element: EntryElement, words: string): string;
}

/** Lines as changes by dataset, in the order of the file; datasets whose lines are as they were written are left out. */
export function readLines(lines: readonly FileLine[], words: LineWords, digest: Digest): WantedDataset[] {
  const wanted = new Map<string, WantedDataset>();
  const seen = new Map<string, number>();
  for (const line of lines) {
    const code = (line.cells.code ?? '').trim();
    const { changes, refusals } = readLine(line, words, digest, seen);
    if (changes.length + refusals.length === 0) continue;
    const dataset = wanted.get(code) ?? { code, row: line.row, changes: [], refusals: [] };
    dataset.changes.push(...changes);
    dataset.refusals.push(...refusals);
    wanted.set(code, dataset);
  }
  return [...wanted.values()];
}

type ReadLine = Pick<WantedDataset, 'changes' | 'refusals'>;

function readLine(
  { table, row, cells }: FileLine,
  words: LineWords,
  digest: Digest,
  seen: Map<string, number>,
): ReadLine {
  const refused = (code: BadLine['code'], args: BadLine['args'] = {}): ReadLine => ({
    changes: [],
    refusals: [{ code, row, element: null, args }],
  });
  const code = (cells.code ?? '').trim();
  if (code === '') return refused('code-missing');
  const field = table === 'fields' ? (cells.field ?? '') : null;
  if (field === '') return refused('field-missing');
  const key = keyOf(code, field);
  const first = seen.get(key);
  if (first !== undefined) return refused('repeated', { first });
  seen.set(key, row);
  const bases = basesIn((cells.check ?? '').trim(), code, field, digest);
  if (!bases) return refused('check-broken');
  return readCells(row, cells, placesOf(field), bases, words, digest);
}

function readCells(
  row: number,
  cells: FileLine['cells'],
  places: readonly ElementPlace[],
  bases: readonly string[],
  words: LineWords,
  digest: Digest,
): ReadLine {
  const read: ReadLine = { changes: [], refusals: [] };
  for (const [i, place] of places.entries()) {
    const base = bases[i] ?? '';
    const cell = cells[place.element];
    if (cell === undefined) continue;
    const value = valueOf(place, cell, words);
    if (digest(value) === base) continue;
    const unfit = unfitText(place.element, value, words.domains);
    if (unfit) read.refusals.push({ ...unfit, row, element: place.element });
    else read.changes.push({ ...place, base, value });
  }
  return read;
}

function valueOf(place: ElementPlace, cell: string, words: LineWords): string {
  const text = tidyText(place.element, cell);
  const isChoice = place.field === null && ELEMENT_FORMS[place.element].kind === 'choice' && text !== '';
  return isChoice ? words.meaningOf(place.element, text) : text;
}
