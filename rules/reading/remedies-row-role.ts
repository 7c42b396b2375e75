import type { Reading, ReadingChoices } from './reading.schema.ts';

/** What a person can say that a row is. */
export const ROW_CHOICES = ['preamble', 'header', 'data', 'leftOut', 'footer'] as const;
export type RowChoice = (typeof ROW_CHOICES)[number];

type Frame = Pick<Reading, 'preambleRows' | 'headerRows' | 'footerRows' | 'plan'>;
type RowStep = (row: number, reading: Frame, choices: ReadingChoices) => ReadingChoices;

const MOST_HEADER_ROWS = 10;
const firstData = ({ preambleRows, headerRows }: Frame): number => preambleRows + headerRows + 1;
const lastData = ({ plan, footerRows }: Frame): number => plan.totalRows - footerRows;
const isBody = (row: number, reading: Frame): boolean =>
  row >= firstData(reading) && row <= lastData(reading);

/** Titles are the rows above the header: all rows up to this one, too; what follows them is found anew. */
const asPreamble: RowStep = (row, reading, choices) => {
  const left = firstData(reading) - 1 - row;
  const { headerRows: _found, ...rest } = choices;
  return left > 0 ? { ...choices, preambleRows: row, headerRows: left } : { ...rest, preambleRows: row };
};

/** A row beside the header joins it; any other begins a header of its own, and what is above it becomes title. */
const asHeader: RowStep = (row, reading, choices) => {
  const first = reading.preambleRows + 1;
  const next = firstData(reading);
  const { headerRows } = reading;
  if (headerRows > 0 && row === next && headerRows < MOST_HEADER_ROWS)
    return { ...choices, preambleRows: first - 1, headerRows: headerRows + 1 };
  if (headerRows > 0 && row < first && next - row <= MOST_HEADER_ROWS)
    return { ...choices, preambleRows: row - 1, headerRows: next - row };
  return { ...choices, preambleRows: row - 1, headerRows: 1 };
};

/** Data begins at this row, or goes on to it. */
const asData: RowStep = (row, reading, choices) => {
  if (row > lastData(reading)) return { ...choices, footerRows: reading.plan.totalRows - row };
  if (row >= firstData(reading)) return readAgain(row, reading, choices);
  const preambleRows = Math.min(reading.preambleRows, row - 1);
  return { ...choices, preambleRows, headerRows: row - 1 - preambleRows };
};

/** A row that a rule leaves out is read by naming the other rows of the rule one by one. */
function readAgain(row: number, { plan }: Frame, { leaveOut, ...choices }: ReadingChoices): ReadingChoices {
  const ruled = plan.ruledOutRows ?? [];
  const isRuled = ruled.includes(row);
  const named = [...(choices.leftOutRows ?? []), ...(isRuled ? ruled : [])].filter((each) => each !== row);
  const { leftOutRows: _before, ...rest } = choices;
  return {
    ...rest,
    ...(leaveOut && !isRuled ? { leaveOut } : {}),
    ...(named.length > 0 ? { leftOutRows: ascending(named) } : {}),
  };
}

const asLeftOut: RowStep = (row, reading, choices) =>
  isBody(row, reading)
    ? { ...choices, leftOutRows: ascending([...(choices.leftOutRows ?? []), row]) }
    : row < firstData(reading)
      ? asPreamble(row, reading, choices)
      : choices;

const asFooter: RowStep = (row, reading, choices) => ({
  ...choices,
  footerRows: reading.plan.totalRows - row + 1,
});

const ascending = (rows: readonly number[]): number[] => [...new Set(rows)].sort((a, b) => a - b);

const STEPS: Record<RowChoice, RowStep> = {
  preamble: asPreamble,
  header: asHeader,
  data: asData,
  leftOut: asLeftOut,
  footer: asFooter,
};

/** The choices by which the row of this 1-based number gets that role; the rows beside it follow where they must. */
export const withRowRole = (
  row: number,
  role: RowChoice,
  reading: Frame,
  choices: ReadingChoices,
): ReadingChoices => STEPS[role](row, reading, choices);
