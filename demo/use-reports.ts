import { fileUseReport, listUseReports } from '../rules/use-reports/use-reports.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Call, Services } from '../server/context.ts';
import { lookAfterReports } from '../server/features/use-reports/index.ts';
import { systemCall } from '../server/system-call.ts';
import { agree } from './applications.ts';
import type { Actors, DemoAccount } from './city.ts';

const DAY_MS = 86_400_000;
const SHOP = { scenario: '在门店小程序里显示附近的空余泊位。', reportEveryMonths: 1 };

interface Time {
  set(next: Date): void;
}

/** A shop that has used data for seven weeks and has to report every month; it has not. */
export async function letShopUse(
  services: Services,
  actors: Actors,
  time: Time,
  accounts: readonly DemoAccount[],
): Promise<void> {
  const now = services.clock.now();
  const later = (days: number): void => time.set(new Date(now.getTime() - days * DAY_MS));
  await agree(services, actors, later, { accounts, user: 'shop', since: 53, changes: SHOP });
  time.set(now);
}

/** The shop's grant is restricted, as its report is late; the firm has filed its own and suggests something. */
export async function reportOnUse(services: Services, actors: Actors, time: Time): Promise<void> {
  const now = services.clock.now();
  time.set(new Date(now.getTime() - 2 * DAY_MS));
  await lookAfterReports(services);
  await fileFirst(systemCall(services, actorNamed(actors, 'firm')));
  time.set(now);
}

function actorNamed(actors: Actors, user: string): Call['actor'] {
  const actor = actors.get(user);
  if (!actor) throw new Error(`the demonstration has no ${user}`);
  return actor;
}

async function fileFirst(call: Call): Promise<void> {
  const { items } = await callOperation(call, listUseReports, { state: 'due', limit: 1 });
  const [due] = items;
  if (!due) throw new Error('no report on use is due in the demonstration');
  await callOperation(call, fileUseReport, {
    id: due.id,
    scenario: '在 12 块停车诱导屏上显示空余泊位。',
    audience: '路过的司机，每天约 2 万人次。',
    businessModel: '不收费，由园区承担屏幕费用。',
    fields: ['空余泊位'],
    algorithms: '取最近 3 次上报的平均数。',
    differs: '',
    benefits: '绕行找车位的时间平均少 3 分钟。',
    safeguards: '传输和存放都加密，只留最近 24 小时。',
    outcomes: [],
    suggestions: [
      { kind: 'quality', words: '凌晨 2 点到 4 点常有 10 分钟以上不更新。' },
      { kind: 'demand', words: '希望开放道路停车位的实时占用情况。' },
    ],
  });
}
