import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldRule } from '../../../rules/field-rules/field-rule.schema.ts';
import type { FieldRulesView, RulesPreview } from '../../../rules/field-rules/field-rules.operations.ts';
import type { RecordsPage } from '../../../rules/datasets/datasets.operations.ts';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset, sendVersion } from '../../testing/publishing.ts';

const AREAS = ['浦东', '黄浦', '静安'];
const sound = (rows = 40): string[][] =>
  Array.from({ length: rows }, (_, at) => [
    `P${String(1000 + at)}`,
    AREAS[at % 3] ?? '',
    String((at % 20) * 3),
    `2024-01-${String((at % 28) + 1).padStart(2, '0')}`,
  ]);
const file = (rows: readonly (readonly string[])[]): string =>
  [['编号', '区', '泊位', '建成'], ...rows].map((row) => `${row.join()}\n`).join('');

const rule = {
  unique: { kind: 'unique', fields: ['编号'], blocks: true },
  pattern: { kind: 'pattern', field: '编号', pattern: 'P\\d{4}', blocks: true },
  allowed: { kind: 'allowed', field: '区', values: AREAS, blocks: false },
  range: { kind: 'range', field: '泊位', least: '0', most: null, blocks: false },
} satisfies Record<string, FieldRule>;
const RULES: FieldRule[] = Object.values(rule);

let platform: Platform;
let datasetId: string;
beforeAll(async () => {
  platform = await testPlatform();
  ({ datasetId } = await openDataset(platform, aFile(file(sound())), '有规则的停车场信息'));
}, 120_000);
afterAll(() => platform.close());

const path = (): string => `/datasets/${datasetId}/rules`;
const declare = (rules: readonly object[], revision: number, status = 200) =>
  platform.ask<FieldRulesView & { errors?: { pointer: string; detail: string }[] }>(
    platform.tokens.editor,
    'PUT',
    path(),
    { body: { revision, rules }, status },
  );
const codes = ({ findings }: VersionView): string[] => findings.map(({ code }) => code);

