import type { AgreementTemplate } from './agreement-template.ts';
import { FIRST_TEMPLATE } from './first-template.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const { articles } = FIRST_TEMPLATE;

/** The first one with an article on changes, renewal and filing before that on signing. */
export const SECOND_TEMPLATE: AgreementTemplate = {
  version: '2026-2',
  title: FIRST_TEMPLATE.title,
  articles: [
    ...articles.slice(0, -1),
    {
      title: text('取用方式与副本标记', 'Way of asking and marks of copies'),
      clauses: [
        {
          text: text(
            '乙方只能按字段“{item}”逐个查询，每次一个值，计一次调用，不得以其他条件取数。',
            'Party B looks up one value of the field “{item}” at a time, each of them one call, and takes data by no other condition.',
          ),
          basis: 'plan2023-3.2',
          marked: true,
          when: ({ part }) => part.terms.keyField !== undefined,
          each: ({ part: { terms } }) => [text(terms.keyField ?? '', terms.keyField ?? '')],
        },
        {
          text: text(
            '为查明外泄副本的来源，平台对乙方固定留空约 {item} 的行（各方不同，任何获取方式一致），不改动任何数值；需要全部行的，应当在签署前提出。',
            'So that a leaked copy can be traced, about {item} of the rows are kept back from Party B by whatever way it takes the data, other rows from every party; no value is changed. Who needs every row says so before signing.',
          ),
          basis: 'xz-21',
          marked: true,
          when: ({ part }) => part.terms.withheldShare !== undefined,
          each: ({ part: { terms } }) => {
            const share = `${((terms.withheldShare ?? 0) * 100).toPrecision(2)}%`;
            return [text(share, share)];
          },
        },
      ],
    },
    {
      title: text('变更、续期与备案', 'Changes, renewal and filing'),
      clauses: [
        {
          text: text(
            '期限、数量、报送周期和安全保障措施可以由任何一方通过平台提出变更，对方同意并重新签署后生效；变更不得超出审核通过的范围，超出的应当重新申请。',
            'Either party may propose another term, quantity, rhythm of reports or other safeguards on the platform; they hold once the other has agreed and both have signed anew, never beyond what was approved: that needs another application.',
          ),
          basis: 'xz-20',
        },
        {
          text: text(
            '本协议生效并开始之时，替代协议 {replaces}；原协议的授权转由本协议约定，不中断。',
            'As this agreement comes into force and its term begins, it replaces agreement {replaces}, whose grant goes on under this one without a break.',
          ),
          marked: true,
          when: (facts) => facts.replaces !== null,
        },
        {
          text: text(
            '本协议生效时由平台报{authority}备案，变更、终止随时更新。',
            'The platform files this agreement with {authority} when it comes into force, and its changes and end as they happen.',
          ),
          basis: 'xz-20',
        },
      ],
    },
    ...articles.slice(-1),
  ],
};
