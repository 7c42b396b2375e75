import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import { expireAgreements, offerAgreement } from '../../features/agreements/index.ts';
import { systemCall } from '../../system-call.ts';
import type { Platform } from '../platform.ts';
import type { Shelf, Thing } from './things.ts';

interface Whose {
  dataset(): Promise<Thing>;
  owner(): Promise<Thing>;
  organisationId: string;
}

/** Agreements of the own organisation with the own body: offered, and over. */
export function agreementThings(
  { services, bodies }: Platform,
  shelf: (make: () => Promise<Thing>) => Shelf,
  whose: Whose,
): Record<'agreement' | 'expiredAgreement', Shelf> {
  const offer = async (until: string): Promise<Thing> => {
    const [dataset, owner] = [await whose.dataset(), await whose.owner()];
    const part: ApprovedPart = {
      ...{ partId: services.newId(), applicationId: services.newId(), applicationCode: 'SQ-2026-000001' },
      dataset: { id: dataset.id, code: 'SH-HPQ-000001', name: '权限矩阵用停车场信息' },
      ...{ bodyId: bodies.own, ownerId: owner.id, organisationId: whose.organisationId },
      ...{ scenario: '停车诱导', purpose: '推荐停车场' },
      terms: {
        ...{ fields: ['编号'], where: null, callsPerDay: null, callsPerMinute: null, rowsInAll: null },
        ...{ addresses: [], system: '矩阵系统', from: '2020-01-01', until },
      },
      ...{ safeguards: [], reportEveryMonths: null, conditions: [], approvedBy: [] },
    };
    const call = systemCall(services);
    return { id: await services.db.transaction().execute((trx) => offerAgreement(trx, call, part)) };
  };
  return {
    agreement: shelf(() => offer('2099-12-31')),
    expiredAgreement: shelf(async () => {
      const thing = await offer('2020-12-31');
      await expireAgreements(services);
      return thing;
    }),
  };
}
