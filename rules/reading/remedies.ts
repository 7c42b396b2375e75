import type { NoteArguments, Reading, ReadingChoices, ReadingWarning } from './reading.schema.ts';
import { originalNames } from './saved-reading.ts';
import type { Doubt, Survey } from './survey.ts';

/** One way of dealing with what was noticed; the words are in the locale under `console.remedy.<id>`. */
export interface RemedyOption {
  id: string;
  args: NoteArguments;
  /** What it does to the whole file: `console.effect.<code>` with `count`. */
  effect: { code: string; count: number };
  /** The choices with this option taken. */
  take: (choices: ReadingChoices) => ReadingChoices;
}

/** Something noticed that can be dealt with in more than one way; exactly one of them is in force. */
export interface Remedy {
  /** Stays the same when the file is read again. */
  key: string;
  /** The sentence of the locale that says what was noticed. */
  message: { key: string; args: NoteArguments };
  /** Where it shows, 1-based. */
  rows: number[];
  inForce: string;
  options: RemedyOption[];
  /** Nobody has said anything about it yet, and what the platform did may not be what is meant. */
  open: boolean;
}

type Found = Pick<Reading, 'columns' | 'warnings' | 'headerRows' | 'footerRows' | 'preambleRows'>;

/** What was noticed that a person can decide; the other notes of a reading only tell. */
export function remediesOf(reading: Found, choices: ReadingChoices, survey: Survey | null): Remedy[] {
  const names = originalNames(reading);
  return [
    ...RULES.flatMap((rule) => ruleRemedy(rule, choices, survey)),
    ...(survey?.doubts ?? [])
      .filter((doubt) => !isOfRuled(doubt, survey, choices))
      .flatMap((doubt) => columnRemedy(reading, choices, doubt, names)),
    ...reading.warnings.flatMap((warning) => warningRemedy(warning, reading, choices, names)),
  ];
}

/** Values that stand out only in rows that a rule can name are no question of their own while that one is open. */
function isOfRuled({ count, values }: Doubt, survey: Survey | null, { leaveOut }: ReadingChoices): boolean {
  const ruled = new Set(RULES.flatMap((rule) => survey?.[rule] ?? []));
  const all = count <= ruled.size && values.every(({ row }) => ruled.has(row));
  return count > 0 && all && leaveOut === undefined;
}

/** The notes that no remedy speaks of. */
export function notesOf(
  { warnings }: Found,
  remedies: readonly Remedy[],
  survey: Survey | null = null,
): ReadingWarning[] {
  const told = new Set(remedies.map(({ key }) => key));
  // Those of a column that only sums stand out of are told with the sums.
  for (const { column } of survey?.doubts ?? []) told.add(`type.${String(column)}`);
  return warnings.filter(({ code, column }) => {
    if (COLUMN_CODES.has(code)) return !told.has(`type.${column ?? 0}`);
    if (code === 'subtotal-rows') return !told.has('subtotals');
    return !told.has(keyOf(code, column)) && code !== 'left-out-rows';
  });
}
const COLUMN_CODES = new Set(['does-not-fit', 'unfit-values', 'partial-units', 'ambiguous-dates']);

const keyOf = (code: string, column: number | null): string =>
  column === null ? code : `${code}.${String(column)}`;

/** The options that were wished for, by the key of their remedy, taken into the choices. */
export function takeRemedies(
  remedies: readonly Remedy[],
  wished: (key: string) => string | null,
  choices: ReadingChoices,
): ReadingChoices {
  return remedies.reduce((now, { key, inForce, options }) => {
    const wish = wished(key);
    const option = wish === inForce ? undefined : options.find(({ id }) => id === wish);
    return option ? option.take(now) : now;
  }, choices);
}

const withType =
  (name: string, type: Reading['columns'][number]['type']) =>
  (choices: ReadingChoices): ReadingChoices => ({ ...choices, types: { ...choices.types, [name]: type } });

function columnRemedy(
  { columns }: Found,
  choices: ReadingChoices,
  { column: place, type, count, values }: Doubt,
  names: readonly string[],
): Remedy[] {
  const column = columns[place - 1];
  const name = names[place - 1];
  if (!column || name === undefined) return [];
  const isText = column.type === 'text';
  const chosen = Object.hasOwn(choices.types ?? {}, name);
  return [
    {
      key: `type.${String(place)}`,
      message: { key: messageOf(column), args: { ...column.why.args, name: column.name, count, type } },
      rows: values.map(({ row }) => row),
      inForce: isText ? 'as-text' : 'as-type',
      options: [
        {
          id: 'as-type',
          args: { type },
          effect: { code: 'made-empty', count },
          take: withType(name, type),
        },
        { id: 'as-text', args: {}, effect: { code: 'unchanged', count: 0 }, take: withType(name, 'text') },
      ],
      open: !chosen,
    },
  ];
}

/** Why it is text, as the reading says it; else what a person's choice does. */
function messageOf({ type, why }: Found['columns'][number]): string {
  if (type !== 'text') return 'reading.warning.unfit-values.message';
  return COLUMN_CODES.has(why.code) ? `reading.warning.${why.code}.message` : 'reading.doubt.chosen-text';
}

type Rule = NonNullable<ReadingChoices['leaveOut']>[number];
const RULES: readonly Rule[] = ['subtotals', 'subheadings'];

