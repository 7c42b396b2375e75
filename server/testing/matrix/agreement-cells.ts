import type { Action } from '../../../rules/access/permissions.ts';
import { byId, free, office, read, type Cell } from './cell.ts';

const agreed = (cell: Cell): Cell => ({ ...cell, basis: 'xz-20' });
const onAgreement = (on: string, needs: Action, ask: Cell['ask'] = byId): Cell =>
  agreed({ ...read(on, 'agreement', 'agreement.read', ask), needs, whose: 'granted' });
/** What everyone who may meets in the same way: it is over. */
const onEnded = (event: string, needs: Action): Cell => ({
  ...onAgreement(`an agreement that is over, to ${event}`, needs, ({ thing }) => ({
    path: { id: thing.id, event },
    body: { reasons: ['权限矩阵的测试'] },
  })),
  of: 'expiredAgreement',
  answers: 'wrong-state',
});

/** Operations on agreements. */
export const AGREEMENT_CELLS: Record<string, readonly Cell[]> = {
  listAgreements: [agreed({ ...office('the agreements', 'agreement.read'), whose: 'mine' })],
  getAgreement: [onAgreement('an agreement', 'agreement.read')],
  getAgreementOdrl: [onAgreement('an agreement', 'agreement.read')],
  getAgreementPdf: [
    { ...onAgreement('an agreement not in force', 'agreement.read'), answers: 'wrong-state' },
  ],
  signAgreement: [
    {
      ...onAgreement('an agreement that is over', 'agreement.sign', ({ thing }) => ({
        path: { id: thing.id },
        body: { odrlDigest: '0'.repeat(64) },
      })),
      of: 'expiredAgreement',
      account: 'session',
      answers: 'wrong-state',
    },
  ],
  stepAgreement: [
    onEnded('refuse', 'agreement.sign'),
    onEnded('withdraw', 'agreement.sign'),
    onEnded('terminate', 'agreement.sign'),
    onEnded('pass', 'agreement.examine'),
    onEnded('return', 'agreement.examine'),
  ],
  proposeAgreementChanges: [
    {
      ...onAgreement('an agreement that is over', 'agreement.sign', ({ thing }) => ({
        path: { id: thing.id },
        body: { note: '权限矩阵的测试' },
      })),
      of: 'expiredAgreement',
      answers: 'wrong-state',
    },
  ],
  answerAgreementChanges: [
    {
      ...onAgreement('an agreement that is over', 'agreement.sign', ({ thing }) => ({
        path: { id: thing.id, proposalId: thing.id, answer: 'accept' },
        body: {},
      })),
      of: 'expiredAgreement',
      answers: 'wrong-state',
    },
  ],
  stateDestruction: [
    {
      ...onAgreement('an agreement that was never in force', 'agreement.sign', ({ thing }) => ({
        path: { id: thing.id },
        body: { destroyedOn: '2026-01-01', how: '权限矩阵的测试', remains: '' },
      })),
      answers: 'wrong-state',
    },
  ],
  verifyAgreement: [agreed(free('a digest of nothing known', () => ({ body: { digest: '0'.repeat(64) } })))],
};
