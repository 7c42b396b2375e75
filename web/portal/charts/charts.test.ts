import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '../../../locales/index.ts';
import type { FieldProfile } from '../../../rules/datasets/datasets.operations.ts';
import { readQuery } from '../../../rules/expressions/read-query.ts';
import { CHART_KINDS } from '../../design/chart/chart.types.ts';
import { formatter } from '../../design/format.ts';
import { countedByProfile, drawnChart, type ChartRow } from './chart-picture.ts';
import { chartQuery, wholeQuery } from './chart-query.ts';
import {
  chartParameters,
  CUTS,
  MEASURES,
  proposedChart,
  readChartSpec,
  type ChartSpec,
} from './chart-spec.ts';
import { chartSays, chartTitle } from './chart-words.ts';

const ROWS = 1000;
const field = (name: string, changes: Partial<FieldProfile>): FieldProfile => ({
  ...{ name, label: name, type: 'text', unit: '', nulls: 0, distinct: 12, min: null, max: null },
  ...{ top: [], histogram: [] },
  ...changes,
});
const FIELDS: FieldProfile[] = [
  field('编号', { distinct: ROWS }),
  field('所在区', {
    top: [
      { value: '浦东新区', count: 600 },
      { value: '徐汇区', count: 300 },
    ],
  }),
  field('bays total', { type: 'integer', distinct: 300, min: '0', max: '460' }),
  field('价', { type: 'decimal', distinct: 80, min: '0.5', max: '19.5' }),
  field('更新', { type: 'datetime', distinct: 500, min: '2024-01-05T00:00:00', max: '2026-03-02T10:00:00' }),
  field('开放', { type: 'boolean', distinct: 2 }),
  field('位置', { type: 'geometry', distinct: ROWS }),
];
const words = { t: translator('zh-CN'), number: formatter('zh-CN').number };
const read = (asked: Record<string, string>): ChartSpec | null =>
  readChartSpec(new URLSearchParams(asked), FIELDS, proposedChart(FIELDS, ROWS));
const draw = (spec: ChartSpec, rows: readonly ChartRow[], whole: number | null = null) =>
  drawnChart(spec, FIELDS, { rows, groups: rows.length, whole }, words);

const anyWish = fc.record(
  {
    kind: fc.constantFrom(...CHART_KINDS, 'pie'),
    x: fc.constantFrom(...FIELDS.map(({ name }) => name), 'password'),
    y: fc.constantFrom(...FIELDS.map(({ name }) => name)),
    cut: fc.constantFrom(...CUTS, ''),
    measure: fc.constantFrom(...MEASURES, 'median'),
    group: fc.constantFrom('', ...FIELDS.map(({ name }) => name)),
    order: fc.constantFrom('value', 'label', 'x'),
    top: fc.constantFrom('5', '20', '1000000', '-1', 'x'),
  },
  { requiredKeys: [] },
);

describe('what an address wants drawn', () => {
  it('[xz-25-3] given any wish, when it is read, then the engine is asked something that it accepts, over the whole table', () => {
    fc.assert(
      fc.property(anyWish, fc.constantFrom(undefined, '价 > 3 or true'), (wish, where) => {
        const spec = read(wish);
        if (!spec) throw new Error('these fields can always be drawn');
        for (const asked of [chartQuery(spec, FIELDS, where), wholeQuery(spec, where)]) {
          if (!asked) continue;
          const { limit, ...text } = asked;
          expect(() => readQuery(text, FIELDS)).not.toThrow();
          expect(limit).toBeLessThanOrEqual(10_000);
        }
      }),
    );
  });

  it('given any wish, when the address of its chart is opened, then it is the same chart', () => {
    fc.assert(
      fc.property(anyWish, (wish) => {
        const spec = read(wish);
        if (!spec) throw new Error('these fields can always be drawn');
        const again = read(Object.fromEntries(chartParameters(spec)));
        expect(chartParameters(again ?? spec)).toEqual(chartParameters(spec));
        expect(again).toMatchObject({ kind: spec.kind, x: spec.x, cut: spec.cut, measure: spec.measure });
      }),
    );
  });

  it('given the types of the fields, then the first chart is of what has few values, else of time, else of a number', () => {
    expect(proposedChart(FIELDS, ROWS)).toMatchObject({ kind: 'bar', x: '所在区' });
    const without = (...names: string[]) => FIELDS.filter(({ name }) => !names.includes(name));
    expect(proposedChart(without('所在区', '开放'), ROWS)).toMatchObject({ kind: 'line', x: '更新' });
    expect(proposedChart(without('所在区', '开放', '更新'), ROWS)).toMatchObject({ kind: 'histogram' });
    expect(proposedChart(FIELDS.slice(0, 1), ROWS)).toBeNull();
  });
});

describe('a picture of what was counted', () => {
  it('given what the profile knows, then the first chart is drawn without asking for rows', () => {
    const spec = proposedChart(FIELDS, ROWS);
    const [, district] = FIELDS;
    if (!spec || !district) throw new Error('nothing proposed');
    const counted = countedByProfile(spec, district, ROWS);
    const { picture, groups } = drawnChart(spec, FIELDS, counted!, words);
    expect(picture.series[0]?.points).toEqual([
      { label: '浦东新区', value: 600 },
      { label: '徐汇区', value: 300 },
    ]);
    expect({ groups, total: picture.total }).toEqual({ groups: 12, total: ROWS });
  });

  it('given months without rows, then they are drawn as zero; averages keep their gaps', () => {
    const rows = [
      { k1: 2024, k2: 11, v: 3 },
      { k1: 2025, k2: 2, v: 5 },
    ];
    const spec = read({ kind: 'line', x: '更新', cut: 'month' })!;
    expect(draw(spec, rows).picture.series[0]?.points.map(({ label, value }) => [label, value])).toEqual([
      ['2024-11', 3],
      ['2024-12', 0],
      ['2025-01', 0],
      ['2025-02', 5],
    ]);
    const average = read({ kind: 'line', x: '更新', cut: 'month', measure: 'avg', y: '价' })!;
    expect(draw(average, rows).picture.series[0]?.points).toHaveLength(2);
  });

  it('given more series than can be told apart, then the largest are drawn and it is said how many are not', () => {
    const rows = Array.from({ length: 9 }, (_, n) => ({ k1: '甲', g: `第${String(n)}`, v: n }));
    const spec = read({ kind: 'bar', x: '所在区', group: '编号' })!;
    const drawn = draw(spec, rows);
    expect(drawn.picture.series.map(({ name }) => name)).toEqual(['第8', '第7', '第6', '第5', '第4']);
    expect(drawn.left).toBe(4);
    expect(chartSays(spec, FIELDS, drawn, { t: words.t, format: formatter('zh-CN') })).toContain(
      '另有4类没有画',
    );
  });

  it('given a chart, then its title and its sentence say what it shows, missing values by name', () => {
    const spec = read({ kind: 'bar', x: '所在区' })!;
    const drawn = draw(
      spec,
      [
        { k1: null, v: 700 },
        { k1: '徐汇区', v: 300 },
      ],
      ROWS,
    );
    expect(chartTitle(spec, FIELDS, words.t)).toBe('各所在区的行数');
    expect(chartSays(spec, FIELDS, drawn, { t: words.t, format: formatter('zh-CN') })).toBe(
      '行数最大的是空值，为700，占70%。',
    );
  });
});
