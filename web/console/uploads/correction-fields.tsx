import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { Select, TextField } from '../../design/field.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { DELIMITER_NAMES, DELIMITERS, ENCODINGS, rowsText } from './reading-choices.ts';
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
        <RowCounts reading={reading} choices={choices} />
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
  return (
    <Select
      key={encoding}
      label={t(sideBySide ? 'console.reading.encoding-other' : 'console.reading.encoding')}
      name={sideBySide ? 'otherEncoding' : 'encoding'}
      defaultValue={sideBySide ? '' : encoding}
      {...(sideBySide ? { none: t('console.reading.as-above') } : {})}
      {...(reading ? {} : { none: t('console.reading.detect') })}
      options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
    />
  );
}

function DelimiterSelect({ reading, choices }: Correctable) {
  const t = useT();
  const delimiter = reading?.dialect.delimiter ?? choices.delimiter;
  return (
    <Select
      key={delimiter}
      label={t('console.reading.delimiter')}
      name="delimiter"
      defaultValue={DELIMITER_NAMES.find((name) => DELIMITERS[name] === delimiter) ?? ''}
      {...(reading && delimiter ? {} : { none: t('console.reading.detect') })}
      options={DELIMITER_NAMES.map((value) => ({ value, label: t(`console.delimiter.${value}`) }))}
    />
  );
}

const COUNTS = ['preambleRows', 'headerRows', 'footerRows'] as const;

function RowCounts({ reading, choices }: Correctable) {
  const t = useT();
  return COUNTS.map((name) => (
    <TextField
      key={name + String(reading?.[name])}
      label={t(`console.reading.${name}`)}
      name={name}
      inputMode="numeric"
      pattern="[0-9]*"
      defaultValue={String(reading?.[name] ?? choices[name] ?? '')}
    />
  ));
}

function Exceptions({ choices }: Pick<Correctable, 'choices'>) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('console.reading.left-out')}
        hint={t('console.reading.left-out-hint')}
        key={`rows${rowsText(choices.leftOutRows ?? [])}`}
        name="leftOutRows"
        defaultValue={rowsText(choices.leftOutRows ?? [])}
        optional
      />
      <TextField
        label={t('console.reading.missing')}
        hint={t('console.reading.missing-hint')}
        key={`missing${(choices.missing ?? []).join()}`}
        name="missing"
        defaultValue={(choices.missing ?? []).join('、')}
        optional
      />
    </>
  );
}
