import type { Action } from '../../../rules/access/permissions.ts';
import type { EmergencyState } from '../../../rules/emergencies/emergency.machine.ts';
import type { Platform } from '../platform.ts';
import { free, office, read, type Cell } from './cell.ts';
import type { Thing } from './things.ts';

const emergency = (cell: Cell): Cell => ({ ...cell, basis: 'cq-main-4', whose: 'city' });
const stepTo = (event: string, answers: NonNullable<Cell['answers']>): Cell => {
  const needs: Action = 'emergency.decide';
  const asked = read(`a declined opening, to ${event}`, 'emergency', 'emergency.read', ({ thing }) => ({
    path: { id: thing.id, event },
    body: { reasons: ['权限矩阵的测试'] },
  }));
  return emergency({ ...asked, needs, answers });
};

/** Operations on emergency openings: the city of these tests has none, so that what is declared is refused. */
export const EMERGENCY_CELLS: Record<string, readonly Cell[]> = {
  listEmergencies: [emergency(office('the emergency openings', 'emergency.read'))],
  getEmergency: [emergency(read('an emergency opening', 'emergency', 'emergency.read'))],
  declareEmergency: [
    emergency({
      ...office('an incident', 'emergency.decide', () => ({
        body: {
          ...{ title: '洪水红色预警', reason: '沿江道路淹没，需要开放停车场数据。', users: [] },
          ...{ from: '2026-11-23T00:00:00+08:00', until: '2026-11-24T00:00:00+08:00', datasets: ['SH-X'] },
        },
      })),
      answers: 'no-emergency-opening',
    }),
  ],
  stepEmergency: [
    stepTo('confirm', 'wrong-state'),
    stepTo('decline', 'wrong-state'),
    stepTo('end', 'wrong-state'),
    stepTo('review', 'wrong-state'),
  ],
  listEmergencyNotices: [emergency(free('the notices of emergency openings'))],
};

/** One that nobody confirmed, as no use case makes it in a city without emergency openings. */
export async function anEmergency({ services }: Platform): Promise<Thing> {
  const id = services.newId();
  const { id: account } = await services.db.selectFrom('account').select('id').executeTakeFirstOrThrow();
  const state: EmergencyState = 'declined';
  const at = new Date('2026-11-22T00:00:00Z');
  await services.db
    .insertInto('emergency')
    .values({
      ...{ id, state, code: `YJ-2020-${id.slice(-6)}`, title: '洪水红色预警', reason: '沿江道路淹没。' },
      ...{ from_at: at, until_at: at, for_everyone: true, declared_by: account, declared_at: at },
      ...{ reasons: '[]', cursor_key: Buffer.alloc(32) },
    })
    .execute();
  return { id };
}
