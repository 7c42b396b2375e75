import type { EncodingChoice } from '../../../rules/reading/survey.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { CORRECTIONS } from './reading-choices.ts';
import { ShownAs } from './shown-as.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);
const UNLIKELY = 0.5;

interface EncodingsProps {
  encodings: readonly EncodingChoice[];
  /** The one that the file is read in; null: none yet. */
  chosen: string | null;
  correctable: boolean;
}

/** The same line in each encoding that the file may be in: the one that reads as words is the right one. */
export function Encodings({ encodings, chosen, correctable }: EncodingsProps) {
  const t = useT();
  return (
    <Part
      title={t('console.reading.encoding')}
      count={correctable ? t('console.reading.encoding-which') : undefined}
    >
      <fieldset key={chosen} className={css('encodings')} disabled={!correctable}>
        <legend className={css('unseen')}>{t('console.reading.encoding')}</legend>
        <ShownAs name="encoding" value={chosen ?? ''} />
        {encodings.map((encoding) => (
          <label key={encoding.label} className={css('encoding')}>
            <span className={css('encoding-head')}>
              <input
                type="radio"
                name="encoding"
                value={encoding.label}
                form={CORRECTIONS}
                defaultChecked={encoding.label === chosen}
              />
              <b>{encoding.label.toUpperCase()}</b>
              <Standing {...encoding} isChosen={encoding.label === chosen} />
            </span>
            <span className={css('encoding-sample')}>{encoding.sample}</span>
          </label>
        ))}
      </fieldset>
    </Part>
  );
}

function Standing({ sure, undecodable, isChosen }: EncodingChoice & { isChosen: boolean }) {
  const t = useT();
  const format = useFormat();
  if (isChosen) {
    return (
      <span className={css('encoding-chosen')}>
        {t('console.reading.encoding-chosen', { sure: format.percent(sure) })}
      </span>
    );
  }
  const why =
    undecodable > 0
      ? t('console.reading.encoding-undecodable', { count: undecodable })
      : t(sure < UNLIKELY ? 'console.reading.encoding-unlikely' : 'console.reading.encoding-possible');
  return <span className={css('quiet')}>{why}</span>;
}
