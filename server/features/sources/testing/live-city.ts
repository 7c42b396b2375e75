import type { OutputOf } from '../../../../rules/api/operation.ts';
import type { DatasetView, RecordsPage } from '../../../../rules/datasets/datasets.operations.ts';
import type { LiveSetting } from '../../../../rules/sources/live.ts';
import type { SourceView } from '../../../../rules/sources/source.schema.ts';
import type { getSource } from '../../../../rules/sources/sources.operations.ts';
import { standingClock } from '../../../../rules/time/clock.ts';
import { eventually, testPlatform, type Platform } from '../../../testing/platform.ts';
import { aFile, openDataset } from '../../../testing/publishing.ts';
import { closeEndedPeriods } from '../live/ended-periods.ts';
import { liveTablesOf } from '../live/live-tables.ts';
import { sealPeriods } from '../live/seal.ts';

export const SAMPLE =
  '编号,停车场,泊位数,占用率,采集时间\n0001,甲停车场,120,0.5,2026-11-22 08:00:00\n0002,乙停车场,80,0.25,2026-11-22 08:00:00\n';
/** A row that fits {@link SAMPLE}. */
export const row = (id: string, more: object = {}) => ({
  编号: id,
  停车场: '甲停车场',
  泊位数: 120,
  占用率: 0.5,
  采集时间: '2026-11-23 09:00:00',
  ...more,
});
export const HOURLY: LiveSetting = { mode: 'append', sealEvery: 'hour' };

interface Receipt {
  accepted: number;
  periodStart: string;
  periodEnd: string;
  revision: number;
}
type SourcePage = OutputOf<typeof getSource>;

/** A platform whose clock stands, and what the tests of live sources ask of it. */
export interface LiveCity {
  platform: Platform;
  clock: ReturnType<typeof standingClock>;
  /** Some time goes by; never so much that a period ends unasked. */
  goOn(): void;
  anOpenDataset(text?: string): Promise<string>;
  /** An approved source of the given kind. */
  approved(more: object): Promise<string>;
  /** An approved source that rows are pushed to. */
  pushed(datasetId: string, live?: LiveSetting): Promise<string>;
  push(id: string, rows: object[], status?: number): Promise<Receipt>;
  /** Everything that was delivered can be read. */
  settle(): Promise<void>;
  /** Ends the periods whose time has come, and seals them. */
  seal(id: string): Promise<void>;
  look(id: string): Promise<SourcePage>;
  view(datasetId: string): Promise<DatasetView>;
  rowsOf(datasetId: string, query?: string): Promise<RecordsPage>;
  close(): Promise<void>;
}

export async function liveCity(): Promise<LiveCity> {
  const clock = standingClock(new Date('2026-11-23T01:00:00Z'));
  const platform = await testPlatform({ clock, sourceNetworks: ['127.0.0.1/32'] });
  const { ask, services, tokens } = platform;
  let datasets = 0;
  const look = (id: string) => ask<SourcePage>(tokens.editor, 'GET', `/sources/${id}`);
  const approved: LiveCity['approved'] = async (more) => {
    const body = { name: '停车场闸机', ...more };
    const { id } = await ask<SourceView>(tokens.editor, 'POST', '/sources', { body, status: 201 });
    await ask(tokens.reviewer, 'POST', `/sources/${id}/approve`, { body: {} });
    return id;
  };
  return {
    platform,
    clock,
    goOn: () => {
      clock.advance(60_000);
      if (clock.now().getUTCMinutes() > 55) clock.advance(600_000);
    },
    anOpenDataset: async (text = SAMPLE) => {
      datasets += 1;
      return (await openDataset(platform, aFile(text), `实时停车信息（${datasets}）`)).datasetId;
    },
    approved,
    pushed: (datasetId, live = HOURLY) =>
      approved({ datasetId, live, everySeconds: null, address: { kind: 'push' } }),
    push: (id, rows, status = 201) =>
      ask<Receipt>(tokens.editor, 'POST', `/sources/${id}/rows`, { body: { rows }, status }),
    settle: () => liveTablesOf(services).settle(),
    seal: async (id) => {
      await closeEndedPeriods(services);
      // Two at once, as when a job is tried again while the first still runs.
      await Promise.all([sealPeriods(services, id), sealPeriods(services, id)]);
      await eventually(
        () => look(id),
        ({ periods }) => periods.every(({ state }) => state !== 'sealing'),
      );
    },
    look,
    view: (id) => ask<DatasetView>(null, 'GET', `/datasets/${id}`),
    rowsOf: (id, query = '') => ask<RecordsPage>(null, 'GET', `/datasets/${id}/records?limit=1000${query}`),
    close: () => platform.close(),
  };
}

export const idsOf = ({ items }: RecordsPage) => items.map((each) => each['编号']);
