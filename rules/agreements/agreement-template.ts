import type { Provision } from '../provisions/provisions.ts';
import type { AgreementDocument, Bilingual } from './agreement-document.ts';
import type { AgreementFacts } from './agreement-facts.ts';
import { wordsOf } from './agreement-words.ts';
import { FIRST_TEMPLATE } from './first-template.ts';
import { SECOND_TEMPLATE } from './second-template.ts';

/** A clause as the template holds it; `{name}` stands for a word of the agreement, see `wordsOf`. */
export interface TemplateClause {
  text: Bilingual;
  basis?: Provision;
  /** It says what was approved. */
  marked?: true;
  /** Absent: in every agreement. */
  when?: (facts: AgreementFacts) => boolean;
  /** One clause for each of these, as `{item}`. */
  each?: (facts: AgreementFacts) => readonly Bilingual[];
}
export interface AgreementTemplate {
  /** `2026-1`: never changed once an agreement was made from it. */
  version: string;
  title: Bilingual;
  articles: readonly { title: Bilingual; clauses: readonly TemplateClause[] }[];
}

/** Agreements are made from the last one; those that were made keep their own text. */
const TEMPLATES: readonly AgreementTemplate[] = [FIRST_TEMPLATE, SECOND_TEMPLATE];

/** The text of the agreement that follows from the facts, by the newest template. */
export function documentOf(facts: AgreementFacts): AgreementDocument {
  const template = TEMPLATES.at(-1) ?? SECOND_TEMPLATE;
  const words = wordsOf(facts);
  const articles = template.articles.map(({ title, clauses }) => ({
    title,
    clauses: clauses
      .filter(({ when }) => when?.(facts) ?? true)
      .flatMap((clause) => filled(clause, words, clause.each?.(facts))),
  }));
  const kept = articles.filter(({ clauses }) => clauses.length > 0);
  return { template: template.version, title: template.title, articles: kept };
}

type Words = ReturnType<typeof wordsOf>;
type Clause = AgreementDocument['articles'][number]['clauses'][number];

function filled(
  { text, basis, marked, each }: TemplateClause,
  words: Words,
  items: readonly Bilingual[] = [],
): Clause[] {
  const clause = (item: Bilingual): Clause => ({
    text: {
      'zh-CN': fill(text['zh-CN'], { ...words['zh-CN'], item: item['zh-CN'] }),
      en: fill(text.en, { ...words.en, item: item.en }),
    },
    marked: marked ?? false,
    basis: basis ?? null,
  });
  return each ? items.map(clause) : [clause({ 'zh-CN': '', en: '' })];
}

const fill = (text: string, words: Record<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');
