import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeKind } from '../../../rules/catalogue/import/compare-row.ts';
import { readRow } from '../../../rules/catalogue/import/read-row.ts';
import type { CatalogueForm } from '../../../rules/profile/catalogue-form.schema.ts';
import { shanghai } from '../../../rules/profile/shanghai.ts';
import { dataFolder, hasData } from '../../ingest/testing/data-folder.ts';
import { parseCsv } from '../../journeys/tables.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { changesOf, csvOf, importCatalogue, sendCatalogue } from './testing/import-file.ts';

const { domains } = shanghai;
const [form] = shanghai.catalogueForms as [CatalogueForm];
const FILE = 'B_catalog/sh_catalog_open.csv';
const WHOLE = 6540;
const isFull = Number(process.env['KAISHU_RUNS'] ?? 100) > 100;
/** The quick run takes the first lines over, and changes a fifth of the 500. */
const TAKEN = isFull ? WHOLE : 700;
const OF_EACH = isFull ? 100 : 20;
const MINUTES = 60_000;

type Line = Record<string, string>;
const COLUMNS = {
  name: '数据资源名称',
  fields: 'field_names',
  openness: '开放属性',
  conditions: '开放条件',
} as const;

/** A newer export: so many lines with another name, other fields, openness or conditions; some gone, some new. */
function newerThan(lines: readonly Line[]): { lines: Line[]; told: Map<string, [ChangeKind, string[]]> } {
  const told = new Map<string, [ChangeKind, string[]]>();
  const idOf = (line: Line): string => line['数据集ID'] ?? '';
  const change = (line: Line, column: string, text: string): Line => {
    told.set(idOf(line), ['changed', [column]]);
    return { ...line, [column]: text };
  };
  const edits: ((line: Line) => Line | null)[] = [
    (line) => change(line, COLUMNS.name, `${line[COLUMNS.name] ?? ''}（2026年修订）`),
    (line) => change(line, COLUMNS.fields, `${(line[COLUMNS.fields] ?? '').replace(/^-$/, '')};核对日期`),
    (line) =>
      change(line, COLUMNS.openness, line[COLUMNS.openness] === '有条件开放' ? '无条件开放' : '有条件开放'),
    (line) => change(line, COLUMNS.conditions, `${line[COLUMNS.conditions] ?? ''};使用时须注明核对日期`),
    (line) => {
      told.set(idOf(line), ['vanished', []]);
      return null;
    },
  ];
  // Spread over the file: every seventh line, until there are enough of each; half as many vanish as change.
  const wanted = [OF_EACH, OF_EACH, OF_EACH, OF_EACH, OF_EACH / 2];
  const kept = lines.flatMap((line, place): Line[] => {
    const kind = place % 7 === 0 ? wanted.findIndex((left) => left > 0) : -1;
    const edit = edits[kind];
    if (!edit) return [line];
    wanted[kind] = (wanted[kind] ?? 0) - 1;
    return [edit(line) ?? []].flat();
  });
  const added = lines.slice(0, OF_EACH / 2).map((line, place) => {
    const id = `N${String(place).padStart(15, '0')}`;
    told.set(id, ['new', []]);
    return { ...line, 数据集ID: id, [COLUMNS.name]: `新增的第${place + 1}个数据集` };
  });
  return { lines: [...kept, ...added], told };
}

