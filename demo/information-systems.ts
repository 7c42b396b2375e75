import { listCatalogueEntries } from '../rules/catalogue/catalogue.operations.ts';
import type { SchemeItem } from '../rules/systems/acceptance.ts';
import { createSystem, stepSystem } from '../rules/systems/systems.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Services } from '../server/context.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';

const anItem = (name: string, changes: Partial<SchemeItem> = {}): SchemeItem => ({
  name,
  openClass: 'unconditional',
  interface: 'file-and-api',
  updateFrequency: 'daily',
  catalogueEntryId: null,
  ...changes,
});

/** Two systems of one body: one at planning, one at acceptance with something missing. */
export async function planSystems(services: Services, actors: Actors): Promise<void> {
  const [editor, reviewer] = ['jtw-editor', 'jtw-reviewer'].map((user) => actors.get(user));
  if (!editor || !reviewer) throw new Error('the demonstration lacks somebody of the systems');
  const asEditor = systemCall(services, editor);
  const { items } = await callOperation(asEditor, listCatalogueEntries, {
    q: '停车场（库）基本信息',
    limit: 1,
  });
  const entry = items[0];
  await callOperation(asEditor, createSystem, {
    name: '公交到站预报系统（演示）',
    purpose: '按站点预报公交车到站时间。',
    scheme: [
      anItem('公交车辆到站预报', { interface: 'api', updateFrequency: 'realtime' }),
      anItem('公交驾驶员排班', { openClass: 'closed', interface: 'file' }),
    ],
  });
  const { id } = await callOperation(asEditor, createSystem, {
    name: '停车诱导系统（演示）',
    purpose: '汇集公共停车场（库）信息，发布空余泊位。',
    scheme: [
      anItem('公共停车场（库）信息', {
        updateFrequency: 'yearly',
        catalogueEntryId: entry?.id ?? null,
        openClass: entry?.openness ?? 'unconditional',
      }),
      anItem('诱导屏位置', { updateFrequency: 'yearly' }),
    ],
  });
  for (const event of ['begin', 'request'] as const)
    await callOperation(systemCall(services, reviewer), stepSystem, { id, event, reasons: [] });
}
