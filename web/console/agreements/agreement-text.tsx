import { chineseNumber, type AgreementDocument } from '../../../rules/agreements/agreement-document.ts';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import styles from './agreement.module.css';

const css = classesOf(styles);

/** The binding text, what was agreed for this one marked in it; in English with its reading beneath. */
export function AgreementText({ document: { articles } }: { document: AgreementDocument }) {
  const t = useT();
  const isChinese = useLanguage() === 'zh-CN';
  return (
    <Part id="text" title={t('agreement.text')}>
      <p className={css('lead')}>{t('agreement.marked')}</p>
      {!isChinese && <p className={css('lead')}>{t('agreement.binding')}</p>}
      <div className={css('text')}>
        {articles.map(({ title, clauses }, place) => (
          <section key={title.en} className={css('article')}>
            <h3 className={css('heading')}>
              <span lang="zh-CN">
                {`第${chineseNumber(place + 1)}条 `}
                {title['zh-CN']}
              </span>
              {!isChinese && <span className={css('reading')}>{title.en}</span>}
            </h3>
            <ol className={css('clauses')}>
              {clauses.map(({ text, marked, basis }) => (
                <li key={text['zh-CN']}>
                  <p lang="zh-CN">
                    {marked ? <mark className={css('marked')}>{text['zh-CN']}</mark> : text['zh-CN']}
                  </p>
                  {!isChinese && <p className={css('reading')}>{text.en}</p>}
                  {basis && <ProvisionLink id={basis} />}
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Part>
  );
}
