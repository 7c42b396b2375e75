import { findSpans, kindOf } from './detect.ts';
import type { ContentScan } from './scan.schema.ts';
import { termsIn } from './secrecy.ts';
import type { SignKind } from './signs.ts';

type ColumnScan = ContentScan['columns'][number];
type Mark = ContentScan['marks'][number];
const LONGEST_VALUE = 2000;

/** Counts what the values of a column are; values are looked at and not kept. */
export function scanColumn(name: string, values: readonly string[]): ColumnScan {
  const counts = new Map<SignKind, { whole: number; inText: number }>();
  const countOf = (kind: SignKind) => {
    const known = counts.get(kind) ?? { whole: 0, inText: 0 };
    counts.set(kind, known);
    return known;
  };
  for (const each of values) {
    const value = each.slice(0, LONGEST_VALUE);
    const whole = kindOf(value);
    if (whole !== null) countOf(whole).whole += 1;
    else for (const kind of new Set(findSpans(value).map((span) => span.kind))) countOf(kind).inText += 1;
  }
  return {
    name,
    looked: values.length,
    kinds: [...counts].map(([kind, count]) => ({ kind, ...count })),
  };
}

const MOST_MARKS = 50;

/** Secrecy marks in the heading rows and the values of a file, and in its name. */
export function scanMarks(file: {
  name: string;
  headings: readonly { row: number; cells: readonly string[] }[];
  values: readonly { column: string; texts: readonly string[] }[];
}): Mark[] {
  const marks: Mark[] = termsIn(file.name).map((found) => ({
    ...found,
    place: 'file-name',
    at: file.name.slice(0, 100),
    row: null,
  }));
  for (const { row, cells } of file.headings)
    for (const cell of cells)
      marks.push(...termsIn(cell).map((found): Mark => ({ ...found, place: 'heading', at: '', row })));
  for (const { column, texts } of file.values) {
    const first = texts.flatMap(termsIn);
    const terms = new Map(first.map((found) => [found.term, found]));
    for (const found of terms.values()) marks.push({ ...found, place: 'value', at: column, row: null });
  }
  return marks.slice(0, MOST_MARKS);
}
