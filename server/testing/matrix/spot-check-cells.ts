import type { Action } from '../../../rules/access/permissions.ts';
import { office, read, type Cell } from './cell.ts';
import { ANSWERS, type SpotCheckThingName } from './spot-check-things.ts';

const checked = (cell: Cell): Cell => ({ ...cell, basis: 'xz-29' });
const stepTo = (
  event: string,
  of: SpotCheckThingName,
  needs: Action,
  body: { rectifyBy?: string } = {},
): Cell =>
  checked({
    ...read(`a spot check to ${event}`, of, 'spot-check.read', ({ thing }) => ({
      ...{ path: { id: thing.id, event }, body: { reasons: ['权限矩阵的测试'], ...body } },
    })),
    // Another office than the one that opened it may judge checks, but not this one.
    ...{ whose: 'granted', needs, spends: true, answers: 'other-office' },
  });

/** Operations on spot checks: offices open and judge them, the data user answers and mends. */
export const SPOT_CHECK_CELLS: Record<string, readonly Cell[]> = {
  listSpotChecks: [checked({ ...office('the spot checks', 'spot-check.read'), whose: 'mine' })],
  getSpotCheck: [checked({ ...read('a spot check', 'askedCheck', 'spot-check.read'), whose: 'granted' })],
  openSpotCheck: [
    checked({
      ...read('a check of a grant', 'grant', 'grant.read', ({ thing }) => ({
        body: { grantId: thing.id, reason: '权限矩阵的测试' },
      })),
      ...{ whose: 'granted', needs: 'spot-check.open', spends: true },
    }),
  ],
  drawSpotChecks: [
    checked({
      ...office('grants to be checked', 'spot-check.open', () => ({
        body: { count: 1, reason: '权限矩阵的测试' },
      })),
      ...{ of: 'grant', whose: 'place', answers: 'wrong-state', spends: true },
    }),
  ],
  getSpotCheckDraw: [checked(read('a draw of spot checks', 'spotCheckDraw', 'spot-check.open'))],
  answerSpotCheck: [
    checked({
      ...read('a spot check that waits for its answer', 'askedCheck', 'spot-check.read', ({ thing }) => ({
        ...{ path: { id: thing.id }, body: ANSWERS },
      })),
      ...{ whose: 'granted', needs: 'spot-check.answer', spends: true },
    }),
  ],
  stepSpotCheck: [
    stepTo('rectify', 'foundCheck', 'spot-check.answer'),
    stepTo('find', 'answeredCheck', 'spot-check.judge', { rectifyBy: '2099-12-31' }),
    stepTo('pass', 'answeredCheck', 'spot-check.judge'),
    stepTo('refer', 'answeredCheck', 'spot-check.judge'),
  ],
};
