import type { Action } from '../../../rules/access/permissions.ts';
import { inPlace, read, type Cell } from './cell.ts';
import { SYSTEM, type ThingName } from './things.ts';

const built = (cell: Cell): Cell => ({ ...cell, basis: 'xz-23' });
const stepTo = (event: string, of: ThingName, needs: Action, reasons: string[] = []): Cell =>
  built({
    ...read(`a system to ${event}`, of, 'system.read', ({ thing }) => ({
      path: { id: thing.id, event },
      body: { reasons },
    })),
    needs,
    spends: true,
  });

/** Operations on information systems. */
export const SYSTEM_CELLS: Record<string, readonly Cell[]> = {
  listSystems: [built(inPlace('the systems', 'system.read'))],
  getSystem: [built(read('a system', 'plannedSystem', 'system.read'))],
  createSystem: [
    built(
      inPlace('a new system', 'system.write', ({ number }) => ({
        body: { ...SYSTEM, name: `矩阵用信息系统（${String(number)}）` },
      })),
    ),
  ],
  saveSystem: [
    built({
      ...read('a system', 'plannedSystem', 'system.read', ({ thing, number }) => ({
        path: { id: thing.id },
        body: { ...SYSTEM, name: `改名的信息系统（${String(number)}）`, revision: thing.revision ?? 0 },
      })),
      needs: 'system.write',
      spends: true,
    }),
  ],
  stepSystem: [
    stepTo('begin', 'plannedSystem', 'system.confirm'),
    stepTo('request', 'builtSystem', 'system.confirm'),
    { ...stepTo('accept', 'requestedSystem', 'system.decide'), answers: 'system-incomplete' },
    stepTo('return', 'requestedSystem', 'system.decide', ['目录和清单还没有编制。']),
  ],
};
