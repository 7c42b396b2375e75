import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_GUIDELINE } from '../gradings/default-guideline.ts';
import { TERM_KIND_NAMES, type TermKind } from './condition.schema.ts';
import { answeringNone, gradedRisks } from './risks.ts';

const ORDINARY = { person: 'A1', organisation: 'B1', object: 'C1', supply: 'D1' };
const terms = (...kinds: TermKind[]) => kinds.map((kind) => ({ kind }));

describe('the graded risk that a condition answers', () => {
  it('[xz-15] given de-identified persons, then masking answers that risk, and the capability to receive it live answers none', () => {
    const asked = terms('masking', 'technical-capability');
    const risks = gradedRisks(DEFAULT_GUIDELINE, { ...ORDINARY, person: 'A2' }, asked);
    expect(risks).toMatchObject([{ dimension: 'person', level: 'A2', answeredBy: ['masking'] }]);
    expect(answeringNone(risks, asked)).toEqual(terms('technical-capability'));
  });

  it('[xz-15] given a risk that no condition answers, then it stands there with nothing against it', () => {
    const risks = gradedRisks(DEFAULT_GUIDELINE, { ...ORDINARY, supply: 'D2' }, terms('masking'));
    expect(risks).toMatchObject([{ dimension: 'supply', answeredBy: [] }]);
  });

  it('[xz-15] given any grade and any terms, then a term answers a risk, or is questioned, or is a matter of procedure', () => {
    const levels = fc.record(
      Object.fromEntries(
        DEFAULT_GUIDELINE.dimensions.map((dimension) => [
          dimension.code,
          fc.constantFrom(...dimension.levels.map(({ code }) => code)),
        ]),
      ),
    );
    const kinds = fc.uniqueArray(fc.constantFrom(...TERM_KIND_NAMES));
    fc.assert(
      fc.property(levels, kinds, (grade, asked) => {
        const risks = gradedRisks(DEFAULT_GUIDELINE, grade, terms(...asked));
        const answering = new Set(risks.flatMap(({ answeredBy }) => answeredBy));
        const questioned = answeringNone(risks, terms(...asked)).map(({ kind }) => kind);
        expect(questioned.filter((kind) => answering.has(kind))).toEqual([]);
        expect(questioned).not.toContain('agreement-needed');
        if (risks.length === DEFAULT_GUIDELINE.dimensions.length) expect(questioned).toEqual([]);
      }),
    );
  });
});
