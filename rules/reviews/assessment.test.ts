import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPEN_CLASSES } from '../datasets/list-entry.schema.ts';
import {
  decisionsFor,
  FEASIBILITIES,
  faultsOf,
  REVIEW_DECISIONS,
  SECURITY_RESULTS,
  type Assessment,
  type ReviewSubject,
} from './assessment.ts';

const subjects = fc.record<ReviewSubject>({
  kind: fc.constantFrom('dataset', 'entry'),
  openClass: fc.constantFrom(...OPEN_CLASSES),
  isStatic: fc.boolean(),
});
const assessments = fc.record<Assessment>({
  security: fc.constantFrom(...SECURITY_RESULTS),
  securityNote: fc.constantFrom('', '字段组合后可以认出个人'),
  feasibility: fc.constantFrom(...FEASIBILITIES),
  decision: fc.constantFrom(...REVIEW_DECISIONS),
  reason: fc.constant('逐字段核对'),
});
const aDataset = (changes: Partial<ReviewSubject> = {}): ReviewSubject => ({
  kind: 'dataset',
  openClass: 'conditional',
  isStatic: false,
  ...changes,
});
const anAssessment = (changes: Partial<Assessment> = {}): Assessment => ({
  security: 'safe',
  securityNote: '',
  feasibility: 'conditional',
  decision: 'keep',
  reason: '逐字段核对',
  ...changes,
});

describe('what a yearly review can find', () => {
  it('[xz-10] given an entry that is not on the list, when it is decided, then it is opened or stays closed, whatever the catalogue declares', () => {
    for (const openClass of OPEN_CLASSES)
      expect(decisionsFor({ kind: 'entry', openClass, isStatic: false })).toEqual([
        'open-further',
        'stay-closed',
      ]);
  });

  it('[xz-10-1] given a static dataset, when it is decided, then it cannot be made static again', () => {
    expect(decisionsFor(aDataset())).toContain('make-static');
    expect(decisionsFor(aDataset({ isStatic: true }))).not.toContain('make-static');
  });

  it('[xz-10] given any finding without a fault, when it keeps or makes data open, then the security review passed', () => {
    fc.assert(
      fc.property(subjects, assessments, (subject, assessment) => {
        fc.pre(faultsOf(subject, assessment).length === 0);
        fc.pre(['keep', 'open-further', 'make-static'].includes(assessment.decision));
        expect(assessment.security).toBe('safe');
      }),
    );
  });

  it('[xz-10] given data judged to be openable further, when it shall stay as it is, then that is a contradiction', () => {
    const keeping = anAssessment({ feasibility: 'unconditional' });
    expect(faultsOf(aDataset(), keeping)).toEqual(['could-open']);
    expect(faultsOf(aDataset(), { ...keeping, decision: 'open-further' })).toEqual([]);
    expect(faultsOf(aDataset(), anAssessment({ decision: 'open-further' }))).toEqual(['not-further']);
    expect(faultsOf(aDataset(), anAssessment({ feasibility: 'not-feasible' }))).toEqual(['less-than-now']);
  });

  it('[xz-10] given several contradictions, when they are looked for, then all are said at once', () => {
    const wrong = anAssessment({ security: 'concern', decision: 'open-further' });
    expect(faultsOf(aDataset(), wrong)).toEqual(['concern-unsaid', 'concern-open', 'not-further']);
  });
});
