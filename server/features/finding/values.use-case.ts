import { printExpression, type Printable } from '../../../rules/expressions/print.ts';
import { VALUE_LIMITS, type findValues, type ValueMatch } from '../../../rules/finding/values.operations.ts';
import { fieldsThatMayTellOfPeople } from '../../../rules/gradings/newly-personal.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { queryFor, servedRows, workOf } from '../records/index.ts';
import { openValues, type OpenValues } from './values.queries.ts';

type Field = OpenValues['columns'][number];

interface Candidate extends OpenValues {
  /** Text fields that may be looked into. */
  fields: Field[];
  hidden: number;
}

/** Frequent values are known and cost nothing; rows are looked at after that, one table after the other, while there is time. */
export const values: UseCase<typeof findValues> = async (call, { q }) => {
  const text = q.trim();
  if (text.length < 2)
    throw new Problem('invalid-input', { errors: [{ pointer: '/q', detail: 'two characters' }] });
  const found = await openValues(call.services.db, text, VALUE_LIMITS.datasets);
  const candidates = found.map(candidateOf);
  const items: ValueMatch[] = [];
  const rest: Candidate[] = [];
  for (const candidate of candidates) {
    const match = frequentIn(candidate, text);
    if (match) items.push(match);
    else rest.push(candidate);
  }
  const small = rest.filter(({ rows }) => rows <= VALUE_LIMITS.rows);
  const until = performance.now() + VALUE_LIMITS.milliseconds;
  const looked = { searched: 0, rows: 0 };
  for (const candidate of small.slice(0, VALUE_LIMITS.tables)) {
    if (performance.now() > until) break;
    const match = candidate.fields.length === 0 ? null : await searchedIn(call, candidate, text);
    if (match) items.push(match);
    looked.searched += 1;
    looked.rows += candidate.rows;
  }
  const open = found[0]?.open ?? 0;
  return {
    items,
    looked: {
      ...{ open, datasets: found.length, ...looked },
      tooLarge: rest.length - small.length,
      noTime: small.length - looked.searched + open - found.length,
      hiddenFields: candidates.reduce((sum, { hidden }) => sum + hidden, 0),
    },
  };
};

function candidateOf(dataset: OpenValues): Candidate {
  const texts = dataset.columns.filter(({ type }) => type === 'text');
  const hidden = fieldsThatMayTellOfPeople(texts, dataset.scan);
  const fields = texts.filter(({ name }) => !hidden.has(name)).slice(0, VALUE_LIMITS.fields);
  return { ...dataset, fields, hidden: hidden.size };
}

const has = (value: string, text: string): boolean => value.toLowerCase().includes(text.toLowerCase());

const matchOf = (
  { code, name, publisher, rows }: Candidate,
  fields: ValueMatch['fields'],
): ValueMatch | null => (fields.length === 0 ? null : { code, name, publisher, rows, fields });

function frequentIn(candidate: Candidate, text: string): ValueMatch | null {
  const found = candidate.fields.flatMap(({ name, label }) => {
    const top = candidate.frequent?.[name]?.top.filter(({ value }) => has(value, text)) ?? [];
    const [first] = top;
    const rows = top.reduce((sum, { count }) => sum + count, 0);
    return first ? [{ name, label, value: first.value, rows }] : [];
  });
  return matchOf(candidate, found);
}

/** Rows in which one of the fields has it, looked for as any visitor's question of rows is. */
async function searchedIn(call: Call, candidate: Candidate, text: string): Promise<ValueMatch | null> {
  const terms = candidate.fields.map(({ name }): Printable => ({
    ...{ kind: 'like', negated: false, caseless: true },
    operand: { kind: 'name', name },
    pattern: { kind: 'text', value: `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` },
  }));
  const [only] = terms;
  const where = printExpression(terms.length === 1 && only ? only : { kind: 'logic', operator: 'or', terms });
  const select = candidate.fields.map(({ name }) => printExpression({ kind: 'name', name })).join(', ');
  const { engine, running } = call.services;
  const served = await servedRows(call, candidate.id, undefined);
  const table = await served.table();
  const query = { ...queryFor(table, { select, where, groupBy: '', having: '', orderBy: '' }), limit: 1 };
  const work = workOf(call, 'rows', candidate.id, 'json');
  const { json } = await running.during(work, (asker) => engine.rows(table, query, { limit: 1 }, asker));
  const [row] = JSON.parse(json) as Record<string, unknown>[];
  const found = candidate.fields.flatMap(({ name, label }) => {
    const value = row?.[name];
    return typeof value === 'string' && has(value, text)
      ? [{ name, label, value: value.slice(0, 200), rows: null }]
      : [];
  });
  return matchOf(candidate, found);
}
