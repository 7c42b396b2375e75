import { describe, expect, it } from 'vitest';
import { byPerson } from './by-person.ts';

describe('people of the demonstration', () => {
  it('given someone with two roles, when listed, then they are entered once with both', () => {
    const people = byPerson([
      { accountId: 'a', name: '周敏', role: 'publisher-reviewer', bodyName: '市交通委' },
      { accountId: 'b', name: '沈怡', role: 'operator', bodyName: null },
      { accountId: 'a', name: '周敏', role: 'publisher-editor', bodyName: '市绿化局' },
    ]);
    expect(people.map(({ name, roles }) => [name, roles.length])).toEqual([
      ['周敏', 2],
      ['沈怡', 1],
    ]);
  });
});
