import type { Action } from '../../../rules/access/permissions.ts';
import { guidelineMachine } from '../../../rules/gradings/guideline.machine.ts';
import type { GuidelineView, RefinementView } from '../../../rules/gradings/guidelines.operations.ts';
import { free, office, publicly, read, type Asked, type Cell, type Stand } from './cell.ts';
import type { ThingName } from './things.ts';

const stepGuideline = (event: 'propose' | 'return' | 'agree' | 'enforce' | 'drop', of: ThingName): Cell => ({
  ...read(`${event} of a guideline`, of, 'guideline.read', ({ thing }) => ({
    path: { id: thing.id, event },
    body: { reason: '请补充示例' },
  })),
  basis: 'xz-13',
  needs: guidelineMachine.needs[event],
  spends: true,
});

const ofDraft = (needs: Action, body: object, basis: Cell['basis']): Cell => ({
  ...read('a draft', 'draft', 'draft.read', ({ thing }) => ({ path: { id: thing.id }, body })),
  basis,
  needs,
});

async function savedGuideline({ platform, thing }: Stand): Promise<Asked> {
  const { guideline } = await platform.ask<GuidelineView>(null, 'GET', '/grading-guidelines/in-force');
  const { version: _version, ...content } = guideline;
  return { path: { id: thing.id }, body: { revision: 0, content } };
}

async function savedRefinement({ platform, thing }: Stand): Promise<Asked> {
  const path = `/publishers/${thing.id}/grading-refinement`;
  const { revision } = await platform.ask<RefinementView>(platform.tokens.reviewer, 'GET', path);
  return { path: { id: thing.id }, body: { revision, items: [] } };
}

const WRITTEN = '权限矩阵的测试';

/** Operations on the grading guideline, on what bodies refine of it, and on the grades of datasets. */
export const GRADING_CELLS: Record<string, readonly Cell[]> = {
  listGuidelines: [free('the guidelines')],
  getGuidelineInForce: [free('the guideline in force')],
  getGuideline: [
    publicly('the guideline in force', 'guidelineInForce'),
    read('a draft of it', 'guidelineDraft', 'guideline.read'),
  ],
  draftGuideline: [{ ...office('a new version', 'guideline.write'), basis: 'xz-13' }],
  saveGuideline: [
    {
      ...read('a draft of the guideline', 'guidelineDraft', 'guideline.read', savedGuideline),
      basis: 'xz-13',
      needs: 'guideline.write',
      spends: true,
    },
  ],
  previewGuideline: [read('a draft of the guideline', 'guidelineDraft', 'guideline.read')],
  stepGuideline: [
    stepGuideline('propose', 'guidelineDraft'),
    stepGuideline('drop', 'guidelineDraft'),
    stepGuideline('agree', 'guidelineProposed'),
    stepGuideline('return', 'guidelineProposed'),
    stepGuideline('enforce', 'guidelineAgreed'),
  ],
  getRefinement: [read('what a body refines', 'ownBody', 'grading.read')],
  saveRefinement: [
    {
      ...read('what a body refines', 'ownBody', 'grading.read', savedRefinement),
      basis: 'xz-13',
      needs: 'refinement.write',
    },
  ],
  getDatasetGrading: [read('a draft', 'draft', 'grading.read')],
  recordConsent: [
    ofDraft('consent.record', { holders: WRITTEN, opens: 'conditional', evidence: WRITTEN }, 'xz-14-1'),
  ],
  revokeConsent: [
    {
      ...read('a consent', 'consent', 'draft.read', ({ thing }) => ({
        path: { id: thing.id, consentId: thing.consentId ?? '' },
        body: { reason: WRITTEN },
      })),
      basis: 'xz-14-1',
      needs: 'consent.revoke',
      spends: true,
    },
  ],
  recordSecrecyReview: [
    ofDraft('secrecy-review.record', { result: 'passed', evidence: WRITTEN }, 'grading2019'),
  ],
};
