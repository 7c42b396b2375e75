import type { Language, MessageKey, Translate } from '../../locales/index.ts';
import type { DatasetState } from '../datasets/dataset.machine.ts';
import {
  DESCRIBING_ELEMENTS,
  OPEN_CLASSES,
  UPDATE_FREQUENCIES,
  type Field,
  type ListEntry,
} from '../datasets/list-entry.schema.ts';
import type { Profile } from '../profile/profile.schema.ts';
import type { Digest } from './changes.ts';
import { ELEMENT_FORMS, ENTRY_ELEMENTS, FIELD_ELEMENTS, textAt, type EntryElement } from './elements.ts';
import { checkCode, FIELD_COLUMNS, LIST_COLUMNS, type FileColumn } from './list-file.ts';

/** Columns of what anyone may read; of closed datasets there are name, publisher and ground alone. */
export const PUBLIC_COLUMNS = ['code', 'name', 'publisher', 'state', ...DESCRIBING_ELEMENTS] as const;
export const PUBLIC_FIELD_COLUMNS = [
  'code',
  'dataset',
  'field',
  'label',
  'type',
  'unit',
  'description',
] as const;
export const CLOSED_COLUMNS = ['name', 'publisher', 'ground'] as const;
export type WrittenColumn = FileColumn | 'ground';

/** What the columns and the choices of a list file are called: the words of the pages. */
export interface FileWords {
  header(column: WrittenColumn): string;
  choice(element: EntryElement, code: string): string;
  state(state: DatasetState): string;
  type(type: Field['type']): string;
}

const isOneOf = <T extends string>(known: readonly T[], text: string): text is T =>
  (known as readonly string[]).includes(text);

function headerKey(column: WrittenColumn): MessageKey {
  if (isOneOf(ENTRY_ELEMENTS, column)) return `console.entry.${column}`;
  if (isOneOf(FIELD_ELEMENTS, column)) return `console.field.${column}`;
  switch (column) {
    case 'levels':
    case 'evidence':
      return `console.entry.${column}`;
    case 'type':
      return 'console.field.type';
    default:
      return `listFile.column.${column}`;
  }
}

export function fileWords(t: Translate, language: Language, domains: Profile['domains']): FileWords {
  return {
    header: (column) => t(headerKey(column)),
    state: (state) => t(`datasetState.${state}`),
    type: (type) => t(`fieldType.${type}`),
    choice: (element, code) => {
      if (element === 'domain') return domains.find((each) => each.code === code)?.name[language] ?? code;
      if (isOneOf(OPEN_CLASSES, code)) return t(`openClass.${code}`);
      return isOneOf(UPDATE_FREQUENCIES, code) ? t(`updateFrequency.${code}`) : code;
    },
  };
}

/** A dataset as the lines of a file show it. */
export interface WrittenDataset {
  code: string;
  publisher: string;
  state: DatasetState;
  entry: ListEntry;
}

const plainWord: Digest = () => '';

/** The line of a dataset, in those columns. */
export function listLine(
  columns: readonly WrittenColumn[],
  dataset: WrittenDataset,
  words: FileWords,
  digest: Digest = plainWord,
): string[] {
  const { code, publisher, state, entry } = dataset;
  const own: Partial<Record<WrittenColumn, () => string>> = {
    code: () => code,
    publisher: () => publisher,
    state: () => words.state(state),
    levels: () => Object.values(entry.grade.levels).sort().join('、'),
    evidence: () => entry.grade.evidence,
    check: () => checkCode(code, null, entry, digest),
    ground: () => entry.explanation || entry.grade.evidence,
  };
  return columns.map((column) =>
    isOneOf(ENTRY_ELEMENTS, column) ? elementCell(entry, column, words) : (own[column]?.() ?? ''),
  );
}

function elementCell(entry: ListEntry, element: EntryElement, words: FileWords): string {
  const text = textAt(entry, { field: null, element }) ?? '';
  switch (ELEMENT_FORMS[element].kind) {
    case 'choice':
      return text === '' ? '' : words.choice(element, text);
    case 'words':
      return text.replaceAll('\n', '、');
    default:
      return text;
  }
}

/** The lines of a dataset's fields, in those columns. */
export function fieldLines(
  columns: readonly WrittenColumn[],
  { code, entry }: WrittenDataset,
  words: FileWords,
  digest: Digest = plainWord,
): string[][] {
  return entry.fields.map((field) => {
    const own: Partial<Record<WrittenColumn, () => string>> = {
      code: () => code,
      dataset: () => entry.name,
      field: () => field.name,
      type: () => words.type(field.type),
      check: () => checkCode(code, field.name, entry, digest),
    };
    return columns.map((column) =>
      isOneOf(FIELD_ELEMENTS, column)
        ? (textAt(entry, { field: field.name, element: column }) ?? '')
        : (own[column]?.() ?? ''),
    );
  });
}

/** The columns of a table by its headers, in any of the languages; null when it is neither a list nor its fields. */
export function columnsOf(
  headers: readonly string[],
  languages: readonly FileWords[],
): { table: 'list' | 'fields'; columns: (FileColumn | null)[] } | null {
  for (const words of languages) {
    for (const [table, known] of [
      ['fields', FIELD_COLUMNS],
      ['list', LIST_COLUMNS],
    ] as const) {
      const columns = headers.map(
        (header) => known.find((each) => words.header(each) === header.trim()) ?? null,
      );
      const needed: FileColumn[] = table === 'fields' ? ['code', 'field', 'check'] : ['code', 'check'];
      if (needed.every((column) => columns.includes(column))) return { table, columns };
    }
  }
  return null;
}

/** What a choice's words mean, in any of the languages, or its code; the words themselves when they mean nothing. */
export function meaningOf(
  element: EntryElement,
  text: string,
  choices: readonly string[],
  languages: readonly FileWords[],
): string {
  const found = choices.find(
    (code) => code === text || languages.some((words) => words.choice(element, code) === text),
  );
  return found ?? text;
}
