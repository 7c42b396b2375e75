import { InvalidArgumentError, type Command } from 'commander';
import { listDatasets, type DatasetPage } from '../../rules/datasets/datasets.operations.ts';
import { connectTo } from '../in-process.ts';
import { withPlace, type PlaceOptions } from '../places.ts';
import { answer, type Terminal } from '../terminal.ts';

interface SearchOptions extends PlaceOptions {
  limit: number;
}

/** What one page of the list holds at most. */
const PAGE = 100;
const USUAL = 20;

export function addSearch(program: Command, terminal: Terminal): void {
  const { t } = terminal;
  withPlace(program.command('search <QUERY>').description(t('cli.command.search')), terminal)
    .option('--limit <N>', t('cli.option.limit'), wholeNumber, USUAL)
    .action((query: string, options: SearchOptions) => search(query, options, terminal));
}

function wholeNumber(given: string): number {
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new InvalidArgumentError('1–999999');
  return Number(given);
}

async function search(
  query: string,
  { data, json, limit }: SearchOptions,
  terminal: Terminal,
): Promise<void> {
  const connection = await connectTo(data, terminal);
  try {
    const found: DatasetPage['items'] = [];
    let total = 0;
    let cursor: string | null = null;
    do {
      const page: DatasetPage = await connection.call(listDatasets, {
        q: query,
        limit: Math.min(PAGE, limit - found.length),
        ...(cursor === null ? {} : { cursor }),
      });
      found.push(...page.items);
      ({ total, next: cursor } = page);
    } while (cursor !== null && found.length < limit);
    const items = found.map(({ id, sourceId, name: title, score }) => ({ id, sourceId, title, score }));
    answer(terminal, json, { total, items }, told(query, total, found, terminal));
  } finally {
    await connection.close();
  }
}

function told(query: string, total: number, found: DatasetPage['items'], { t }: Terminal): string {
  if (found.length === 0) return t('cli.search.none', { query });
  const lines = found.map(({ code, name, publisher }) => `${code}  ${name}  (${publisher.name})`);
  return [...lines, t('cli.search.found', { total })].join('\n');
}
