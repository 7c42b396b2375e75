import { textDifferences } from '../../../rules/platform-rules/text-differences.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import styles from './rules.module.css';

const css = classesOf(styles);

/** A version as it reads, paragraph by paragraph. */
export const RulesText = ({ text }: { text: string }) => (
  <div className={css('text')}>
    {text.split(/\r?\n/).map((paragraph, place) => (
      <p key={String(place)}>{paragraph}</p>
    ))}
  </div>
);

/** A version with what is new in it and what went since another, marked by words as well as by lines. */
export function RulesChanges({ before, after }: { before: string; after: string }) {
  const t = useT();
  return (
    <div className={css('text')}>
      {textDifferences(before, after).map(({ kind, text }, place) =>
        kind === 'same' ? (
          <p key={String(place)}>{text}</p>
        ) : (
          <p key={String(place)}>
            {kind === 'added' ? (
              <ins className={css('added')}>
                <span className={css('kind')}>{t('platformRules.added')}</span>
                {text}
              </ins>
            ) : (
              <del className={css('removed')}>
                <span className={css('kind')}>{t('platformRules.removed')}</span>
                {text}
              </del>
            )}
          </p>
        ),
      )}
    </div>
  );
}