describe.skipIf(!hasData(FILE))('the catalogue of a whole city', () => {
  let platform: Platform;
  let csv: Buffer;
  let lines: Line[];
  beforeAll(async () => {
    platform = await testPlatform();
    csv = await readFile(join(dataFolder, FILE));
    const [headers = [], ...rows] = parseCsv(csv.toString());
    lines = rows.map((row) => Object.fromEntries(headers.map((header, i) => [header, row[i] ?? ''])));
  }, 60_000);
  afterAll(() => platform.close());

  const total = async (path: string): Promise<number> =>
    (await platform.ask<{ total: number }>(platform.tokens.operator, 'GET', `${path}?limit=1`)).total;

  it(
    '[xz-9] given the whole file, when compared, then it names 6,540 datasets of 68 bodies in 17 domains, and all that they lack',
    async () => {
      const compared = await sendCatalogue(platform, 'sh_catalog_open.csv', csv);
      expect(compared).toMatchObject({
        state: 'compared',
        source: 'data.sh.gov.cn',
        total: WHOLE,
        counts: { new: WHOLE, changed: 0, same: 0, disputed: 0, vanished: 0, repeated: 0, unusable: 0 },
      });
      expect(compared.newBodies).toHaveLength(68);
      expect(new Set(compared.newBodies.map(({ code }) => code)).size).toBe(68);
      const found = new Set(lines.map((line) => readRow(line, form, domains).domain));
      expect(found.size).toBe(17);
      expect(domains.map(({ code }) => code)).toEqual(expect.arrayContaining([...found]));
      const lacking = new Map(compared.findings.map(({ code, datasets }) => [code, datasets]));
      expect(lacking.get('grade-missing')).toBe(WHOLE);
      expect(lacking.get('domain-missing')).toBeUndefined();
      expect(lacking.get('fields-missing')).toBe(200);
      expect(lacking.get('area-missing')).toBe(104);
      await platform.ask(platform.tokens.operator, 'POST', `/catalogue-imports/${compared.id}/drop`, {
        body: {},
      });
      expect(await total('/catalogue-entries')).toBe(0);
    },
    5 * MINUTES,
  );

  it(
    '[xz-9] given its lines are taken over, when entries and datasets are counted, then each line is one of both',
    async () => {
      const taken = await importCatalogue(platform, '目录.csv', isFull ? csv : csvOf(lines.slice(0, TAKEN)));
      expect(taken).toMatchObject({ state: 'taken', counts: { new: TAKEN } });
      expect(await total('/catalogue-entries')).toBe(TAKEN);
      expect(await total('/datasets')).toBe(TAKEN);
    },
    5 * MINUTES,
  );

  it.each([FILE, FILE.replace('.csv', '.xlsx')])(
    'given %s after that, when compared, then nothing that is here changes',
    async (name) => {
      const bytes = await readFile(join(dataFolder, name));
      const { counts } = await sendCatalogue(platform, name.split('/').at(-1) ?? name, bytes);
      expect(counts).toMatchObject({
        same: TAKEN,
        new: WHOLE - TAKEN,
        ...{ changed: 0, disputed: 0, vanished: 0, repeated: 0, unusable: 0 },
      });
    },
    5 * MINUTES,
  );

  it(
    '[xz-9] given a newer export with 500 changed rows, when taken over, then it tells exactly these, and nothing is there twice',
    async () => {
      const newer = newerThan(lines.slice(0, TAKEN));
      expect(newer.told.size).toBe(OF_EACH * 5);
      const counts = {
        ...{ new: OF_EACH / 2, changed: OF_EACH * 4, vanished: OF_EACH / 2 },
        ...{ same: TAKEN - OF_EACH * 4.5, disputed: 0, repeated: 0, unusable: 0 },
      };
      const taken = await importCatalogue(platform, '新目录.csv', csvOf(newer.lines));
      expect(taken.counts).toEqual(counts);
      const changes = await changesOf(platform, taken.id);
      const told = changes.map(({ sourceId, kind, differences }): [string, [ChangeKind, string[]]] => [
        sourceId,
        [kind, differences.map(({ header }) => header)],
      ]);
      expect(new Map(told)).toEqual(newer.told);
      expect(told).toHaveLength(newer.told.size);
      expect(
        changes.flatMap(({ differences }) => differences).every((each) => each.before !== each.after),
      ).toBe(true);

      expect(await total('/catalogue-entries')).toBe(TAKEN + OF_EACH / 2);
      expect(await total('/datasets')).toBe(TAKEN + OF_EACH / 2);
      const again = await sendCatalogue(platform, '新目录.csv', csvOf(newer.lines));
      expect(again.counts).toMatchObject({ new: 0, changed: 0, disputed: 0, same: TAKEN });
    },
    5 * MINUTES,
  );
});
