import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStricter, OPEN_CLASSES } from '../datasets/list-entry.schema.ts';
import { DEFAULT_GUIDELINE } from './default-guideline.ts';
import { classOf } from './guideline.ts';

const { dimensions } = DEFAULT_GUIDELINE;
const answers = fc.record(
  Object.fromEntries(
    dimensions.map(({ code, levels }) => [code, fc.constantFrom(...levels.map((each) => each.code))]),
  ),
);

describe('the class that a grade gives', () => {
  it('[xz-14] given any answers, when one of them becomes stricter, then the class never becomes more open', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(...dimensions), (levels, { code, levels: possible }) => {
        const before = classOf(DEFAULT_GUIDELINE, levels);
        const present = possible.find((each) => each.code === levels[code]);
        for (const stricter of possible.filter((each) => present && isStricter(each.gives, present.gives))) {
          const after = classOf(DEFAULT_GUIDELINE, { ...levels, [code]: stricter.code });
          expect(before !== null && after !== null && isStricter(before, after)).toBe(false);
        }
      }),
    );
  });

  it('[xz-14] given any answers, when the class is asked for, then it is the strictest that one of them gives', () => {
    fc.assert(
      fc.property(answers, (levels) => {
        const given = dimensions.map(
          (each) => each.levels.find(({ code }) => code === levels[each.code])?.gives,
        );
        const strictest = OPEN_CLASSES.findLast((each) => given.includes(each));
        expect(classOf(DEFAULT_GUIDELINE, levels)).toBe(strictest);
      }),
    );
  });

  it('[xz-13] given any answers, when one is missing or unknown, then there is no class yet', () => {
    fc.assert(
      fc.property(
        answers,
        fc.constantFrom(...dimensions),
        fc.constantFrom('', 'Z9'),
        (levels, { code }, other) => {
          const { [code]: _left, ...rest } = levels;
          expect(classOf(DEFAULT_GUIDELINE, rest)).toBeNull();
          expect(classOf(DEFAULT_GUIDELINE, { ...rest, [code]: other })).toBeNull();
        },
      ),
    );
  });

  it('[xz-14-1] given identifiable persons, when all else is harmless, then it is closed', () => {
    const levels = { person: 'A3', organisation: 'B1', object: 'C1', supply: 'D1' };
    expect(classOf(DEFAULT_GUIDELINE, levels)).toBe('closed');
    expect(classOf(DEFAULT_GUIDELINE, { ...levels, person: 'A1' })).toBe('unconditional');
  });
});
