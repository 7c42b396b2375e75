import { describe, expect, it } from 'vitest';
import type { AskedVersion } from '../../store/hot/index.ts';
import { choose } from './choose.ts';

const LIMITS = { bytes: 1000, after: 100 };
const MANIFEST = {
  rows: 10,
  columns: [],
  original: { name: '', digest: '', bytes: 1 },
  data: { digest: '', bytes: 100 },
};
const aVersion = (given: Partial<AskedVersion>): AskedVersion => ({
  versionId: 'v',
  state: 'cold',
  use: 0,
  fields: {},
  relation: null,
  shape: { columns: [], refused: [] },
  bytes: 0,
  since: null,
  datasetId: 'd',
  manifest: MANIFEST,
  served: true,
  ...given,
});
const hot = (given: Partial<AskedVersion>): AskedVersion => aVersion({ state: 'hot', bytes: 600, ...given });

describe('what is due', () => {
  it.each([
    ['a version that is asked for often', [aVersion({ use: 100 })], 'heat'],
    ['one that is asked for less', [aVersion({ use: 99 })], null],
    ['one that is not served', [aVersion({ use: 100, served: false })], null],
    ['one that did not fit', [aVersion({ use: 100, state: 'unfit' })], null],
    ['a hot one that is asked for now and then', [hot({ use: 10 })], null],
    ['a hot one that is hardly asked for', [hot({ use: 9 })], 'cool'],
    ['a hot one that is no longer served', [hot({ use: 900, served: false })], 'cool'],
    ['a hot one larger than all room', [hot({ use: 900, bytes: 1001 })], 'cool'],
    ['one that nobody knows of', [aVersion({ use: 0.001 })], 'forget'],
    ['one that is no more', [aVersion({ use: 50, datasetId: null })], 'forget'],
    [
      'a hot one without the field that a fifth asks for',
      [hot({ use: 100, fields: { a: { where: 20 } } })],
      'heat',
    ],
    [
      'one that cannot have the field',
      [hot({ use: 100, fields: { a: { where: 99 } }, shape: { columns: [], refused: ['a'] } })],
      null,
    ],
    ['a hot one without a field that few ask for', [hot({ use: 100, fields: { a: { where: 19 } } })], null],
  ])('given %s, when it is looked at, then the choice is right', (_, versions, what) => {
    expect(choose(versions, LIMITS)?.what ?? null).toBe(what);
  });

  it('given no room at all, when versions are asked for, then none becomes hot and those that are cool', () => {
    expect(choose([aVersion({ use: 900 })], { ...LIMITS, bytes: 0 })).toBeNull();
    expect(choose([hot({ use: 900 })], { ...LIMITS, bytes: 0 })?.what).toBe('cool');
  });

  it('given a version that is asked for much more, when there is no room, then the least asked one makes place', () => {
    const versions = [
      aVersion({ versionId: 'new', use: 400 }),
      hot({ versionId: 'much', use: 300, bytes: 500 }),
      hot({ versionId: 'some', use: 200, bytes: 300 }),
      hot({ versionId: 'less', use: 150, bytes: 200 }),
    ];
    expect(choose(versions, LIMITS)).toMatchObject({
      version: { versionId: 'new' },
      victims: ['less', 'some'],
    });
    const close = [aVersion({ versionId: 'new', use: 200 }), hot({ versionId: 'old', use: 150, bytes: 950 })];
    expect(choose(close, LIMITS)).toBeNull();
  });
});
