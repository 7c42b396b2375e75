import { open } from 'node:fs/promises';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { presentReading, type PresentedReading } from '../../rules/reading/present-reading.ts';
import type { Reading, ReadingChoices } from '../../rules/reading/reading.schema.ts';
import { convertFile, inspectFile, writeTable } from '../../server/ingest/index.ts';
import { answer, type Terminal } from '../terminal.ts';
import { asToldProblem, withSteadyFile } from './source-file.ts';
import { refuseOption, writeWhole } from './table-target.ts';

const TARGETS = ['csv', 'ndjson', 'parquet'] as const;

interface ReadOptions {
  table?: number;
  to?: (typeof TARGETS)[number];
  out?: string;
  typed?: boolean;
  json?: boolean;
}

function tableNumber(text: string, t: Terminal['t']): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw refuseOption('table', t('cli.read.tableNumber', { text }));
}

/** Reads a file without a server and without a store. */
export function addRead(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  program
    .command('read <FILE>')
    .description(t('cli.command.read'))
    .option('--table <N>', t('cli.option.table'), (text: string) => tableNumber(text, t))
    .addOption(new Option('--to <FORMAT>', t('cli.option.to')).choices([...TARGETS]))
    .option('--out <PATH>', t('cli.option.outTable'))
    .option('--typed', t('cli.option.typed'))
    .option('--json', t('cli.option.json'))
    .action((file: string, options: ReadOptions) => read(file, options, terminal));
}

async function read(file: string, options: ReadOptions, terminal: Terminal): Promise<void> {
  const { table, to, out, json } = options;
  const { t } = terminal;
  if (to === 'parquet' && out === undefined) throw refuseOption('out', t('cli.read.needsOut'));
  if (to === undefined && out !== undefined) throw refuseOption('to', t('cli.read.needsTo'));
  const choices: ReadingChoices = table === undefined ? {} : { table };
  try {
    let shown: PresentedReading | undefined;
    await withSteadyFile(file, t, async (requireSame) => {
      const reading = await inspectFile(file, path.basename(file), choices);
      if (to !== undefined)
        await write({ file, reading, choices, options: { ...options, to }, terminal, requireSame });
      shown = presentReading(reading, t);
    });
    if (shown && (to === undefined || (json === true && out !== undefined)))
      answer(terminal, json, shown, summary(file, shown, terminal));
  } catch (error) {
    throw asToldProblem(error, t);
  }
}

interface Writing {
  file: string;
  reading: Reading;
  choices: ReadingChoices;
  options: ReadOptions & { to: NonNullable<ReadOptions['to']> };
  terminal: Terminal;
  requireSame(): Promise<void>;
}

async function write(writing: Writing): Promise<void> {
  const { file, reading, choices, options, terminal } = writing;
  const { to, out, typed = false } = options;
  if (out !== undefined)
    return writeWhole(out, file, terminal.t, async (partial) => {
      if (to === 'parquet') await writeParquet(writing, partial);
      else await writeText(writing, to, partial);
      await writing.requireSame();
    });
  if (to !== 'parquet') await writeTable(file, reading, choices, { to, typed }, terminal.stream);
}

async function writeText(
  { file, reading, choices, options }: Writing,
  to: 'csv' | 'ndjson',
  target: string,
): Promise<void> {
  const made = await open(target, 'w');
  try {
    const { typed = false } = options;
    await writeTable(file, reading, choices, { to, typed }, (text) => made.write(text));
  } finally {
    await made.close();
  }
}

/** Cells as written are, in Parquet, columns of text. */
async function writeParquet({ file, reading, choices, options }: Writing, made: string): Promise<void> {
  if (options.typed) {
    await convertFile(file, reading, choices, made);
    return;
  }
  const types = Object.fromEntries(reading.columns.map(({ name }) => [name, 'text' as const]));
  const asText = { ...choices, types };
  await convertFile(file, await inspectFile(file, path.basename(file), asText), asText, made, {
    asShown: true,
  });
}

function summary(file: string, shown: PresentedReading, { t }: Terminal): string {
  const { columns, warnings, tables } = shown;
  const lines = [
    t('cli.read.summary', {
      file: path.basename(file),
      format: shown.format,
      encoding: shown.encoding,
      rows: shown.rows,
      columns: columns.length,
    }),
    t('cli.read.layout', {
      preamble: shown.preambleRows,
      header: shown.headerRows,
      footer: shown.footerRows,
    }),
  ];
  if (shown.coordinateSystem !== null)
    lines.push(t('cli.read.coordinates', { system: shown.coordinateSystem }));
  if (tables.length > 1)
    lines.push(...tables.map(({ number, name, rows }) => t('cli.read.table', { number, name, rows })));
  lines.push('', ...columns.map((column) => columnLine(column, t)));
  if (warnings.length > 0) lines.push('');
  for (const { message, remedy } of warnings) lines.push(`! ${message}`, `  → ${remedy}`);
  return lines.join('\n');
}

function columnLine(
  { name, type, unit, why }: PresentedReading['columns'][number],
  t: Terminal['t'],
): string {
  const typeName = t(`fieldType.${type}`);
  return `  ${name}  ${typeName}${unit === null ? '' : ` (${unit})`}  ${why}`;
}
