import { OPEN_CLASSES, UPDATE_FREQUENCIES } from '../../../rules/datasets/list-entry.schema.ts';
import { SYSTEM_INTERFACES } from '../../../rules/systems/acceptance.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextArea, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { control, SPARE_ROWS, type WrittenItem, type WrittenSystem } from './system-form.ts';

const css = classesOf(styles);

/** Name, purpose and the scheme, one row a kind of data. */
export function SystemFields({
  written,
  revision,
  act,
}: {
  written: WrittenSystem;
  revision?: number;
  act: string;
}) {
  const t = useT();
  const rows = written.items.length + SPARE_ROWS;
  return (
    <form method="post" className={css('stack')}>
      <div className={css('form')}>
        <TextField
          label={t('system.name')}
          name="name"
          defaultValue={written.name}
          maxLength={200}
          required
        />
        <TextArea
          label={t('system.purpose')}
          name="purpose"
          defaultValue={written.purpose}
          rows={2}
          maxLength={2000}
        />
      </div>
      <h3>{t('system.scheme')}</h3>
      <p className={css('quiet')}>{t('system.scheme-hint')}</p>
      <input type="hidden" name="rows" value={rows} />
      {revision !== undefined && <input type="hidden" name="revision" value={revision} />}
      {Array.from({ length: rows }, (_, place) => (
        <ItemRow key={place} place={place} item={written.items[place]} />
      ))}
      <p>
        <Button kind="primary" name="event" value="save">
          {act}
        </Button>
      </p>
    </form>
  );
}

function ItemRow({ place, item }: { place: number; item: WrittenItem | undefined }) {
  const t = useT();
  return (
    <div className={css('form')} role="group" aria-label={t('system.item', { number: place + 1 })}>
      <div className={css('pair')}>
        <TextField
          label={t('system.item-name')}
          name={control('item', place)}
          defaultValue={item?.name}
          maxLength={200}
        />
        <TextField
          label={t('system.item-entry')}
          name={control('entry', place)}
          defaultValue={item?.entryName}
          maxLength={200}
        />
      </div>
      <div className={css('triple')}>
        <Select
          label={t('system.item-class')}
          name={control('class', place)}
          defaultValue={item?.openClass}
          options={OPEN_CLASSES.map((value) => ({ value, label: t(`openClass.${value}`) }))}
        />
        <Select
          label={t('system.item-interface')}
          name={control('interface', place)}
          defaultValue={item?.interface}
          options={SYSTEM_INTERFACES.map((value) => ({ value, label: t(`system.interface.${value}`) }))}
        />
        <Select
          label={t('system.item-frequency')}
          name={control('frequency', place)}
          defaultValue={item?.updateFrequency ?? 'daily'}
          options={UPDATE_FREQUENCIES.map((value) => ({ value, label: t(`updateFrequency.${value}`) }))}
        />
      </div>
    </div>
  );
}
