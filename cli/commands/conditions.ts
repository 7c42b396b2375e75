import path from 'node:path';
import type { Command } from 'commander';
import type { ParsedConditions } from '../../rules/conditions/condition.schema.ts';
import { parseConditions } from '../../rules/conditions/parse-conditions.ts';
import type { Reading, ReadingColumn } from '../../rules/reading/reading.schema.ts';
import { inspectFile, writeTable } from '../../server/ingest/index.ts';
import type { Terminal } from '../terminal.ts';
import { ConditionSummary } from './condition-summary.ts';
import { asToldProblem, withSteadyFile } from './source-file.ts';
import { refuseOption } from './table-target.ts';

interface ConditionsOptions {
  column: string;
  json?: boolean;
}

/** A row with its conditions: its number in the file, from 1, and the text as it stands. */
interface ConditionRow extends ParsedConditions {
  row: number;
  text: string;
}

/** Parses a column of free-text conditions of any file that can be read, without a server and without a store. */
export function addConditions(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  program
    .command('conditions <FILE>')
    .description(t('cli.command.conditions'))
    .requiredOption('--column <NAME>', t('cli.option.column'))
    .option('--json', t('cli.option.json'))
    .action((file: string, options: ConditionsOptions) => conditions(file, options, terminal));
}

async function conditions(
  file: string,
  { column, json }: ConditionsOptions,
  terminal: Terminal,
): Promise<void> {
  const { t } = terminal;
  try {
    await withSteadyFile(file, t, async () => {
      const reading = await inspectFile(file, path.basename(file));
      const { name } = requireColumn(reading, column, t);
      if (json) await printAll(file, reading, name, terminal);
      else {
        const summary = new ConditionSummary();
        await eachRow(file, reading, name, (row) => {
          summary.add(row);
          return Promise.resolve();
        });
        terminal.out(`${summary.lines(t).join('\n')}\n`);
      }
    });
  } catch (error) {
    throw asToldProblem(error, t);
  }
}

function requireColumn({ columns }: Reading, asked: string, t: Terminal['t']): ReadingColumn {
  const found = columns.find(({ name }) => name === asked) ?? columns.find(({ label }) => label === asked);
  if (found) return found;
  const names = columns.map(({ name }) => name).join(', ');
  throw refuseOption('column', t('cli.conditions.noColumn', { column: asked, columns: names }));
}

/** `{ total, items }`, one row a line, printed as the rows are read. */
async function printAll(file: string, reading: Reading, column: string, { stream }: Terminal): Promise<void> {
  let total = 0;
  await stream('{"items":[');
  await eachRow(file, reading, column, (row) => {
    total += 1;
    return stream(`${total === 1 ? '' : ','}\n${JSON.stringify(row)}`);
  });
  await stream(`\n],"total":${total}}\n`);
}

/** No column can be called so: names are trimmed. */
const NUMBER = ' row';

async function eachRow(
  file: string,
  reading: Reading,
  column: string,
  take: (row: ConditionRow) => Promise<void>,
): Promise<void> {
  const table = { to: 'ndjson', typed: false, numbered: NUMBER } as const;
  await writeTable(file, reading, {}, table, async (lines) => {
    for (const line of lines.trimEnd().split('\n')) {
      const cells = JSON.parse(line) as Record<string, string | number | null>;
      const text = String(cells[column] ?? '');
      const { terms, leftover, restated } = parseConditions(text);
      await take({ row: Number(cells[NUMBER]), text, terms, leftover, restated });
    }
  });
}
