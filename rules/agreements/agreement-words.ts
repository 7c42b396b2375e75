import type { GrantTerms } from '../grants/grant-terms.schema.ts';
import type { AgreementFacts } from './agreement-facts.ts';

type Words = Record<string, string>;

/** What the `{names}` of a template stand for, in both languages. */
export function wordsOf(facts: AgreementFacts): Record<'zh-CN' | 'en', Words> {
  const { code, part, publisher, user, platform, authority } = facts;
  const { terms, dataset, reportEveryMonths } = part;
  const common = {
    code,
    replaces: facts.replaces ?? '',
    applicationCode: part.applicationCode,
    publisherName: publisher.name,
    publisherCode: publisher.code,
    userName: user.name,
    creditCode: user.creditCode ?? '',
    datasetName: dataset.name,
    datasetCode: dataset.code,
    scenario: part.scenario,
    purpose: part.purpose,
    where: terms.where ?? '',
    system: terms.system ?? '',
    from: terms.from,
    until: terms.until,
    fieldCount: String(terms.fields.length),
    callsPerDay: String(terms.callsPerDay ?? ''),
    callsPerMinute: String(terms.callsPerMinute ?? ''),
    rowsInAll: String(terms.rowsInAll ?? ''),
    months: String(reportEveryMonths ?? ''),
  };
  return {
    'zh-CN': {
      ...common,
      fields: terms.fields.join('、'),
      addresses: terms.addresses.join('、'),
      platform: platform['zh-CN'],
      authority: authority['zh-CN'],
    },
    en: {
      ...common,
      fields: terms.fields.join(', '),
      addresses: terms.addresses.join(', '),
      platform: platform.en,
      authority: authority.en,
    },
  };
}

/** Which limits of the terms stand in the text. */
export const limited =
  (limit: 'callsPerDay' | 'callsPerMinute' | 'rowsInAll' | 'where' | 'system') =>
  ({ part }: { part: { terms: GrantTerms } }): boolean =>
    part.terms[limit] !== null;
