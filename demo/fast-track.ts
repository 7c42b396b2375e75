import { addFastTrackEntry, type FastTrackEntryInput } from '../rules/fast-track/fast-track.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Services } from '../server/context.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';

const ENTRIES: readonly FastTrackEntryInput[] = [
  {
    ...{ kind: 'scenario', name: '停车诱导与智慧出行', scenarioKind: 'own-business', creditCode: null },
    description: '道路、停车、公交数据一并用于出行诱导（演示）。',
    ...{ from: '2026-01-01', until: null },
  },
  {
    ...{ kind: 'pioneer-firm', name: '浦江出行数据服务有限公司（演示）', scenarioKind: null },
    ...{ creditCode: '91310000MA1FL0001R', description: '城市数字化转型先锋企业（演示）。' },
    ...{ from: '2026-01-01', until: '2027-12-31' },
  },
];

/** The authority's lists of the fast track: a key scenario and a pioneer firm. */
export async function listFastTrackEntries(services: Services, actors: Actors): Promise<void> {
  const authority = actors.get('authority');
  if (!authority) throw new Error('the demonstration has no authority');
  const call = systemCall(services, authority);
  for (const entry of ENTRIES) await callOperation(call, addFastTrackEntry, entry);
}
