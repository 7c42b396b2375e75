import { fastTrackMachine, type FastTrackEvent } from '../../../rules/fast-track/fast-track.machine.ts';
import { free, office, read, type Cell } from './cell.ts';

const fast = (cell: Cell): Cell => ({ ...cell, basis: 'plan2023-2.4' });
const NOBODY = '00000000-0000-4000-8000-000000000000';
const SCENARIO = {
  ...{ kind: 'scenario', description: '', scenarioKind: null, creditCode: null },
  ...{ from: '2020-01-01', until: null },
};

const step = (event: FastTrackEvent): Cell =>
  fast({
    ...read(
      `an application without the fast track, to ${event}`,
      'askedApplication',
      'application.read',
      ({ thing }) => ({ path: { id: thing.id, event }, body: { reasons: ['权限矩阵的测试'] } }),
    ),
    needs: fastTrackMachine.needs[event],
    answers: 'fast-track-missing',
  });

/** Operations on the fast track: the authority keeps the lists and decides, the operator looks first. */
export const FAST_TRACK_CELLS: Record<string, readonly Cell[]> = {
  listFastTrack: [fast(free('the lists of the fast track'))],
  addFastTrackEntry: [
    fast(
      office('a key scenario', 'fast-track.manage', ({ number }) => ({
        body: { ...SCENARIO, name: `重点场景${String(number)}` },
      })),
    ),
  ],
  endFastTrackEntry: [
    fast(
      office('a key scenario', 'fast-track.manage', async ({ platform, number }) => {
        const token = await platform.person('authority');
        const entry = await platform.ask<{ id: string }>(token, 'POST', '/fast-track/entries', {
          body: { ...SCENARIO, name: `重点场景${String(number)}` },
          status: 201,
        });
        return { path: { id: entry.id }, body: { reason: '权限矩阵的测试' } };
      }),
    ),
  ],
  getFastTrack: [fast(read('an application in review', 'askedApplication', 'application.read'))],
  askFastTrack: [
    fast({
      ...read('the application of another', 'askedApplication', 'application.read', ({ thing }) => ({
        path: { id: thing.id },
        body: { entryId: NOBODY, version: 1, hash: '0'.repeat(64) },
      })),
      needs: 'application.write',
    }),
  ],
  stepFastTrack: [step('prepare'), step('approve')],
};
