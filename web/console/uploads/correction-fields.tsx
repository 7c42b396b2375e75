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

/** How the file is read, to be corrected: what was understood stands in the controls. */
export function CorrectionFields({ reading, choices }: Correctable) {
  return (
    <>
      <div className={css('controls')}>
        {reading?.format === 'xlsx' ? (
          <SheetSelect reading={reading} />
        ) : (
          <TextFormat reading={reading} choices={choices} />
        )}
        <RowCounts reading={reading} choices={choices} />
      </div>
      <div className={css('controls')}>
        <Exceptions choices={choices} />
      </div>
    </>
  );
}

function SheetSelect({ reading }: { reading: Reading }) {
  const t = useT();
  return (
    <Select
      label={t('console.reading.table')}
      name="table"
      defaultValue={String(reading.table)}
      options={reading.tables.map(({ number, name, rows }) => ({
        value: String(number),
        label: t('console.reading.table-option', { number, name, rows }),
      }))}
    />
  );
}

function TextFormat({ reading, choices }: Correctable) {
  const t = useT();
  const encoding = reading?.encoding ?? choices.encoding ?? '';
  const known: readonly string[] = ENCODINGS;
  const encodings = known.includes(encoding) || encoding === '' ? known : [encoding, ...known];
  const delimiter = reading?.dialect.delimiter ?? choices.delimiter;
  return (
    <>
      <Select
        label={t('console.reading.encoding')}
        name="encoding"
        defaultValue={encoding}
        {...(reading ? {} : { none: t('console.reading.detect') })}
        options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
      />
      <Select
        label={t('console.reading.delimiter')}
        name="delimiter"
        defaultValue={DELIMITER_NAMES.find((name) => DELIMITERS[name] === delimiter) ?? ''}
        {...(reading && delimiter ? {} : { none: t('console.reading.detect') })}
        options={DELIMITER_NAMES.map((value) => ({ value, label: t(`console.delimiter.${value}`) }))}
      />
    </>
  );
}

const COUNTS = ['preambleRows', 'headerRows', 'footerRows'] as const;

function RowCounts({ reading, choices }: Correctable) {
  const t = useT();
  return COUNTS.map((name) => (
    <TextField
      key={name}
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
        name="leftOutRows"
        defaultValue={rowsText(choices.leftOutRows ?? [])}
        optional
      />
      <TextField
        label={t('console.reading.missing')}
        hint={t('console.reading.missing-hint')}
        name="missing"
        defaultValue={(choices.missing ?? []).join('、')}
        optional
      />
    </>
  );
}
