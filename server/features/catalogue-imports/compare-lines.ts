import { isDeepStrictEqual } from 'node:util';
import type { ImportChange } from '../../../rules/catalogue/catalogue-imports.operations.ts';
import type { CatalogueRow, Cells } from '../../../rules/catalogue/import/catalogue-row.ts';
import {
  compareRow,
  unusableIn,
  type Compared,
  type Known,
} from '../../../rules/catalogue/import/compare-row.ts';
import { differenceOf } from '../../../rules/catalogue/import/difference.ts';
import { listEntryOf } from '../../../rules/catalogue/import/list-entry-of.ts';
import { readRow, timeText, type Domains } from '../../../rules/catalogue/import/read-row.ts';
import { ON_THE_LIST } from '../../../rules/datasets/dataset.machine.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { CatalogueForm } from '../../../rules/profile/catalogue-form.schema.ts';
import type { Reader } from '../../store/database.ts';
import { entriesOfSource, rowOf, type Entry } from '../catalogue/index.ts';
import { datasetsOfEntries, type BoundDataset } from '../datasets/index.ts';

/** A line with what it stands for here. */
export interface Line extends Compared {
  entry: Entry | null;
  dataset: BoundDataset | null;
}

export interface Looked {
  lines: Line[];
  /** Lines that are not taken. */
  left: ImportChange[];
}

/** Looks at lines of one file, which all pass through the same one: an id that comes again is left out. */
export class LineComparer {
  readonly seen = new Set<string>();
  #lines = 0;
  readonly #form: CatalogueForm;
  readonly #domains: Domains;

  constructor(form: CatalogueForm, domains: Domains) {
    this.#form = form;
    this.#domains = domains;
  }

  async look(db: Reader, all: readonly Cells[]): Promise<Looked> {
    const left: ImportChange[] = [];
    const usable = all.flatMap((cells) => {
      this.#lines += 1;
      const row = readRow(cells, this.#form, this.#domains);
      const reason = this.#unusable(cells, row);
      if (reason) left.push(reason);
      return reason ? [] : [{ cells, id: row.sourceId }];
    });
    const entries = await entriesOfSource(
      db,
      this.#form.name,
      usable.map(({ id }) => id),
    );
    const datasets = await datasetsOfEntries(
      db,
      [...entries.values()].map(({ view }) => view.id),
    );
    const lines = usable.map(({ cells, id }) => {
      const entry = entries.get(id) ?? null;
      const dataset = (entry && datasets.get(entry.view.id)) ?? null;
      const known = entry && knownOf(entry, dataset, this.#form, this.#domains);
      return { ...compareRow(cells, known, this.#form, this.#domains), entry, dataset };
    });
    return { lines, left };
  }

  #unusable(cells: Cells, row: CatalogueRow): ImportChange | null {
    const { sourceId, name, body } = row;
    const lacking = unusableIn(cells, row, this.#form);
    const left = { name, body, entryId: null };
    if (lacking.length > 0) {
      const differences = lacking.map((header) => differenceOf(header, '', cells[header] ?? ''));
      return { ...left, kind: 'unusable', sourceId: `${sourceId}#${this.#lines}`, differences };
    }
    if (this.seen.has(sourceId)) {
      return { ...left, kind: 'repeated', sourceId: `${sourceId}#${this.#lines}`, differences: [] };
    }
    this.seen.add(sourceId);
    return null;
  }
}

/** What the list says of an entry; what is in the catalogue alone has its conditions nowhere but in its line. */
export const listOf = (dataset: BoundDataset | null, conditionsInLine: string) => ({
  listed: dataset !== null && ON_THE_LIST.includes(dataset.state),
  conditions: dataset?.entry?.conditions.join('\n') ?? conditionsInLine,
  listedAt: timeText(dataset?.listedAt ?? null),
  updatedAt: timeText(dataset?.dataUpdatedAt ?? null),
});

function knownOf(entry: Entry, dataset: BoundDataset | null, form: CatalogueForm, domains: Domains): Known {
  const kept = entry.source?.row ?? null;
  const row = rowOf(entry, listOf(dataset, kept ? readRow(kept, form, domains).conditions : ''));
  return { row, kept, worked: dataset !== null && isWorked(dataset, row) };
}

/** People are at it, have written on the list what no export says, or data was published. */
const isWorked = ({ underWay, entry, state }: BoundDataset, row: CatalogueRow): boolean =>
  underWay || state !== 'listed' || (entry !== null && !saysOnly(entry, listEntryOf(row)));

const PARTS = ['name', 'summary', 'domain', 'timeCoverage', 'area', 'updateFrequency', 'openClass'] as const;

function saysOnly(entry: ListEntry, imported: ListEntry): boolean {
  const { relations, materials, keywords, explanation, grade } = entry;
  const isPlain = [relations, explanation, grade.evidence, ...materials, ...keywords].join('') === '';
  return (
    isPlain &&
    PARTS.every((part) => entry[part] === imported[part]) &&
    isDeepStrictEqual(entry.conditions, imported.conditions) &&
    isDeepStrictEqual(entry.fields, imported.fields)
  );
}

/** What is noted of a line; null where it says nothing new. */
export const changeOf = ({ kind, row, differences, entry }: Line, entryId?: string): ImportChange | null =>
  kind === 'same'
    ? null
    : {
        kind,
        sourceId: row.sourceId,
        name: row.name,
        body: row.body,
        entryId: entryId ?? entry?.view.id ?? null,
        differences,
      };
