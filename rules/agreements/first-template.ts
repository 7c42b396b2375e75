import type { Bilingual } from './agreement-document.ts';
import type { AgreementFacts } from './agreement-facts.ts';
import type { AgreementTemplate, TemplateClause } from './agreement-template.ts';
import { limited } from './agreement-words.ts';

const text = (zh: string, en: string): Bilingual => ({ 'zh-CN': zh, en });
const same = (words: string): Bilingual => text(words, words);
const clause = (zh: string, en: string, rest: Omit<TemplateClause, 'text'> = {}): TemplateClause => ({
  text: text(zh, en),
  ...rest,
});
const marked = (zh: string, en: string, when?: TemplateClause['when']): TemplateClause =>
  clause(zh, en, { marked: true, ...(when && { when }) });

const byOrganisation = ({ user }: AgreementFacts): boolean => user.kind === 'organisation';
const byPerson = ({ user }: AgreementFacts): boolean => user.kind === 'person';
const aboutPersons = ({ graded }: AgreementFacts): boolean => graded.concerns.includes('person');
const aboutOrganisations = ({ graded }: AgreementFacts): boolean => graded.concerns.includes('organisation');

/** The project's own wording: the seeds hold what an agreement must contain (`xz-20`), not its text. */
export const FIRST_TEMPLATE: AgreementTemplate = {
  version: '2026-1',
  title: text('公共数据利用协议', 'Agreement on the use of public data'),
  articles: [
    {
      title: text('双方', 'The parties'),
      clauses: [
        clause(
          '甲方（数据开放主体）：{publisherName}（{publisherCode}）。',
          'Party A (publisher): {publisherName} ({publisherCode}).',
        ),
        clause(
          '乙方（数据利用主体）：{userName}，统一社会信用代码 {creditCode}。',
          'Party B (data user): {userName}, unified social credit code {creditCode}.',
          { when: byOrganisation },
        ),
        clause(
          '乙方（数据利用主体）：{userName}，自然人，已实名认证。',
          'Party B (data user): {userName}, a natural person whose real name was verified.',
          { when: byPerson },
        ),
        clause(
          '乙方的申请 {applicationCode} 已经审核通过，双方通过{platform}签署本协议，编号 {code}。',
          'Party B’s application {applicationCode} was approved; both sign this agreement, {code}, on {platform}.',
          { basis: 'xz-20' },
        ),
      ],
    },
    {
      title: text('数据与范围', 'The data'),
      clauses: [
        marked('数据集：{datasetName}（{datasetCode}）。', 'Dataset: {datasetName} ({datasetCode}).'),
        marked('字段共 {fieldCount} 项：{fields}。', 'Fields, {fieldCount} in all: {fields}.'),
        marked(
          '数据行：仅限符合条件“{where}”的行。',
          'Rows: only those for which “{where}” holds.',
          limited('where'),
        ),
        marked('数据行：全部。', 'Rows: all.', (facts) => !limited('where')(facts)),
        marked(
          '数量：协议期内累计不超过 {rowsInAll} 行。',
          'Quantity: no more than {rowsInAll} rows over the term.',
          limited('rowsInAll'),
        ),
        marked(
          '调用：每日不超过 {callsPerDay} 次。',
          'Calls: no more than {callsPerDay} a day.',
          limited('callsPerDay'),
        ),
        marked(
          '调用：每分钟不超过 {callsPerMinute} 次。',
          'Calls: no more than {callsPerMinute} a minute.',
          limited('callsPerMinute'),
        ),
        marked(
          '来源地址：仅限 {addresses}。',
          'Source addresses: only {addresses}.',
          ({ part }) => part.terms.addresses.length > 0,
        ),
        marked(
          '使用系统：仅限“{system}”凭专用凭证调用。',
          'System: only “{system}”, with credentials of its own.',
          limited('system'),
        ),
        clause(
          '甲方通过开放平台交付上述数据；平台按本条逐次核对每一次取用，超出的不予提供。',
          'Party A delivers the data through the platform, which checks every call against this article and gives nothing beyond it.',
          { basis: 'xz-20' },
        ),
      ],
    },
    {
      title: text('应用场景', 'Scenario of use'),
      clauses: [
        marked('应用场景：{scenario}。', 'Scenario: {scenario}.'),
        marked('用途：{purpose}', 'Purpose: {purpose}'),
        clause(
          '乙方只在上述场景和用途内使用数据；变更场景、用途或者使用系统的，应当重新申请。',
          'Party B uses the data only in this scenario and for this purpose; another scenario, purpose or system needs another application.',
          { basis: 'xz-20' },
        ),
        clause(
          '乙方不得将数据的原文提供、转让或者公开给任何第三方，不得用于损害国家利益、社会公共利益和第三方合法权益的活动。',
          'Party B does not pass on, transfer or publish the data as such, nor use it against the interests of the state, the public or the rights of others.',
          { basis: 'xz-20' },
        ),
        clause('开放条件：{item}', 'Condition of opening: {item}', {
          marked: true,
          each: ({ part }) => part.conditions.map((condition) => same(condition.text)),
        }),
      ],
    },
    {
      title: text('期限', 'Term'),
      clauses: [
        marked(
          '协议期自 {from} 起至 {until} 止（含当日，北京时间），到期后取用即行停止。',
          'From {from} to {until}, both days included (+08:00); after that nothing more is given.',
        ),
        clause(
          '需要续期或者变更范围的，乙方应当在到期前提出新的申请。',
          'Who needs longer or more applies anew before the term ends.',
        ),
      ],
    },
    {
      title: text('数据利用情况报送', 'Reports on use'),
      clauses: [
        marked(
          '乙方每 {months} 个月通过平台提交一次数据利用报告。',
          'Party B submits a report of use on the platform every {months} months.',
          ({ part }) => part.reportEveryMonths !== null,
        ),
        clause(
          '协议终止后 20 个工作日内，乙方提交最后一次数据利用报告。',
          'A last report is due within 20 working days of the end.',
          { basis: 'xz-20' },
        ),
        clause(
          '乙方应当主动反馈数据利用情况；利用成果应当注明数据来源“{publisherName}·{datasetName}”。',
          'Party B reports on its use unasked; what it makes names its source “{publisherName} · {datasetName}”.',
          { basis: 'guide2020-5' },
        ),
      ],
    },
    {
      title: text('数据安全保障措施', 'Safeguards'),
      clauses: [
        clause(
          '乙方对敏感数据的传输、查询、存储进行加密、泛化、脱敏脱密处理。',
          'Party B encrypts, generalises and masks sensitive data in transport, queries and storage.',
          { basis: 'guide2020-7' },
        ),
        clause(
          '乙方在首次取用前通过平台提交数据安全监管方案，并按方案执行。',
          'Before the first use Party B submits a plan of security supervision on the platform, and keeps to it.',
          { basis: 'guide2020-8' },
        ),
        clause(
          '乙方指定数据安全负责人，仅向完成应用场景所必需的人员开放权限，访问日志至少保存六个月。',
          'Party B names a person responsible for data security, lets in only those whom the scenario needs, and keeps access logs for six months or more.',
          { when: byOrganisation },
        ),
        clause(
          '乙方只在本人控制的设备上存放数据，不与他人共用凭证。',
          'Party B keeps the data only on devices under their own control and shares credentials with nobody.',
          { when: byPerson },
        ),
        clause(
          '乙方不得以任何方式还原、识别特定个人，不得与其他数据拼接识别个人。',
          'Party B makes no attempt to identify persons, alone or by joining with other data.',
          { when: aboutPersons },
        ),
        clause(
          '乙方不得利用数据推断、公开特定市场主体的商业秘密。',
          'Party B neither infers nor publishes trade secrets of organisations.',
          { when: aboutOrganisations },
        ),
        clause('按数据的级别：{item}。', 'By the level of the data: {item}.', {
          each: ({ graded }) => graded.safeguards,
          basis: 'xz-13',
        }),
        clause('乙方承诺：{item}', 'Party B undertakes: {item}', {
          marked: true,
          each: ({ part }) => part.safeguards.map(same),
        }),
        clause(
          '发生或者可能发生数据泄露、毁损、丢失的，乙方立即采取补救措施，并在 24 小时内通过平台告知甲方。',
          'When data leaks, is damaged or lost, or may be, Party B acts at once and tells Party A on the platform within 24 hours.',
          { basis: 'xz-20' },
        ),
      ],
    },
    {
      title: text('监督检查', 'Supervision'),
      clauses: [
        clause(
          '乙方配合有关部门的监督检查，对数据加工清洗逻辑作出解释，保证中间过程数据合理安全。',
          'Party B supports checks by the authorities, explains how it processes and cleans the data, and keeps intermediate data safe.',
          { basis: 'guide2020-6' },
        ),
        clause(
          '甲方、{authority}和平台运营机构可以对数据利用情况进行定期或者不定期抽查。',
          'Party A, {authority} and the operator of the platform may check the use of the data, announced or not.',
          { basis: 'xz-29' },
        ),
        clause('按数据的级别：{item}。', 'By the level of the data: {item}.', {
          each: ({ graded }) => graded.supervision,
          basis: 'xz-13',
        }),
      ],
    },
    {
      title: text('违约责任', 'Breach'),
      clauses: [
        clause(
          '乙方违反本协议的，甲方或者平台可以限制、暂停或者关闭其数据获取权限，并告知理由；整改完成前不予恢复。',
          'When Party B breaks this agreement, Party A or the platform may restrict, suspend or close its access, with reasons; it is not restored before the breach is mended.',
          { basis: 'xz-20' },
        ),
        clause(
          '乙方造成损失的，依法承担赔偿责任；涉嫌违法的，由有关部门依法处理。',
          'Party B is liable by law for the damage that it does; what may be unlawful goes to the competent authorities.',
        ),
        clause(
          '甲方未按本协议交付，或者无正当理由中止交付的，应当及时改正并向乙方说明理由。',
          'When Party A does not deliver, or stops without good reason, it mends this in time and tells Party B why.',
        ),
      ],
    },
    {
      title: text('终止与销毁', 'End and destruction'),
      clauses: [
        clause(
          '任何一方可以通过平台说明理由后终止本协议；终止自平台记录之时起生效，取用同时停止。',
          'Either party may end this agreement on the platform, with its reason; it ends, and nothing more is given, from the moment of the record.',
        ),
        clause(
          '数据集被依法中止或者撤回的，交付相应停止。',
          'Where the dataset is suspended or withdrawn by law, delivery stops with it.',
        ),
        clause(
          '协议到期或者终止后 10 个工作日内，乙方销毁所获数据及其副本和可还原的中间数据，并通过平台提交销毁说明；已形成且不含原文的成果除外。',
          'Within 10 working days of the end Party B destroys the data, its copies and intermediate data from which it can be restored, and says so on the platform; results without the data as such remain.',
          { basis: 'xz-20' },
        ),
      ],
    },
    {
      title: text('签署、生效与验证', 'Signing, force and verification'),
      clauses: [
        clause(
          '双方各自在平台再次验证身份后签署，签署人、身份、时间和所签内容的摘要由平台记录。',
          'Each party signs on the platform after proving again who they are; signer, role, time and the digest of what was signed are recorded.',
          { basis: 'xz-20' },
        ),
        clause('本协议自双方签署完成之时起生效。', 'This agreement comes into force when both have signed.', {
          when: ({ isExamined }) => !isExamined,
        }),
        clause(
          '本协议经双方签署、{authority}审查通过之时起生效。',
          'This agreement comes into force when both have signed and {authority} has let it pass.',
          { when: ({ isExamined }) => isExamined, basis: 'cq-3' },
        ),
        clause(
          '生效后由平台加盖电子印章；任何持有文件的人可以在平台验证其是否被改动。中文文本为准，英文供阅读。',
          'Once in force it is sealed by the platform; whoever holds the file can verify there that it is unchanged. The Chinese text binds, the English is for reading.',
        ),
      ],
    },
  ],
};
