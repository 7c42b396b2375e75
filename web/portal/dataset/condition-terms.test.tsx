import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { parseConditions } from '../../../rules/conditions/parse-conditions.ts';
import { LanguageProvider } from '../../design/language.tsx';
import { ConditionTerms } from './condition-terms.tsx';

const html = (text: string, language: 'zh-CN' | 'en' = 'zh-CN'): string =>
  renderToStaticMarkup(
    <LanguageProvider language={language}>
      <ConditionTerms parsed={parseConditions(text)} />
    </LanguageProvider>,
  );

describe('conditions on the page of a dataset', () => {
  it('[xz-15] given conditions, when they are shown, then each family has its terms in plain words and its provision, and the rest stands as it is', () => {
    const text = '有等保二级；接受不定期抽查；定期抽查；仅用于财政收支情况分析；C1';
    expect(html(text)).toMatch(
      /应用场景 .*xz-15-1.*可用于.*仅用于财政收支情况分析.*数据安全 .*xz-15-2.*等保二级.*利用反馈 .*xz-15-3.*接受抽查.*不定期、定期.*其他说明.*C1/u,
    );
    expect(html(text, 'en')).toMatch(/Use is checked.*unannounced, periodic/u);
  });

  it('given conditions that say nothing known, when they are shown, then only their own words are, elsewhere', () => {
    expect(html('C1')).toBe('');
  });
});
