import type { Action } from '../../../rules/access/permissions.ts';
import { byId, free, office, read, type Cell } from './cell.ts';
import { aRecord, type MisconductThingName } from './misconduct-things.ts';

const REASONS = { reasons: ['权限矩阵的测试'] };
const punished = (cell: Cell): Cell => ({ ...cell, basis: 'xz-32' });
const stepTo = (event: string, of: MisconductThingName, needs: Action, body: object = REASONS): Cell =>
  punished({
    ...read(`a record of misuse to ${event}`, of, 'misconduct.read', ({ thing }) => ({
      path: { id: thing.id, event },
      body,
    })),
    needs,
    spends: true,
  });

/** Operations on misuse of data: anyone reports, the authority examines, operator and publisher take measures. */
export const MISCONDUCT_CELLS: Record<string, readonly Cell[]> = {
  reportMisconduct: [
    {
      ...free('misuse', () => ({ body: { dataUser: '某公司', words: '在宣传中公开了约定之外的数据。' } })),
      basis: 'xz-30',
      needs: 'misconduct.report',
    },
  ],
  followReport: [
    {
      ...free('a report, by its receipt', async ({ platform }) => {
        const body = { dataUser: '某公司', words: '在宣传中公开了约定之外的数据。' };
        const options = { body, status: 201 };
        const made = await platform.ask<{ receipt: string }>(null, 'POST', '/misconduct-reports', options);
        return { path: { receipt: made.receipt } };
      }),
      basis: 'xz-30',
    },
  ],
  listMisconduct: [punished({ ...office('the records of misuse', 'misconduct.read'), whose: 'mine' })],
  getMisconduct: [
    punished(read('a report', 'report', 'misconduct.read')),
    punished({
      ...read('a record against an organisation', 'misconductOfOrganisation', 'misconduct.read', byId),
      whose: 'granted',
    }),
  ],
  stepMisconduct: [
    stepTo('examine', 'report', 'misconduct.examine'),
    stepTo('comment', 'examinedReport', 'misconduct.measure'),
    stepTo('dismiss', 'examinedReport', 'misconduct.examine'),
    {
      ...stepTo('record', 'examinedReport', 'misconduct.examine', aRecord('nobody-of-this-name')),
      answers: 'misconduct-ungrounded',
    },
    stepTo('restrict', 'misconduct', 'misconduct.measure'),
    stepTo('close', 'misconduct', 'misconduct.measure'),
    stepTo('publish', 'measuredMisconduct', 'misconduct.measure', { ...REASONS, notice: '超出约定场景。' }),
    { ...stepTo('appeal', 'misconductOfOrganisation', 'misconduct.appeal'), whose: 'granted' },
    stepTo('uphold', 'appealedMisconduct', 'misconduct.examine'),
    stepTo('lift', 'appealedMisconduct', 'misconduct.examine'),
  ],
  listNotices: [{ ...free('the public notices'), basis: 'xz-30' }],
};
