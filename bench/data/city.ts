import { settle, writeAccounts } from '../../demo/city.ts';
import { DatasetLife } from '../../demo/dataset-life.ts';
import {
  address,
  code,
  day,
  district,
  number,
  oneOf,
  type DatasetSpec,
} from '../../demo/datasets/dataset-spec.ts';
import { openReview } from '../../rules/reviews/reviews.operations.ts';
import { callOperation } from '../../server/call-operation.ts';
import type { Services } from '../../server/context.ts';
import { reconcile } from '../../server/features/reconciliation/index.ts';
import { systemCall } from '../../server/system-call.ts';
import { timed } from '../figure.ts';
import { cityRows, type CitySize } from './city-rows.ts';

/** Twenty fields; the dataset that all others are copies of is opened through the real use cases. */
const SPEC: DatasetSpec = {
  body: 'JTW',
  file: '公共停车场基本信息.csv',
  encoding: 'utf-8',
  rows: 1000,
  versions: 1,
  everyDays: 7,
  ageDays: 0,
  fate: 'open',
  entry: {
    name: '公共停车场基本信息',
    summary: '全市经备案的公共停车场，一行一个停车场。',
    domain: 'transport',
    keywords: ['停车'],
    timeCoverage: '2016 年起',
    area: '全市',
    relations: '独立数据，与其他数据没有关联。',
    updateFrequency: 'weekly',
  },
  fields: [
    code('编号', '全市唯一，备案时编定，停用后不再分配', '3101-'),
    district,
    address,
    oneOf('类型', '按建设方式划分', ['路外公共', '商业配建', '交通枢纽']),
    ...Array.from({ length: 14 }, (_, i) =>
      number(`第${i + 1}季度泊位数`, '可供社会车辆使用的泊位数，单位：个', 20, 1860),
    ),
    day('启用日期', '第一天对外开放的日期'),
    day('更新日期', '最近一次核对的日期'),
  ],
};

/** Seconds that work on the whole city took. */
export interface CityWork {
  rows: number;
  reconcile: number;
  openReview: number;
}

/** Opens that dataset in an empty store, by its people. */
export async function openTemplate(services: Services) {
  const story = { ...services, jobs: { ...services.jobs, send: () => Promise.resolve() } };
  const { actors, accounts } = await settle(story);
  await writeAccounts(story, accounts);
  await new DatasetLife(story, actors, { set: () => undefined }, SPEC, services.clock.now()).live();
  const { id: datasetId } = await services.db.selectFrom('dataset').select('id').executeTakeFirstOrThrow();
  return { actors, datasetId };
}

/** Fills an empty store with a city of that size; the rows in bulk, mismatches and the yearly review as always. */
export async function fillCity(services: Services, size: CitySize): Promise<CityWork> {
  const { actors, datasetId } = await openTemplate(services);
  const idOf = (user: string): string => actors.get(user)?.accountId ?? '';
  const people = {
    editorId: idOf('jtw-editor'),
    reviewerId: idOf('jtw-reviewer'),
    operatorId: idOf('operator'),
  };
  const rows = await seconds(() => fillRows(services, cityRows(size, { datasetId, ...people })));
  const compared = await seconds(() => reconcile(services));
  const year = services.clock.now().getUTCFullYear();
  const authority = systemCall(services, actors.get('authority'));
  const opened = await seconds(() => callOperation(authority, openReview, { year }));
  await fillRows(services, REVIEWED);
  return { rows, reconcile: compared, openReview: opened };
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => (await timed(work)) / 1000;

/** Runs statements in their order on one connection. */
export async function fillRows({ pool }: Services, statements: readonly string[]): Promise<void> {
  const connection = await pool.connect();
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    // With its temporary tables.
    connection.release(true);
  }
}

/** A review half done: of ten items four are due, three wait for their reviewer, three are confirmed. */
const REVIEWED = [
  `update review_item set state = case when right(code, 1) < '7' then 'prepared' else 'confirmed' end,
     assessment = jsonb_build_object('security', 'safe', 'securityNote', '', 'feasibility', 'unconditional', 'decision',
       case when catalogue_entry_id is not null then 'open-further' when right(code, 1) = '8' then 'make-static' else 'keep' end,
       'reason', '数据按期更新，社会使用正常。'),
     prepared_by = (select id from account where user_name = 'jtw-editor'), prepared_at = created_at,
     decided_at = case when right(code, 1) >= '7' then created_at end
   where right(code, 1) >= '4'`,
  'vacuum (analyze)',
];
