import type { DemonstrationAccount } from '../../../rules/demonstration/demonstration.operations.ts';

export interface DemonstrationPerson {
  accountId: string;
  name: string;
  roles: Pick<DemonstrationAccount, 'role' | 'bodyName'>[];
}

/** The list has one entry per role held; people are entered once. */
export function byPerson(entries: readonly DemonstrationAccount[]): DemonstrationPerson[] {
  const people = new Map<string, DemonstrationPerson>();
  for (const { accountId, name, role, bodyName } of entries) {
    const person = people.get(accountId) ?? { accountId, name, roles: [] };
    person.roles.push({ role, bodyName });
    people.set(accountId, person);
  }
  return [...people.values()];
}
