import type { Actor } from '../rules/access/roles.ts';
import {
  getOrganisation,
  inviteMember,
  joinOrganisation,
  registerOrganisation,
  saveOrganisation,
  sendLicence,
  stepOrganisation,
  type OrganisationInput,
} from '../rules/organisations/organisations.operations.ts';
import {
  acceptPlatformRules,
  publishPlatformRules,
  saveRulesDraft,
} from '../rules/platform-rules/platform-rules.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Call, Services } from '../server/context.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';
import { licencePicture } from './licence-picture.ts';

/** Invented, with good check digits. */
const FIRM: OrganisationInput = {
  creditCode: '91310000MA1FL0001R',
  name: '浦江出行数据服务有限公司（演示）',
  kind: 'small-company',
  contact: '宋经理 021-00000000',
};
const SHOP: OrganisationInput = {
  creditCode: '91310000MA1K30001G',
  name: '浦江出行数据有限公司（演示）',
  kind: 'micro-company',
  contact: '叶女士 021-00000000',
};

const actorIn = (actors: Actors, user: string): Actor => {
  const actor = actors.get(user);
  if (!actor) throw new Error(`the demonstration has no ${user}`);
  return actor;
};

/**
 * A firm registers, is returned once, completed and accepted, and invites a colleague. Answers both as they act for it.
 */
export async function registerFirm(services: Services, actors: Actors): Promise<Actors> {
  const [firm, colleague] = ['firm', 'firm-applicant'].map((user) => actorIn(actors, user));
  const operator = systemCall(services, actorIn(actors, 'operator'));
  if (!firm || !colleague) throw new Error('the demonstration lacks somebody of the firm');
  const asFirm = systemCall(services, firm);
  const id = await sendIn(asFirm, { ...FIRM, name: '浦江出行数据服务公司' });
  await callOperation(operator, stepOrganisation, {
    id,
    event: 'return',
    reasons: [{ part: 'name', text: '名称与证照不一致，请填写证照上的全称。' }],
  });
  const { organisation } = await callOperation(asFirm, getOrganisation, { id });
  await callOperation(asFirm, saveOrganisation, { id, ...FIRM, revision: organisation.revision });
  await callOperation(asFirm, stepOrganisation, { id, event: 'submit', reasons: [] });
  await callOperation(operator, stepOrganisation, { id, event: 'accept', reasons: [] });
  const administrator = memberOf(firm, id, 'administrator');
  const { invitation } = await callOperation(systemCall(services, administrator), inviteMember, {
    id,
    organisationRole: 'applicant',
    userName: 'firm-applicant',
  });
  await callOperation(systemCall(services, colleague), joinOrganisation, { id: invitation.id });
  return new Map([
    ...actors,
    ['firm', administrator],
    ['firm-applicant', memberOf(colleague, id, 'applicant')],
  ]);
}

const memberOf = (
  person: Actor,
  organisationId: string,
  organisationRole: 'administrator' | 'applicant',
): Actor => ({ ...person, role: 'organisation-member', organisationId, organisationRole });

/** The first rules and a second version, each accepted by those who use data: the newest by all but the newcomer. */
export async function publishRules(services: Services, actors: Actors): Promise<void> {
  const operator = systemCall(services, actorIn(actors, 'operator'));
  const publish = async (text: string, note: string, users: readonly string[]): Promise<void> => {
    await callOperation(operator, saveRulesDraft, {
      title: '公共数据开放平台规范（演示）',
      text,
      note,
      revision: 0,
    });
    const { version } = await callOperation(operator, publishPlatformRules, {});
    for (const user of users)
      await callOperation(systemCall(services, actorIn(actors, user)), acceptPlatformRules, { version });
  };
  await publish(RULES.join('\n'), '首次发布。', ['firm', 'researcher', 'shop']);
  const second = [
    ...RULES.slice(0, 2),
    '第三条 变更系统、场景或者使用人员的，先申请变更，获准后再使用。',
    ...RULES.slice(3),
    ADDED,
  ];
  await publish(second.join('\n'), '写明变更先申请；新增安全事件报告。', [
    'firm',
    'researcher',
    'shop',
    'student',
  ]);
}

const RULES = [
  '第一条 数据开放主体、数据利用主体在本平台的行为，遵守法律法规和本规范；全过程留痕，可以审计、追溯。',
  '第二条 账号、令牌和接口凭证由本人或者本单位保管，不得转让、出借。',
  '第三条 按数据利用协议约定的场景、系统、期限和方式使用有条件开放的数据。',
  '第四条 不得恶意调用接口、绕过限制，不得重新识别个人。',
  '第五条 采取与数据级别相应的加密、脱敏、隔离等安全措施，配合监督检查。',
  '第六条 利用成果注明数据来源，按期提交数据利用报告。',
];
const ADDED = '第七条 发生数据泄露等安全事件，立即采取措施，并在 24 小时内向平台运营方报告。';

/** A registration that waits for the operator: its name is much like one that is there. */
export async function leaveRegistrationWaiting(services: Services, actors: Actors): Promise<void> {
  await sendIn(systemCall(services, actorIn(actors, 'shop')), SHOP);
}

async function sendIn(call: Call, input: OrganisationInput): Promise<string> {
  const { id } = await callOperation(call, registerOrganisation, input);
  await callOperation(call, sendLicence, { id, content: licencePicture().toString('base64') });
  await callOperation(call, stepOrganisation, { id, event: 'submit', reasons: [] });
  return id;
}
