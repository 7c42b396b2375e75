import type { CheckAnswers } from '../../../rules/spot-checks/spot-checks.operations.ts';
import { aPerson, aToken } from '../people.ts';
import type { Platform } from '../platform.ts';
import type { Shelf, Thing } from './things.ts';

export type SpotCheckThingName = 'askedCheck' | 'answeredCheck' | 'foundCheck' | 'spotCheckDraw';

export const ANSWERS: CheckAnswers = {
  ...{ scenario: '停车诱导屏', use: '每 5 分钟取一次', benefits: '少绕行', safeguards: '加密存放' },
  ...{ processing: '按时段取平均', intermediate: '24 小时后删除', evidence: '日志摘录' },
};

/** Checks of the own body, opened by its reviewer, of grants of the own organisation. */
export function spotCheckThings(
  platform: Platform,
  shelf: (make: () => Promise<Thing>) => Shelf,
  grant: () => Promise<Thing>,
  organisationId: string,
): Record<SpotCheckThingName, Shelf> {
  const { ask, tokens, services } = platform;
  let people = 0;
  const asked = async (): Promise<Thing> => {
    const body = { grantId: (await grant()).id, reason: '权限矩阵的测试' };
    return ask<Thing>(tokens.reviewer, 'POST', '/spot-checks', { body, status: 201 });
  };
  const answered = async (): Promise<Thing> => {
    const { id } = await asked();
    const roles = [{ role: 'organisation-member' as const, organisationId }];
    const user = await aPerson(services, { userName: `checked-${(people += 1)}`, assuranceLevel: 3, roles });
    await ask(await aToken(services, user), 'PUT', `/spot-checks/${id}`, { body: ANSWERS });
    return { id };
  };
  return {
    askedCheck: shelf(asked),
    answeredCheck: shelf(answered),
    foundCheck: shelf(async () => {
      const { id } = await answered();
      const body = { reasons: ['没有注明来源'], rectifyBy: '2099-12-31' };
      await ask(tokens.reviewer, 'POST', `/spot-checks/${id}/find`, { body });
      return { id };
    }),
    spotCheckDraw: shelf(async () => {
      await grant();
      const body = { count: 1, reason: '权限矩阵的测试' };
      return ask<Thing>(tokens.reviewer, 'POST', '/spot-check-draws', { body, status: 201 });
    }),
  };
}
