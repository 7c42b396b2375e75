import { describe, expect, it } from 'vitest';
import { pairedFields, type SideField } from './side.ts';

const field = (name: string, label = name): SideField => ({
  name,
  label,
  type: 'text',
  unit: '',
  profile: null,
});

describe('fields side by side', () => {
  it('given the same field under another spelling, then it stands beside itself; what only one has comes after', () => {
    const pairs = pairedFields(
      [field('only_a'), field('district', '所在区'), field('bays')],
      [field('所在区'), field('BAYS '.trim()), field('only_b')],
    );
    expect(pairs.map(({ name, one, other }) => [name, one?.name ?? null, other?.name ?? null])).toEqual([
      ['所在区', 'district', '所在区'],
      ['bays', 'bays', 'BAYS'],
      ['only_a', 'only_a', null],
      ['only_b', null, 'only_b'],
    ]);
  });

  it('given two fields of one name on one side, then each is taken once', () => {
    const pairs = pairedFields([field('a'), field('A')], [field('a')]);
    expect(pairs.map(({ other }) => other?.name ?? null)).toEqual(['a', null]);
  });
});
