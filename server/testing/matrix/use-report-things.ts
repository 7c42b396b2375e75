import type { UseReportView } from '../../../rules/use-reports/use-reports.operations.ts';
import { aPerson, aToken } from '../people.ts';
import type { Platform } from '../platform.ts';
import { REPORT, reportingGrant } from '../use-reporting.ts';
import type { Shelf, Thing } from './things.ts';

export type UseReportThingName = `${'due' | 'filed'}Report`;
const DAYS_AGO = 33;

interface Whose {
  dataset(): Promise<Thing>;
  organisationId: string;
}

/** Reports on the use that the own organisation makes of data of the own body: owed, and filed by one of its people. */
export function useReportThings(
  platform: Platform,
  shelf: (make: () => Promise<Thing>) => Shelf,
  { dataset, organisationId }: Whose,
): Record<UseReportThingName, Shelf> {
  let people = 0;
  const due = async (): Promise<{ thing: Thing; token: string }> => {
    const { services } = platform;
    const roles = [{ role: 'organisation-member' as const, organisationId }];
    const user = await aPerson(services, { userName: `reporter-${(people += 1)}`, assuranceLevel: 3, roles });
    const { id } = await dataset();
    const whose = { dataset: { id, code: '' }, ownerId: user.accountId, organisationId };
    const { reportId } = await reportingGrant(platform, whose, DAYS_AGO);
    return { thing: { id: reportId }, token: await aToken(services, user) };
  };
  const filed = async (): Promise<Thing> => {
    const { thing, token } = await due();
    await platform.ask(token, 'PUT', `/use-reports/${thing.id}`, { body: REPORT });
    const { suggestions } = await platform.ask<UseReportView>(token, 'GET', `/use-reports/${thing.id}`);
    return { ...thing, suggestionId: suggestions[0]?.id ?? '' };
  };
  return { dueReport: shelf(async () => (await due()).thing), filedReport: shelf(filed) };
}
