import type { ApprovedPart } from '../../rules/agreements/approved-part.ts';
import type { UseReportContent } from '../../rules/use-reports/use-report.schema.ts';
import { offerAgreement } from '../features/agreements/index.ts';
import { beginGrant } from '../features/grants/index.ts';
import { lookAfterReports } from '../features/use-reports/index.ts';
import { systemCall } from '../system-call.ts';
import type { Platform } from './platform.ts';

interface Whose {
  dataset: { id: string; code: string };
  ownerId: string;
  organisationId: string | null;
}

/** A grant of so many days ago whose agreement asks for a report every month; answers its id and that of the newest report. */
export async function reportingGrant(
  { services, bodies }: Pick<Platform, 'services' | 'bodies'>,
  { dataset, ownerId, organisationId }: Whose,
  daysAgo: number,
): Promise<{ grantId: string; reportId: string }> {
  const { clock, newId, db } = services;
  const began = new Date(clock.now().getTime() - daysAgo * 86_400_000);
  const call = systemCall({ ...services, clock: { now: () => began } });
  const terms = {
    ...{ fields: ['编号'], where: null, callsPerDay: null, callsPerMinute: null, rowsInAll: null },
    ...{ addresses: [], system: null, from: '2020-01-01', until: '2099-12-31' },
  };
  const whose = { bodyId: bodies.own, ownerId, organisationId };
  const part: ApprovedPart = {
    ...{ partId: newId(), applicationId: newId(), applicationCode: 'SQ-2026-000001' },
    dataset: { ...dataset, name: '停车场信息' },
    ...{ ...whose, scenario: '停车诱导', purpose: '推荐停车场', terms },
    ...{ safeguards: ['加密存放'], reportEveryMonths: 1, conditions: [], approvedBy: [] },
  };
  const grantId = await db.transaction().execute(async (trx) => {
    const agreementId = await offerAgreement(trx, call, part);
    return beginGrant(trx, call, { agreementId, dataset, ...whose, terms });
  });
  await lookAfterReports(services);
  const newest = await db
    .selectFrom('use_report')
    .select('id')
    .where('grant_id', '=', grantId)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
  return { grantId, reportId: newest.id };
}

/** A report in which nothing is missing, with a suggestion. */
export const REPORT: UseReportContent = {
  scenario: '在诱导屏上显示空余泊位',
  audience: '司机，日均 2000 人',
  businessModel: '不收费',
  fields: ['编号'],
  algorithms: '按时段取平均',
  differs: '',
  benefits: '平均少绕行 800 米',
  safeguards: '加密存放，只留 24 小时',
  outcomes: [],
  suggestions: [{ kind: 'quality', words: '泊位数有时为负。' }],
};
