import { step } from '../../../rules/machine/machine.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { periodsOver, type ReportPeriod } from '../../../rules/use-reports/report-periods.ts';
import { useReportMachine } from '../../../rules/use-reports/use-report.machine.ts';
import type { Call, Services } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { systemCall } from '../../system-call.ts';
import { recordEvent } from '../events/index.ts';
import { holdGrant } from '../grants/index.ts';
import {
  awaitedReports,
  grantsToReport,
  insertReport,
  lateWithoutHold,
  lockReport,
  saveReport,
  type UseReport,
} from './use-report.queries.ts';
import { isLate, thingOf } from './use-report.view.ts';

/**
 * Lets reports fall due whose period is over, and restricts the grants of those that are late. Safe beside other nodes.
 */
export async function lookAfterReports(services: Services): Promise<void> {
  const call = systemCall(services);
  await openReports(call);
  for (const awaited of await awaitedReports(services.db))
    if (isLate(call, awaited)) await fallOverdue(call, awaited.id);
  for (const id of await lateWithoutHold(services.db))
    await services.db.transaction().execute(async (trx) => {
      const report = await lockReport(trx, id);
      if (report?.state === 'overdue') await restrict(trx, call, report);
    });
}

async function openReports(call: Call): Promise<void> {
  const { db, clock } = call.services;
  const day = cityDay(clock.now());
  for (const { id, from, until, everyMonths, opened } of await grantsToReport(db, day))
    for (const period of periodsOver(from, until, everyMonths, day).slice(opened))
      await openReport(call, id, period);
}

const openReport = ({ services, ...call }: Call, grantId: string, period: ReportPeriod): Promise<void> =>
  services.db.transaction().execute(async (trx) => {
    const id = services.newId();
    // Its first day is the one after the last of the period, whenever this is looked at.
    const dueSince = new Date(`${period.until}T23:59:59+08:00`);
    const code = await insertReport(trx, { id, grantId, period, dueSince, at: services.clock.now() });
    if (code === null) return;
    await recordEvent(
      trx,
      { ...call, services },
      {
        ...{ action: 'use-report.fall-due', thing: 'use-report', thingId: id, provision: 'xz-29' },
        data: { code, grantId, from: period.from, until: period.until },
      },
    );
  });

const fallOverdue = (call: Call, id: string): Promise<void> =>
  call.services.db.transaction().execute(async (trx) => {
    const report = await lockReport(trx, id);
    if (!report) return;
    const outcome = step(useReportMachine, thingOf(call, report), 'fall-overdue', call.actor);
    if (!outcome.ok) return;
    await saveReport(trx, { ...report, state: outcome.state, decidedBy: null });
    await recordEvent(trx, call, {
      ...{ action: 'use-report.fall-overdue', thing: 'use-report', thingId: id, provision: outcome.basis },
      data: { code: report.code },
    });
    await restrict(trx, call, report);
  });

async function restrict(trx: Trx, call: Call, { id, code, grantId }: UseReport): Promise<void> {
  const reason = call.t('use-report.late-reason', { code });
  const limits = call.services.profile.lateReport;
  await holdGrant(trx, call, { grantId, thing: 'use-report', thingId: id, reason, limits });
}

const LOOK_EVERY_MS = 60_000;

/** Looks every minute, and at once; answers how to stop. */
export function watchUseReports(services: Services): () => Promise<void> {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking
      .then(() => lookAfterReports(services))
      .catch((error: unknown) => {
        services.log.error({ err: error }, 'reports on use were not looked after');
      });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
