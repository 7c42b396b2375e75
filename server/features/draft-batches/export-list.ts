import type { Download } from '../../../rules/api/operation.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { exportDrafts, exportOpenList } from '../../../rules/draft-batches/draft-batches.operations.ts';
import { choicesOf, ELEMENT_FORMS, ENTRY_ELEMENTS } from '../../../rules/draft-batches/elements.ts';
import {
  CLOSED_COLUMNS,
  fieldLines,
  fileWords,
  listLine,
  PUBLIC_COLUMNS,
  PUBLIC_FIELD_COLUMNS,
  type FileWords,
  type WrittenColumn,
  type WrittenDataset,
} from '../../../rules/draft-batches/file-words.ts';
import { FIELD_COLUMNS, LIST_COLUMNS } from '../../../rules/draft-batches/list-file.ts';
import type { BookColumn, BookSheet } from '../../engine/workbook.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { scopeOf } from '../../plugins/permit.ts';
import { eachDataset, workingEntry, type Dataset, type WantedDatasets } from '../datasets/index.ts';
import { digest } from './digest.ts';
import { csvFile, jsonFile, workbookFile, type FileForm } from './list-tables.ts';

/** What nobody but the platform says of a dataset. */
const FIXED: readonly WrittenColumn[] = [
  'code',
  'publisher',
  'state',
  'levels',
  'evidence',
  'check',
  'dataset',
  'field',
  'type',
];
const WIDE: readonly WrittenColumn[] = [
  'summary',
  'conditions',
  'materials',
  'relations',
  'staticReason',
  'explanation',
  'description',
];
const MIDDLING: readonly WrittenColumn[] = ['name', 'dataset', 'evidence', 'keywords', 'ground', 'publisher'];

const widthOf = (column: WrittenColumn): number => {
  if (WIDE.includes(column)) return 48;
  return MIDDLING.includes(column) ? 30 : 16;
};

function columnFor(
  column: WrittenColumn,
  words: FileWords,
  domains: readonly string[],
  editable: boolean,
): BookColumn {
  const element = ENTRY_ELEMENTS.find((each) => each === column);
  const isChoice = editable && element !== undefined && ELEMENT_FORMS[element].kind === 'choice';
  return {
    name: words.header(column),
    width: widthOf(column),
    ...(editable && FIXED.includes(column) && { fixed: true }),
    ...(isChoice && {
      choices: choicesOf(element, domains)
        .filter(Boolean)
        .map((code) => words.choice(element, code)),
    }),
  };
}

type Datasets = AsyncIterable<readonly WrittenDataset[]>;

async function* writtenBy(found: AsyncIterable<readonly Dataset[]>): Datasets {
  for await (const part of found)
    yield part.map((dataset) => ({
      code: dataset.code,
      publisher: dataset.publisher.name,
      state: dataset.state,
      entry: workingEntry(dataset),
    }));
}

async function* inForce(found: AsyncIterable<readonly Dataset[]>): Datasets {
  for await (const part of found)
    yield part.flatMap(({ code, publisher, state, entry }) =>
      entry ? [{ code, publisher: publisher.name, state, entry: shown(entry) }] : [],
    );
}

/** Why data is static is not said of what is updated again. */
const shown = (entry: ListEntry): ListEntry =>
  entry.updateFrequency === 'static' ? entry : { ...entry, staticReason: '' };

async function* lines(
  datasets: Datasets,
  linesOf: (dataset: WrittenDataset) => readonly string[][],
): AsyncGenerator<string[][]> {
  for await (const part of datasets) yield part.flatMap(linesOf);
}

interface Table {
  name: string;
  columns: readonly WrittenColumn[];
  frozen: number;
  editable: boolean;
  /** Read anew for each table: nothing of a list is held. */
  datasets: () => Datasets;
  linesOf: (dataset: WrittenDataset) => readonly string[][];
}

function sheetOf(table: Table, words: FileWords, domains: readonly string[]): BookSheet {
  const { name, columns, frozen, editable, datasets, linesOf } = table;
  return {
    name,
    frozen,
    columns: columns.map((column) => columnFor(column, words, domains, editable)),
    rows: lines(datasets(), linesOf),
  };
}

const wordsFor = ({ t, language, services }: Call): FileWords =>
  fileWords(t, language, services.profile.domains);
const domainCodes = ({ services }: Call): string[] => services.profile.domains.map(({ code }) => code);

