import { Type, type Static } from 'typebox';
import { Nullable } from '../api/views.ts';
import { widerIn } from '../grants/fit.ts';
import type { AgreementDocument, Bilingual } from './agreement-document.ts';
import type { ApprovedPart } from './approved-part.ts';

const limit = Nullable(Type.Integer({ minimum: 1 }));

/** What of an agreement is open to negotiation; absent parts stay as they are. */
export const AgreedChanges = Type.Object(
  {
    from: Type.Optional(Type.String({ format: 'date' })),
    until: Type.Optional(Type.String({ format: 'date' })),
    reportEveryMonths: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 24 }))),
    safeguards: Type.Optional(
      Type.Array(Type.String({ minLength: 2, maxLength: 1000 }), { maxItems: 30, uniqueItems: true }),
    ),
    callsPerDay: Type.Optional(limit),
    rowsInAll: Type.Optional(limit),
  },
  { additionalProperties: false },
);
export type AgreedChanges = Static<typeof AgreedChanges>;

/** The terms that are open to negotiation, as the form shows them. */
export const OpenTerms = Type.Required(AgreedChanges);
export type OpenTerms = Static<typeof OpenTerms>;

export const openTermsOf = ({ terms, reportEveryMonths, safeguards }: ApprovedPart): OpenTerms => ({
  from: terms.from,
  until: terms.until,
  ...{ reportEveryMonths, safeguards },
  callsPerDay: terms.callsPerDay,
  rowsInAll: terms.rowsInAll,
});

/** What would be agreed with the changes. */
export function changedPart(part: ApprovedPart, changes: AgreedChanges): ApprovedPart {
  const { reportEveryMonths, safeguards, ...terms } = { ...openTermsOf(part), ...changes };
  return { ...part, reportEveryMonths, safeguards, terms: { ...part.terms, ...terms } };
}

/** In what an agreement would go beyond what was approved (`xz-20`): that needs another application. */
export function beyondApproval(part: ApprovedPart, approved: ApprovedPart): string[] {
  const promised = new Set(part.safeguards);
  const [months, most] = [part.reportEveryMonths, approved.reportEveryMonths];
  return [
    ...widerIn(part.terms, approved.terms),
    ...(part.terms.from > part.terms.until ? ['until'] : []),
    ...(most !== null && (months === null || months > most) ? ['reportEveryMonths'] : []),
    ...(approved.safeguards.every((each) => promised.has(each)) ? [] : ['safeguards']),
  ];
}

const Text = Type.Object({ 'zh-CN': Type.String(), en: Type.String() });
/** One marked difference between two texts of an agreement: null before where it is new, after where it is gone. */
export const ClauseChange = Type.Object({ article: Text, before: Nullable(Text), after: Nullable(Text) });
export type ClauseChange = Static<typeof ClauseChange>;

/** The clauses in which two texts differ, in the order of the later one. */
export function changesBetween(before: AgreementDocument, after: AgreementDocument): ClauseChange[] {
  const titles = [
    ...new Map([...after.articles, ...before.articles].map(({ title }) => [title.en, title])).values(),
  ];
  return titles.flatMap((article) => {
    const [old, now] = [textsOf(before, article), textsOf(after, article)];
    const [gone, come] = [missingIn(old, now), missingIn(now, old)];
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, place) => ({
      article,
      before: gone[place] ?? null,
      after: come[place] ?? null,
    }));
  });
}

const textsOf = ({ articles }: AgreementDocument, { en }: Bilingual): Bilingual[] =>
  articles.filter(({ title }) => title.en === en).flatMap(({ clauses }) => clauses.map(({ text }) => text));

function missingIn(some: readonly Bilingual[], others: readonly Bilingual[]): Bilingual[] {
  const known = new Set(others.map((each) => each['zh-CN']));
  return some.filter((each) => !known.has(each['zh-CN']));
}
