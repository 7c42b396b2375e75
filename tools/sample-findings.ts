import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded, type Random } from '../demo/random.ts';
import { isMessageKey, translator } from '../locales/index.ts';
import type { Cells } from '../rules/catalogue/import/catalogue-row.ts';
import { readRow } from '../rules/catalogue/import/read-row.ts';
import { findingsOfRow } from '../rules/catalogue/import/row-findings.ts';
import type { Finding } from '../rules/findings/finding.schema.ts';
import { shanghai } from '../rules/profile/shanghai.ts';
import { eachLines, openCatalogue } from '../server/features/catalogue-imports/read-lines.ts';
import { dataFolder } from '../server/ingest/testing/data-folder.ts';

/** One finding of an import with the line that it is about. */
interface Found {
  finding: Finding;
  cells: Cells;
}

const { domains, catalogueForms } = shanghai;

async function findingsOf(path: string): Promise<Map<string, Found[]>> {
  const file = await openCatalogue(path, basename(path), catalogueForms);
  const lines: Cells[] = [];
  await eachLines(file, 1000, (some) => Promise.resolve(void lines.push(...some)));
  const rows = lines.map((cells) => ({ cells, row: readRow(cells, file.form, domains) }));
  const bearers = Map.groupBy(rows, ({ row }) => row.name);
  const found = rows.flatMap(({ cells, row }) =>
    findingsOfRow(row, { domains, nameIsTaken: (bearers.get(row.name)?.length ?? 0) > 1 }).map((finding) => ({
      finding,
      cells,
    })),
  );
  return Map.groupBy(found, ({ finding }) => finding.code);
}

function drawn<T>(from: readonly T[], count: number, random: Random): T[] {
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.integer(0, left.length - 1), 1),
  ).flat();
}

/** As many of each kind, as far as there are so many; kinds with few leave their share to the others. */
function sharesOf(kinds: ReadonlyMap<string, readonly Found[]>, count: number): Map<string, number> {
  const shares = new Map<string, number>();
  for (let left = count, before = -1; left > 0 && left !== before;) {
    before = left;
    for (const [code, { length }] of kinds) {
      const share = shares.get(code) ?? 0;
      if (left === 0 || share === length) continue;
      shares.set(code, share + 1);
      left -= 1;
    }
  }
  return shares;
}

const t = translator('zh-CN');
function told({ finding: { code, args, pointer }, cells }: Found, number: number): string {
  const key = `finding.${code}`;
  const words = isMessageKey(key) ? t(key, args) : code;
  const lines = Object.entries(cells).map(([header, text]) => `    ${header}: ${text}`);
  return [`${number}. ${code} ${pointer} — ${words}`, ...lines].join('\n');
}

/** Prints how many findings of each kind an export gives, and some of every kind with all that the file says of their datasets. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    kind: { type: 'string' },
  },
});
const kinds = await findingsOf(positionals[0] ?? join(dataFolder, 'B_catalog/sh_catalog_open.csv'));
for (const [code, found] of kinds)
  console.log(`${code}: ${found.length} in ${new Set(found.map(({ cells }) => cells)).size} datasets`);
const random = seeded(Number(values.seed));
const wanted = new Map([...kinds].filter(([code]) => values.kind === undefined || code === values.kind));
const shares = sharesOf(wanted, Number(values.count));
console.log(`\nseed ${values.seed}`);
let number = 0;
for (const [code, found] of wanted) {
  for (const each of drawn(found, shares.get(code) ?? 0, random)) {
    number += 1;
    console.log(`\n${told(each, number)}`);
  }
}
