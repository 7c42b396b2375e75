import { listGrants } from '../rules/grants/grants.operations.ts';
import {
  answerSpotCheck,
  openSpotCheck,
  stepSpotCheck,
} from '../rules/spot-checks/spot-checks.operations.ts';
import { cityDay } from '../rules/time/clock.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Services } from '../server/context.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';

const DAYS_TO_MEND = 14;

/** The authority checks the firm’s use of data; the firm explains it, and something is found that it is to mend. */
export async function checkUse(services: Services, actors: Actors): Promise<void> {
  const [authority, firm] = ['authority', 'firm'].map((user) => {
    const actor = actors.get(user);
    if (!actor) throw new Error(`the demonstration has no ${user}`);
    return systemCall(services, actor);
  });
  if (!authority || !firm) throw new Error('the demonstration lacks who checks or is checked');
  const { items } = await callOperation(firm, listGrants, { state: 'active', limit: 1 });
  const [grant] = items;
  if (!grant) throw new Error('the firm of the demonstration has no grant');
  const reason = '年度抽查，首次使用的单位。';
  const { id } = await callOperation(authority, openSpotCheck, { grantId: grant.id, reason });
  await callOperation(firm, answerSpotCheck, {
    id,
    scenario: '12 块停车诱导屏，路过的司机看，不收费。',
    use: '每 5 分钟调用一次，只用空余泊位。',
    benefits: '绕行找车位的时间平均少 3 分钟。',
    safeguards: '传输和存放加密；两人有权限，每月核对一次。',
    processing: '取最近 3 次上报的平均数，四舍五入到整数。',
    intermediate: '中间结果留 24 小时，每天凌晨自动删除。',
    evidence: '访问日志摘录、数据安全管理制度第 3 章。',
  });
  const rectifyBy = cityDay(new Date(services.clock.now().getTime() + DAYS_TO_MEND * 86_400_000));
  const reasons = ['诱导屏上没有注明数据来源。', '离职人员的账号没有停用。'];
  await callOperation(authority, stepSpotCheck, { id, event: 'find', reasons, rectifyBy });
}
