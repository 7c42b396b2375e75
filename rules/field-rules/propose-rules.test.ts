import { describe, expect, it } from 'vitest';
import type { VersionManifest } from '../versions/version.schema.ts';
import { proposeRules } from './propose-rules.ts';

type Column = VersionManifest['columns'][number];
const column = (name: string, type: Column['type'], profile: Partial<Column['profile']>): Column => ({
  ...{ name, label: name, type, unit: '' },
  profile: { nulls: 0, distinct: 50, min: null, max: null, ...profile },
});

const ROWS = 100;
const COLUMNS = [
  column('编号', 'text', { distinct: ROWS }),
  column('区', 'text', { distinct: 2, nulls: 3 }),
  column('高程', 'decimal', { min: '-3.5', nulls: 1 }),
  column('面积', 'decimal', { min: '0.5', nulls: 1 }),
];
const DISTRIBUTIONS = {
  区: {
    top: [
      { value: '浦东', count: 60 },
      { value: '黄浦', count: 37 },
    ],
    histogram: [],
  },
};

describe('rules that data lets be proposed', () => {
  it('[xz-16-1] given a profile, when rules are proposed, then they are what it keeps, and none blocks', () => {
    expect(proposeRules({ rows: ROWS, columns: COLUMNS }, DISTRIBUTIONS, [])).toEqual([
      { kind: 'unique', fields: ['编号'], blocks: false },
      { kind: 'allowed', field: '区', values: ['浦东', '黄浦'], blocks: false },
      { kind: 'range', field: '面积', least: '0', most: null, blocks: false },
      { kind: 'required', field: '编号', blocks: false },
    ]);
  });

  it('given a rule of the same kind and field, when rules are proposed, then it is not proposed again, whatever it demands', () => {
    const declared = [
      { blocks: true, fields: ['编号'], kind: 'unique' as const },
      { kind: 'allowed' as const, field: '区', values: ['浦东'], blocks: true },
    ];
    const kinds = proposeRules({ rows: ROWS, columns: COLUMNS }, DISTRIBUTIONS, declared).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['range', 'required']);
  });

  it('given few rows, when rules are proposed, then there is none', () => {
    expect(proposeRules({ rows: 5, columns: COLUMNS }, DISTRIBUTIONS, [])).toEqual([]);
  });
});
