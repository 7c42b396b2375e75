import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { Select, TextField } from '../../design/field.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { DELIMITER_NAMES, DELIMITERS, ENCODINGS, rowsText } from './reading-choices.ts';
import { ShownAs } from './shown-as.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);

interface Correctable {
  /** null: the file was refused, so that nothing is understood yet. */
  reading: Reading | null;
  choices: ReadingChoices;
}

interface FieldsProps extends Correctable {
  /** The encodings are chosen side by side elsewhere on the page. */
  sideBySide: boolean;
}

/** How the file is read, to be corrected: what was understood stands in the controls. */
export function CorrectionFields({ reading, choices, sideBySide }: FieldsProps) {
  const isText = reading?.dialect.delimiter !== '';
  return (
    <>
      <div className={css('controls')}>
        {isText && <EncodingSelect reading={reading} choices={choices} sideBySide={sideBySide} />}
        {isText && <DelimiterSelect reading={reading} choices={choices} />}
        {reading === null && <RowCounts choices={choices} />}
      </div>
      <div className={css('controls')}>
        <Exceptions choices={choices} />
      </div>
    </>
  );
}

function EncodingSelect({ reading, choices, sideBySide }: FieldsProps) {
  const t = useT();
  const encoding = reading?.encoding ?? choices.encoding ?? '';
  const known: readonly string[] = ENCODINGS;
  const encodings = known.includes(encoding) || encoding === '' ? known : [encoding, ...known];
  const name = sideBySide ? 'otherEncoding' : 'encoding';
  const value = sideBySide ? '' : encoding;
  const none = sideBySide ? t('console.reading.as-above') : t('console.reading.detect');
  return (
    <div>
      <ShownAs name={name} value={value} />
      <Select
        key={value}
        label={t(sideBySide ? 'console.reading.encoding-other' : 'console.reading.encoding')}
        name={name}
        defaultValue={value}
        {...(reading && !sideBySide ? {} : { none })}
        options={encodings.map((each) => ({ value: each, label: each.toUpperCase() }))}
      />
    </div>
  );
}

function DelimiterSelect({ reading, choices }: Correctable) {
  const t = useT();
  const delimiter = reading?.dialect.delimiter ?? choices.delimiter;
  const value = DELIMITER_NAMES.find((name) => DELIMITERS[name] === delimiter) ?? '';
  return (
    <div>
      <ShownAs name="delimiter" value={value} />
      <Select
        key={value}
        label={t('console.reading.delimiter')}
        name="delimiter"
        defaultValue={value}
        {...(value === '' ? { none: t('console.reading.detect') } : {})}
        options={DELIMITER_NAMES.map((name) => ({ value: name, label: t(`console.delimiter.${name}`) }))}
      />
    </div>
  );
}

const COUNTS = ['preambleRows', 'headerRows', 'footerRows'] as const;

/** Where no row is shown that could be given another role. */
function RowCounts({ choices }: Pick<Correctable, 'choices'>) {
  const t = useT();
  return COUNTS.map((name) => (
    <div key={name}>
      <ShownAs name={name} value={String(choices[name] ?? '')} />
      <TextField
        label={t(`console.reading.${name}`)}
        name={name}
        inputMode="numeric"
        pattern="[0-9]*"
        defaultValue={String(choices[name] ?? '')}
      />
    </div>
  ));
}

function Exceptions({ choices }: Pick<Correctable, 'choices'>) {
  const t = useT();
  const values = {
    leftOutRows: rowsText(choices.leftOutRows ?? []),
    missing: (choices.missing ?? []).join('、'),
  };
  return EXCEPTIONS.map(({ name, words }) => (
    <div key={name}>
      <ShownAs name={name} value={values[name]} />
      <TextField
        key={values[name]}
        label={t(`console.reading.${words}`)}
        hint={t(`console.reading.${words}-hint`)}
        name={name}
        defaultValue={values[name]}
        optional
      />
    </div>
  ));
}

const EXCEPTIONS = [
  { name: 'leftOutRows', words: 'left-out' },
  { name: 'missing', words: 'missing' },
] as const;
