import { useSearchParams } from 'react-router';
import { ORIGINS } from '../../../rules/catalogue/catalogue.schema.ts';
import { OPEN_CLASSES } from '../../../rules/datasets/list-entry.schema.ts';
import { Select, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { NarrowForm } from '../find-form.tsx';

/** What narrows the catalogue: words, body, openness, origin, and whether it is on the list. */
export function NarrowCatalogue({ bodies }: { bodies: readonly { code: string; name: string }[] }) {
  const t = useT();
  const [search] = useSearchParams();
  const chosen = (name: string): string => search.get(name) ?? '';
  const all = t('console.all');
  return (
    <NarrowForm label={t('console.catalogue.find')}>
      <TextField
        label={t('console.catalogue.find')}
        name="q"
        type="search"
        defaultValue={chosen('q')}
        maxLength={100}
      />
      {bodies.length > 1 && (
        <Select
          label={t('console.catalogue.body')}
          name="publisher"
          defaultValue={chosen('publisher')}
          none={all}
          options={bodies.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      <Select
        label={t('console.catalogue.openness')}
        name="openness"
        defaultValue={chosen('openness')}
        none={all}
        options={OPEN_CLASSES.map((value) => ({ value, label: t(`openClass.${value}`) }))}
      />
      <Select
        label={t('console.catalogue.origin')}
        name="origin"
        defaultValue={chosen('origin')}
        none={all}
        options={ORIGINS.map((value) => ({ value, label: t(`origin.${value}`) }))}
      />
      <Select
        label={t('console.catalogue.standing')}
        name="standing"
        defaultValue={chosen('standing')}
        none={all}
        options={STANDINGS.map((value) => ({ value, label: t(`console.catalogue.standing.${value}`) }))}
      />
    </NarrowForm>
  );
}

const STANDINGS = ['listed', 'unlisted', 'shared', 'disputed'] as const;