describe('rules of the fields of a dataset', () => {
  it('[xz-16-1] given a published version, when rules are asked for, then what its data keeps is proposed, and taken it is no longer', async () => {
    const { revision, rules, proposals } = await platform.ask<FieldRulesView>(
      platform.tokens.editor,
      'GET',
      path(),
    );
    expect({ revision, rules }).toEqual({ revision: 0, rules: [] });
    expect(proposals.slice(0, 3)).toEqual([
      { kind: 'unique', fields: ['编号'], blocks: false },
      {
        kind: 'allowed',
        field: '区',
        values: ['浦东', '静安', '黄浦'].sort(order(proposals)),
        blocks: false,
      },
      { kind: 'range', field: '泊位', least: '0', most: null, blocks: false },
    ]);
    const saved = await declare([rule.unique], 0);
    expect(saved).toMatchObject({ revision: 1, rules: [rule.unique] });
    expect(saved.proposals.map(({ kind }) => kind)).not.toContain('unique');
  });

  it('[xz-16-1] given rules, when the data of today is tried, then each says how many rows would break it, and nothing is kept', async () => {
    const tried: FieldRule[] = [
      ...RULES,
      { kind: 'range', field: '泊位', least: '30', most: '60', blocks: true },
      { kind: 'range', field: '建成', least: '2024-01-10', most: null, blocks: true },
    ];
    const preview = await platform.ask<RulesPreview>(platform.tokens.editor, 'POST', `${path()}/preview`, {
      body: { rules: tried },
    });
    expect(preview).toMatchObject({ number: 1, rows: 40, counts: [0, 0, 0, 0, 20, 18] });
  });

  it('[xz-16-1] given a next version that breaks rules, when it is checked, then one that blocks quarantines it with rows and values, and the version before serves on', async () => {
    await declare(RULES, 1);
    const rows = sound();
    rows[4] = ['P1003', '浦西', '-1', '2024-01-05'];
    rows[9] = ['X', '黄浦', '1', '1024-01-05'];
    const { version } = await sendVersion(platform, aFile(file(rows)), datasetId);
    expect(version.state).toBe('quarantined');
    expect(version.findings).toMatchObject([
      {
        code: 'rule-unique',
        args: { field: '编号', count: 1 },
        blocks: true,
        examples: [{ row: 5, value: 'P1003' }],
      },
      {
        code: 'rule-pattern',
        args: { count: 1, demand: 'P\\d{4}' },
        blocks: true,
        examples: [{ row: 10, value: 'X' }],
      },
      { code: 'rule-allowed', args: { count: 1 }, blocks: false, examples: [{ row: 5, value: '浦西' }] },
      {
        code: 'rule-range',
        args: { count: 1, demand: '≥ 0' },
        blocks: false,
        examples: [{ row: 5, value: '-1' }],
      },
      { code: 'dates-unlikely', args: { field: '建成', count: 1 }, blocks: false },
    ]);
    const page = await platform.ask<RecordsPage>(null, 'GET', `/datasets/${datasetId}/records?limit=1`);
    expect(page).toMatchObject({ version: 1, items: [{ 编号: 'P1000' }] });
  });

  it('[xz-25-7] given such a version, when somebody reads it who may not look into the files, then the values are not among what is said', async () => {
    const { version } = await sendVersion(
      platform,
      aFile(file(sound().map(([, ...row]) => ['P1', ...row]))),
      datasetId,
    );
    const office = await platform.person('supervision-office');
    const seen = await platform.ask<VersionView>(office, 'GET', `/versions/${version.id}`);
    expect(codes(seen)).toEqual(codes(version));
    expect(version.findings[0]?.examples).toHaveLength(1);
    expect(seen.findings.some(({ examples }) => examples)).toBe(false);
  });

  it('given rules that advise only, when they are broken, then the version is validated and says so', async () => {
    await declare([rule.allowed], 2);
    const rows = sound().map(([code = '', , ...row]) => [code, '市外', ...row]);
    const { version } = await sendVersion(platform, aFile(file(rows)), datasetId);
    expect([version.state, codes(version)]).toEqual(['validated', ['rule-allowed']]);
  });

  it('given rules that cannot be, when they are declared, then each is refused at its place, and an old revision is too', async () => {
    const { errors } = await declare(
      [
        { kind: 'required', field: '没有的', blocks: true },
        { kind: 'length', field: '泊位', least: 1, most: null, blocks: true },
        { kind: 'range', field: '泊位', least: '5', most: '1', blocks: true },
        { kind: 'range', field: '建成', least: '2024-02-30', most: null, blocks: true },
        { kind: 'pattern', field: '编号', pattern: '(?=P)', blocks: true },
        rule.unique,
        { ...rule.unique, blocks: false },
      ],
      3,
      400,
    );
    expect(errors?.map(({ pointer }) => pointer)).toEqual(
      [0, 1, 2, 3, 6, 4].map((place) => `/rules/${String(place)}`),
    );
    await declare(RULES, 1, 412);
  });

  it('given every edit of the rules, when the history is read, then each is there with its person', async () => {
    const history = await platform.ask<{ items: { action: string; actorName: string }[] }>(
      platform.tokens.editor,
      'GET',
      `/datasets/${datasetId}/history`,
    );
    const edits = history.items.filter(({ action }) => action === 'field-rules.save');
    expect(edits.map(({ actorName }) => actorName !== '')).toEqual([true, true, true]);
  });
});

/** The list that is proposed is in the order of frequency, which is level here: the same set is enough. */
const order = (proposals: readonly FieldRule[]) => {
  const list = proposals.find((each) => each.kind === 'allowed');
  return (one: string, other: string): number =>
    list?.kind === 'allowed' ? list.values.indexOf(one) - list.values.indexOf(other) : 0;
};