/** The list as it is being worked on, to be edited and brought back. */
export const exportWorking: UseCase<typeof exportDrafts> = async (
  call,
  { publisher, state, part, ...form },
) => {
  const { t, services } = call;
  const wanted: WantedDatasets = { ...scopeOf(call.actor, 'draft.read'), publisher, state, listed: false };
  const words = wordsFor(call);
  const datasets = (): Datasets => writtenBy(eachDataset(services.db, wanted));
  const list: Table = {
    name: t('listFile.sheet.list'),
    columns: LIST_COLUMNS,
    frozen: 2,
    editable: true,
    datasets,
    linesOf: (dataset) => [listLine(LIST_COLUMNS, dataset, words, digest)],
  };
  const fields: Table = {
    name: t('listFile.sheet.fields'),
    columns: FIELD_COLUMNS,
    frozen: 3,
    editable: true,
    datasets,
    linesOf: (dataset) => fieldLines(FIELD_COLUMNS, dataset, words, digest),
  };
  const file: FileForm = { ...form, name: fileName(call, publisher, 'draft-list', part, form.format) };
  return Promise.resolve(fileOf(call, file, { list, fields }, part, () => working(datasets())));
};

async function* working(datasets: Datasets): AsyncGenerator<object[]> {
  for await (const part of datasets) yield part.map(({ entry, ...rest }) => ({ ...rest, ...entry }));
}

/** The open list for anyone: what is open with every element, of closed datasets name, publisher and ground alone. */
export const exportPublic: UseCase<typeof exportOpenList> = async (
  call,
  { publisher, domain, part, ...form },
) => {
  const { t, services } = call;
  const words = wordsFor(call);
  const found = (closed: boolean) => (): Datasets =>
    inForce(
      eachDataset(services.db, { bodyId: null, district: null, publisher, domain, closed, listed: true }),
    );
  const isOpen = { editable: false, datasets: found(false) };
  const tables: Record<typeof part, Table> = {
    list: {
      ...isOpen,
      name: t('listFile.sheet.list'),
      columns: PUBLIC_COLUMNS,
      frozen: 2,
      linesOf: (dataset) => [listLine(PUBLIC_COLUMNS, dataset, words)],
    },
    fields: {
      ...isOpen,
      name: t('listFile.sheet.fields'),
      columns: PUBLIC_FIELD_COLUMNS,
      frozen: 3,
      linesOf: (dataset) => fieldLines(PUBLIC_FIELD_COLUMNS, dataset, words),
    },
    closed: {
      editable: false,
      name: t('listFile.sheet.closed'),
      columns: CLOSED_COLUMNS,
      frozen: 1,
      datasets: found(true),
      linesOf: (dataset) => [listLine(CLOSED_COLUMNS, dataset, words)],
    },
  };
  const file: FileForm = { ...form, name: fileName(call, publisher, 'open-list', part, form.format) };
  return Promise.resolve(
    fileOf(call, file, tables, part, () => publicItems(tables.list.datasets(), tables.closed.datasets())),
  );
};

async function* publicItems(open: Datasets, closed: Datasets): AsyncGenerator<object[]> {
  for await (const part of open)
    yield part.map(({ code, publisher, state, entry }) => {
      const { grade: _grade, explanation: _explanation, fields, ...rest } = entry;
      const shown = fields.map(({ binding: _binding, ...field }) => field);
      return { code, publisher, state, ...rest, fields: shown };
    });
  for await (const part of closed)
    yield part.map(({ publisher, entry }) => ({
      name: entry.name,
      publisher,
      ground: entry.explanation || entry.grade.evidence,
    }));
}

function fileOf<Part extends string>(
  call: Call,
  file: FileForm,
  tables: Record<Part, Table>,
  part: Part,
  items: () => AsyncIterable<readonly object[]>,
): Download {
  if (file.format === 'json') return jsonFile(file.name, items());
  const words = wordsFor(call);
  const domains = domainCodes(call);
  if (file.format === 'csv') return csvFile(file, sheetOf(tables[part], words, domains));
  const sheets = Object.values<Table>(tables).map((table) => sheetOf(table, words, domains));
  return workbookFile(file.name, sheets, call.t('listFile.sheet.choices'));
}

function fileName(
  { services }: Call,
  publisher: string | undefined,
  what: string,
  part: string,
  format: FileForm['format'],
): string {
  const parts = [
    services.profile.cityCode,
    publisher,
    what,
    format === 'csv' && part !== 'list' ? part : undefined,
  ];
  return parts.filter(Boolean).join('-');
}
