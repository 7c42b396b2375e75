import { can } from '../../../rules/access/permissions.ts';
import type {
  listRunning,
  RunningView,
  stopRunning,
} from '../../../rules/installation/running.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { permit } from '../../plugins/permit.ts';
import type { RunningWork } from '../../running-works.ts';
import type { OpenJob } from '../../store/jobs.ts';
import { namesOf } from '../access-records/index.ts';
import { recordEvent } from '../events/index.ts';

export const list: UseCase<typeof listRunning> = async ({ actor, services }) => {
  permit(actor, 'running.read');
  const { running, jobs, engine, exports, db } = services;
  const works = running.list();
  // Who asks for what is the caller's own affair, but for those who look after accounts anyway.
  const accounts = can(actor, 'account.read') ? works.flatMap(({ accountId }) => accountId ?? []) : [];
  const names = await namesOf(
    db,
    accounts,
    works.map(({ datasetId }) => datasetId),
  );
  const items = [...works.map((work) => viewOf(work, names)), ...(await jobs.open(db)).map(viewOfJob)];
  return { items, gates: engine.usage(), exportCache: exports.usage() };
};

/** Recorded before it is stopped: an act without its event does not happen. */
export const stop: UseCase<typeof stopRunning> = async (call, { id, reason }) => {
  const { actor, services } = call;
  permit(actor, 'running.stop');
  const work = services.running.find(id);
  if (work) {
    const { kind, datasetId, format } = work;
    await record(call, id, reason, { kind, datasetId, format });
    services.running.stop(id, stopped(reason));
    return { id };
  }
  const job = (await services.jobs.open(services.db)).find((each) => each.id === id);
  if (!job) throw new Problem('not-found');
  await record(call, id, reason, { kind: 'job', queue: job.queue });
  await services.jobs.cancel(job, stopped(reason));
  return { id };
};

const stopped = (reason: string): Problem => new Problem('stopped-by-operator', { detail: reason });

const record = (call: Call, thingId: string, reason: string, data: Record<string, unknown>): Promise<void> =>
  call.services.db.transaction().execute((trx) =>
    recordEvent(trx, call, {
      ...{ action: 'running.stop', thing: 'running', thingId, data },
      ...{ reasons: [reason], provision: 'xz-25-7' },
    }),
  );

type Names = Awaited<ReturnType<typeof namesOf>>;

const viewOf = (work: RunningWork, { accounts, datasets }: Names): RunningView => ({
  id: work.id,
  kind: work.kind,
  state: work.state,
  since: work.since.toISOString(),
  role: work.role,
  accountName: work.accountId === null ? null : (accounts.get(work.accountId) ?? null),
  datasetId: work.datasetId,
  datasetCode: datasets.get(work.datasetId) ?? null,
  format: work.format,
  bytes: work.bytes,
  queue: null,
  attempt: null,
});

const viewOfJob = ({ id, queue, isActive, since, attempt }: OpenJob): RunningView => ({
  ...{ id, kind: 'job', state: isActive ? 'running' : 'waiting', since: since.toISOString() },
  ...{ role: null, accountName: null, datasetId: null, datasetCode: null, format: null, bytes: null },
  ...{ queue, attempt },
});
