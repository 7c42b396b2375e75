import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectNoViolations, pictures } from '../browser.ts';
import { city, journey } from '../journey.ts';

const NAME = '公共停车场（库）基本信息';
const DISTRICT = '徐汇区';
/** The rows that each example asks for. */
const ROWS = 5;
const run = promisify(execFile);
/** As in a terminal. */
const env = { ...process.env, LC_ALL: 'C.UTF-8' };

/** How a developer runs what was copied, by the words over the example. */
const TOOLS: Record<string, { program: string; args: (code: string) => string[] }> = {
  curl: { program: 'sh', args: (code) => ['-c', code] },
  Python: { program: 'python3', args: (code) => ['-c', code] },
  R: { program: 'Rscript', args: (code) => ['-e', code] },
  // As in a file `example.mjs`; the pinned Node is the one that runs this test.
  JavaScript: { program: process.execPath, args: (code) => ['--input-type=module', '-e', code] },
};
/** What says whether this machine has it; R needs the package that the page names. */
const NEEDED: Record<string, [string, ...string[]]> = {
  curl: ['curl', '--version'],
  Python: ['python3', '--version'],
  R: ['Rscript', '-e', 'library(jsonlite)'],
  JavaScript: [process.execPath, '--version'],
};

async function openDataset(page: Page): Promise<void> {
  await page.getByRole('link', { name: NAME, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
}

/** The text of the example as the page shows it. */
async function copy(page: Page, language: string): Promise<string> {
  const fold = page
    .locator('details[name="example"]')
    .filter({ has: page.locator('summary', { hasText: new RegExp(`^${language}$`) }) });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  return fold.locator('code').innerText();
}

/** How many of the dataset's records the example printed, and for how many of them in the wanted district. */
function countRows(printed: string): { rows: number; wanted: number } {
  return {
    rows: printed.match(/3101-\d{5}/g)?.length ?? 0,
    wanted: printed.match(new RegExp(DISTRICT, 'g'))?.length ?? 0,
  };
}

interface RecordsDocument {
  openapi: string;
  paths: Record<string, { get: { operationId: string } }>;
  components: { schemas: { Record: { properties: Record<string, { type: string[] }> } } };
}

const JSON_TYPES: Record<string, string> = { string: 'string', number: 'number', boolean: 'boolean' };

describe('a developer and a dataset', () => {
  journey.for(Object.keys(TOOLS))(
    '[xz-17] given the page of a dataset, when its %s example is copied and run, then rows come back',
    async (language, { open, skip }) => {
      const { program, args } = TOOLS[language] ?? { program: '', args: () => [] };
      const [needed = '', ...asked] = NEEDED[language] ?? [];
      if (spawnSync(needed, asked).status !== 0)
        return skip(`no ${[needed, ...asked].join(' ')} on this machine`);
      const page = await open('/datasets');
      await openDataset(page);
      const whole = await run(program, args(await copy(page, language)), { env });
      expect(countRows(whole.stdout).rows).toBe(ROWS);

      await page.goto(
        `${page.url().split(/[?#]/)[0] ?? ''}?field=所在区&is=equals&value=${DISTRICT}&sort=-泊位总数`,
      );
      const filtered = await run(program, args(await copy(page, language)), { env });
      expect(countRows(filtered.stdout)).toEqual({ rows: ROWS, wanted: ROWS });
      expect(filtered.stdout).not.toBe(whole.stdout);
      await expectNoViolations(page);
    },
  );

  journey(
    '[xz-17] given the page of a dataset, when its OpenAPI is fetched, then it describes both calls and the very fields of a record',
    async ({ open }) => {
      const page = await open('/datasets');
      await openDataset(page);
      const link = await page.getByRole('link', { name: '本数据集的OpenAPI' }).getAttribute('href');
      const document = (await (await fetch(new URL(link ?? '', city().origin))).json()) as RecordsDocument;
      expect(document.openapi).toBe('3.1.0');
      const calls = Object.entries(document.paths).map(([path, { get }]) => [get.operationId, path]);
      expect(calls.map(([name]) => name)).toEqual(['listRecords', 'exportDataset']);

      const answer = await fetch(`${city().origin}/api/v1${calls[0]?.[1] ?? ''}?limit=1`);
      const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
      const { properties } = document.components.schemas.Record;
      expect(Object.keys(properties)).toEqual(Object.keys(items[0] ?? {}));
      for (const [name, value] of Object.entries(items[0] ?? {})) {
        const allowed = properties[name]?.type.map((type) => (type === 'integer' ? 'number' : type));
        expect(allowed, name).toContain(JSON_TYPES[typeof value]);
      }
      await page.getByRole('link', { name: '全部接口' }).click();
      await page.getByRole('heading', { level: 1, name: '开发者' }).waitFor();
      await pictures(page, 'developer-operations');
    },
  );
});
