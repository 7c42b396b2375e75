import type { Action } from '../../../rules/access/permissions.ts';
import { byId, office, read, type Cell, type Stand } from './cell.ts';
import type { ThingName } from './things.ts';

const delivered = (cell: Cell): Cell => ({ ...cell, basis: 'xz-21' });
const REASON = { reason: '权限矩阵的测试' };

const onGrant = (on: string, of: ThingName, needs: Action, ask: Cell['ask'] = byId): Cell =>
  delivered({ ...read(on, of, 'grant.read', ask), needs, whose: 'granted' });
const stepTo = (event: string, of: ThingName = 'grant', limits: object = {}): Cell => ({
  ...onGrant(`a grant to ${event}`, of, 'grant.manage', ({ thing }) => ({
    path: { id: thing.id, event },
    body: { ...REASON, ...limits },
  })),
  spends: true,
});
const inPerson = (on: string, ask?: Cell['ask']): Cell => ({
  ...onGrant(on, 'grant', 'grant.use', ask),
  account: 'session',
});
const noSecret = ({ thing }: Stand) => ({ path: { id: thing.id, secretId: thing.id } });

/** Operations on grants. */
export const GRANT_CELLS: Record<string, readonly Cell[]> = {
  listGrants: [delivered({ ...office('the grants', 'grant.read'), whose: 'mine' })],
  getGrant: [onGrant('a grant', 'grant', 'grant.read')],
  stepGrant: [
    stepTo('restrict', 'grant', { callsPerDay: 1 }),
    stepTo('suspend'),
    stepTo('resume', 'suspendedGrant'),
    stepTo('revoke'),
  ],
  traceCopy: [
    delivered({
      ...office('a copy', 'settings.manage', () => ({ body: { file: '/copy.csv' } })),
      needs: 'nobody',
    }),
  ],
  createGrantSecret: [inPerson('a grant')],
  revokeGrantSecret: [{ ...inPerson('a secret that is none', noSecret), answers: 'wrong-state' }],
};
