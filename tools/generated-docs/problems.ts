import { isMessageKey, translator, type Language } from '../../locales/index.ts';
import { PROBLEMS } from '../../rules/problems/problems.ts';
import { code, page, table } from './markdown.ts';

const words = (language: Language, key: string): string =>
  isMessageKey(key) ? translator(language)(key) : '';

/** Every way in which the platform says no, and what to do about it. */
export function problemsPage(): string {
  const rows = Object.entries(PROBLEMS)
    .sort(([one, oneStatus], [other, otherStatus]) => oneStatus - otherStatus || (one < other ? -1 : 1))
    .map(([problem, status]) => [
      code(problem),
      String(status),
      words('zh-CN', `${problem}.title`),
      words('zh-CN', `${problem}.remedy`),
      words('en', `${problem}.title`),
      words('en', `${problem}.remedy`),
    ]);
  return page(
    'Problems',
    'rules/problems/problems.ts and locales/*/problems.ts',
    'Answered as `application/problem+json`, `type` being `/problems/<code>`.',
    table(['code', 'status', '问题', '怎么办', 'problem', 'what to do'], rows),
  );
}
