import type { OrganisationInput } from '../../../rules/organisations/organisations.operations.ts';
import { ORGANISATION_KINDS, type REGISTRATION_PARTS } from '../../../rules/organisations/registration.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);

interface Fields {
  written: OrganisationInput;
  /** What the operator asked to be added, by part. */
  asked?: Partial<Record<(typeof REGISTRATION_PARTS)[number], string>>;
  revision?: number;
  act: string;
  primary: boolean;
}

/** Code, name, kind and contact; beside each what the operator found wrong with it. */
export function OrganisationFields({ written, asked = {}, revision, act, primary }: Fields) {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      {revision !== undefined && <input type="hidden" name="revision" value={revision} />}
      <TextField
        label={t('organisation.part.creditCode')}
        hint={t('organisation.code-hint')}
        error={asked.creditCode}
        name="creditCode"
        defaultValue={written.creditCode}
        maxLength={40}
        autoCapitalize="characters"
        spellCheck={false}
      />
      <TextField
        label={t('organisation.part.name')}
        hint={t('organisation.name-hint')}
        error={asked.name}
        name="name"
        defaultValue={written.name}
        maxLength={200}
        autoComplete="organization"
      />
      <Select
        label={t('organisation.part.kind')}
        hint={t('organisation.kind-hint')}
        error={asked.kind}
        name="kind"
        defaultValue={written.kind ?? ''}
        none={t('organisation.kind-none')}
        options={ORGANISATION_KINDS.map((value) => ({ value, label: t(`organisationKind.${value}`) }))}
      />
      <TextField
        label={t('organisation.part.contact')}
        hint={t('organisation.contact-hint')}
        error={asked.contact}
        name="contact"
        defaultValue={written.contact}
        maxLength={200}
      />
      <p>
        <Button {...(primary && { kind: 'primary' as const })} name="act" value="save">
          {act}
        </Button>
      </p>
    </form>
  );
}
