import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byUrgency, favourOf } from './favour.ts';

describe('what comes first', () => {
  it.each([
    [{ publicBenefit: '', replicability: '' }, null, 0],
    [{ publicBenefit: '少绕行', replicability: '' }, null, 0],
    [{ publicBenefit: '少绕行', replicability: '可照做' }, null, 5],
    [{ publicBenefit: '少绕行', replicability: '可照做' }, { benefit: 1, replicability: 2 }, 3],
    [{ publicBenefit: '', replicability: '' }, { benefit: 5, replicability: 4 }, 9],
  ] as const)(
    '[xz-19-2] given %j rated %j, when it waits, then its favour is %i',
    (content, opinion, favour) => {
      expect(favourOf(content, opinion)).toBe(favour);
    },
  );

  it('[xz-19-2] given any tasks, when they are put in order, then favour never brings one before what is due earlier', () => {
    const tasks = fc.record({
      clock: fc.option(fc.record({ dueOn: fc.constantFrom('2026-01-05', '2026-01-06', '2026-01-07') })),
      favour: fc.nat(10),
      since: fc.constantFrom('2026-01-01', '2026-01-02'),
    });
    fc.assert(
      fc.property(fc.array(tasks, { maxLength: 12 }), (waiting) => {
        const sorted = waiting.toSorted(byUrgency);
        const days = sorted.map(({ clock }) => clock?.dueOn ?? '9');
        expect(days).toEqual(days.toSorted());
        sorted.slice(1).forEach((task, place) => {
          const before = sorted[place];
          if (days[place] === days[place + 1]) expect(before?.favour).toBeGreaterThanOrEqual(task.favour);
        });
      }),
    );
  });
});