function ruleRemedy(rule: Rule, choices: ReadingChoices, survey: Survey | null): Remedy[] {
  const rows = survey?.[rule] ?? [];
  if (rows.length === 0) return [];
  const named = new Set(choices.leftOutRows);
  const leftOut = choices.leaveOut?.includes(rule) === true || rows.every((row) => named.has(row));
  const count = rows.length;
  return [
    {
      key: rule,
      message: { key: `reading.doubt.${rule}`, args: { count, row: rows[0] ?? 0 } },
      rows: rows.slice(0, 20),
      inForce: leftOut ? 'leave-out' : 'as-data',
      options: [
        {
          id: 'leave-out',
          args: {},
          effect: { code: 'rows-left-out', count },
          take: (now) => ({ ...now, leaveOut: [...new Set([...(now.leaveOut ?? []), rule])] }),
        },
        { id: 'as-data', args: {}, effect: { code: 'rows-read', count }, take: withRuled(rule, rows) },
      ],
      open: !leftOut && choices.leaveOut === undefined,
    },
  ];
}

/** A list without the rule says that a person looked and wants these rows. */
const withRuled =
  (rule: Rule, rows: readonly number[]) =>
  (choices: ReadingChoices): ReadingChoices => {
    const here = new Set(rows);
    const { leftOutRows = [], leaveOut = [], ...rest } = choices;
    const others = leftOutRows.filter((row) => !here.has(row));
    const rules = leaveOut.filter((each) => each !== rule);
    return { ...rest, leaveOut: rules, ...(others.length > 0 ? { leftOutRows: others } : {}) };
  };

type FromWarning = (
  warning: ReadingWarning,
  reading: Found,
  choices: ReadingChoices,
  names: readonly string[],
) => Omit<Remedy, 'key' | 'message' | 'rows'> | null;

function warningRemedy(
  warning: ReadingWarning,
  reading: Found,
  choices: ReadingChoices,
  names: readonly string[],
): Remedy[] {
  const { code, column, row, args } = warning;
  const made = FROM_WARNING[code]?.(warning, reading, choices, names);
  if (!made) return [];
  const message = { key: `reading.warning.${code}.message`, args };
  return [{ key: keyOf(code, column), message, rows: row === null ? [] : [row], ...made }];
}

const markers: FromWarning = ({ column, args }, _reading, _choices, names) => {
  const name = names[(column ?? 0) - 1];
  if (name === undefined) return null;
  const count = Number(args['count']);
  return {
    inForce: 'as-missing',
    options: [
      { id: 'as-missing', args: {}, effect: { code: 'made-empty', count }, take: (choices) => choices },
      { id: 'as-text', args: {}, effect: { code: 'column-as-text', count }, take: withType(name, 'text') },
    ],
    open: false,
  };
};

const footer: FromWarning = (_warning, { footerRows: count }) => ({
  inForce: 'as-notes',
  options: [
    { id: 'as-notes', args: {}, effect: { code: 'rows-left-out', count }, take: (now) => now },
    {
      id: 'as-data',
      args: {},
      effect: { code: 'rows-read', count },
      take: (now) => ({ ...now, footerRows: 0 }),
    },
  ],
  open: false,
});

const noHeader: FromWarning = (_warning, _reading, choices) => ({
  inForce: 'no-header',
  options: [
    {
      id: 'no-header',
      args: {},
      effect: { code: 'unchanged', count: 0 },
      take: (now) => ({ ...now, headerRows: 0 }),
    },
    {
      id: 'first-row',
      args: {},
      effect: { code: 'rows-as-header', count: 1 },
      take: (now) => ({ ...now, headerRows: 1 }),
    },
  ],
  open: choices.headerRows === undefined && choices.names === undefined,
});

/** Rows of another width can be left out where all of them are named. */
const uneven: FromWarning = ({ args }) => {
  const count = Number(args['count']);
  const rows = String(args['rows']).match(/\d+/g)?.map(Number) ?? [];
  if (rows.length !== count) return null;
  return {
    inForce: 'as-data',
    options: [
      { id: 'as-data', args: {}, effect: { code: 'rows-read', count }, take: (now) => now },
      {
        id: 'leave-out',
        args: {},
        effect: { code: 'rows-left-out', count },
        take: (now) => ({
          ...now,
          leftOutRows: [...new Set([...(now.leftOutRows ?? []), ...rows])].sort((a, b) => a - b),
        }),
      },
    ],
    open: true,
  };
};

const leftOut: FromWarning = ({ args }, _reading, choices) => {
  const count = choices.leftOutRows?.length ?? 0;
  if (count === 0) return null;
  return {
    inForce: 'leave-out',
    options: [
      {
        id: 'leave-out',
        args: {},
        effect: { code: 'rows-left-out', count: Number(args['count']) },
        take: (now) => now,
      },
      {
        id: 'as-data',
        args: {},
        effect: { code: 'rows-read', count },
        take: ({ leftOutRows: _rows, ...rest }) => rest,
      },
    ],
    open: false,
  };
};

const FROM_WARNING: Record<string, FromWarning> = {
  'missing-markers': markers,
  'footer-rows': footer,
  'no-header': noHeader,
  'short-rows': uneven,
  'long-rows': uneven,
  'left-out-rows': leftOut,
};
