import { editDrafts } from '../rules/draft-batches/draft-batches.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Services } from '../server/context.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';

/** A change of many drafts that its editor has still to decide on. */
export async function editManyDrafts(services: Services, actors: Actors): Promise<void> {
  const editor = actors.get('jtw-editor');
  if (!editor) throw new Error('the demonstration has no jtw-editor');
  await callOperation(systemCall(services, editor), editDrafts, {
    edit: { element: 'summary', mode: 'append', value: '数据由市交通委员会汇总，每次更新前逐项核对。' },
  });
}
