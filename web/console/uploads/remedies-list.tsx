import { Link } from 'react-router';
import { isMessageKey } from '../../../locales/index.ts';
import type { NoteArguments, ReadingWarning } from '../../../rules/reading/reading.schema.ts';
import type { Remedy, RemedyOption } from '../../../rules/reading/remedies.ts';
import { classesOf } from '../../design/classes.ts';
import { Icon } from '../../design/icon.tsx';
import { useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { control, CORRECTIONS } from './reading-choices.ts';
import { ShownAs } from './shown-as.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);
const ROWS_BEFORE = 3;
const SHOWN_ROWS = 5;

interface ListProps {
  remedies: readonly Remedy[];
  notes: readonly ReadingWarning[];
  correctable: boolean;
}

/** What was noticed: first what a person can decide, each way with its effect, then what is only told. */
export function RemediesList({ remedies, notes, correctable }: ListProps) {
  const t = useT();
  if (remedies.length + notes.length === 0) {
    return (
      <Part title={t('console.reading.noticed')}>
        <p className={css('clean')}>
          <Icon name="check" /> {t('console.reading.nothing-noticed')}
        </p>
      </Part>
    );
  }
  const open = remedies.filter((remedy) => remedy.open).length;
  return (
    <Part
      id="noticed"
      title={t('console.reading.noticed')}
      count={t('console.reading.noticed-count', { count: remedies.length + notes.length, open })}
      aside={correctable && t('console.reading.kept-choices')}
    >
      <ul className={css('warnings')}>
        {[...remedies]
          .sort((a, b) => Number(b.open) - Number(a.open))
          .map((remedy) => (
            <RemedyItem key={remedy.key} remedy={remedy} correctable={correctable} />
          ))}
        {notes.map((note, place) => (
          <NoteItem key={place} note={note} />
        ))}
      </ul>
    </Part>
  );
}

/** Types among the arguments of a sentence are said in words. */
function useSentence(): (key: string, args: NoteArguments) => string {
  const t = useT();
  return (key, args) => {
    const type = `fieldType.${String(args['type'])}`;
    const said = isMessageKey(type) ? { ...args, type: t(type) } : args;
    return isMessageKey(key) ? t(key, said) : key;
  };
}

function RemedyItem({ remedy, correctable }: { remedy: Remedy; correctable: boolean }) {
  const sentence = useSentence();
  const { message, options, inForce, open, rows, key } = remedy;
  const words = sentence(message.key, message.args);
  const effect = options.find(({ id }) => id === inForce)?.effect;
  return (
    <li className={css('warning', open && 'open')}>
      <Icon name={open ? 'alert' : 'check'} />
      <div>
        <p className={css('message')}>{words}</p>
        <Rows rows={rows} />
        <fieldset key={inForce} className={css('options')} disabled={!correctable}>
          <legend className={css('unseen')}>{words}</legend>
          <ShownAs name={control.remedy(key)} value={inForce} />
          {options.map((option) => (
            <Option
              key={option.id}
              option={option}
              name={control.remedy(key)}
              chosen={option.id === inForce}
            />
          ))}
        </fieldset>
      </div>
      {effect && <Effect effect={effect} />}
    </li>
  );
}

function Option({ option, name, chosen }: { option: RemedyOption; name: string; chosen: boolean }) {
  const sentence = useSentence();
  const { id, args, effect } = option;
  return (
    <label className={css('option')}>
      <input type="radio" name={name} value={id} form={CORRECTIONS} defaultChecked={chosen} />
      <span>{sentence(`console.remedy.${id}`, args)}</span>
      {!chosen && (
        <span className={css('option-effect')}>
          {sentence(`console.effect.${effect.code}`, { count: effect.count })}
        </span>
      )}
    </label>
  );
}

/** What is so for the whole file as it is read now. */
function Effect({ effect: { code, count } }: Pick<RemedyOption, 'effect'>) {
  const sentence = useSentence();
  return <p className={css('effect')}>{sentence(`console.effect.${code}`, { count })}</p>;
}

function Rows({ rows }: { rows: readonly number[] }) {
  const t = useT();
  if (rows.length === 0) return null;
  return (
    <p className={css('see')}>
      {rows.slice(0, SHOWN_ROWS).map((row) => (
        <Link key={row} to={`?from=${String(Math.max(1, row - ROWS_BEFORE))}#rows`}>
          {t('console.reading.see-row', { row })}
        </Link>
      ))}
      {rows.length > SHOWN_ROWS && '…'}
    </p>
  );
}

function NoteItem({ note: { code, row, args } }: { note: ReadingWarning }) {
  const sentence = useSentence();
  const message = sentence(`reading.warning.${code}.message`, args);
  const remedy = sentence(`reading.warning.${code}.remedy`, args);
  return (
    <li className={css('warning', 'told')}>
      <Icon name="check" />
      <div>
        <p className={css('message')}>{message}</p>
        <p className={css('quiet')}>{remedy}</p>
        <Rows rows={row === null ? [] : [row]} />
      </div>
    </li>
  );
}
