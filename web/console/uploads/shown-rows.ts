import type { Reading } from '../../../rules/reading/reading.schema.ts';
import type { Survey } from '../../../rules/reading/survey.ts';

/** Rows that follow each other when a person turns the pages. */
export const STEP = 14;

/** The first rows of data that are shown. */
export const HEAD_DATA = 4;
const TITLES = 3;
const SPOTS = 3;
const TAIL = 3;

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);

type Shape = Pick<Reading, 'preambleRows' | 'headerRows' | 'footerRows' | 'plan'>;

/**
 * The rows by which a person judges the reading: titles, header, the first data, then a row of each kind that asks
 * for a look with its neighbours, and the end. `wholeFile` is false for files too large to be read to the end for it.
 */
export function tellingRows(reading: Shape, survey: Survey | null, wholeFile: boolean): number[] {
  const { preambleRows, headerRows, footerRows, plan } = reading;
  const { totalRows } = plan;
  const first = Math.max(1, preambleRows - TITLES + 1);
  const head = range(first, Math.min(totalRows, preambleRows + headerRows + HEAD_DATA));
  if (!wholeFile) return head;
  const spots = [
    ...(survey?.subtotals.slice(0, 1) ?? []),
    ...(survey?.subheadings.slice(0, 1) ?? []),
    ...(survey?.doubts ?? []).flatMap(({ values }) => values.slice(0, 1).map(({ row }) => row)),
  ];
  const around = spots
    .slice(0, SPOTS)
    .flatMap((row) => range(Math.max(1, row - 1), Math.min(totalRows, row + 1)));
  const tail = range(Math.max(1, totalRows - Math.max(TAIL, Math.min(footerRows + 1, 5)) + 1), totalRows);
  return [...new Set([...head, ...around, ...tail])].sort((a, b) => a - b);
}

/** The rows from the one that was asked for. */
export const rowsFromHere = (from: number, { plan }: Pick<Reading, 'plan'>): number[] =>
  range(from, Math.min(plan.totalRows, from + STEP - 1));
