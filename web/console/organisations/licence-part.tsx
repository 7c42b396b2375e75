import { LARGEST_LICENCE } from '../../../rules/organisations/licence.ts';
import type { OrganisationView } from '../../../rules/organisations/organisations.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import own from './organisations.module.css';

const css = classesOf({ ...styles, ...own });
const TYPE_WORDS = { 'image/jpeg': 'JPG', 'image/png': 'PNG', 'application/pdf': 'PDF' } as const;

/** The licence as it was sent, and while it may be changed the way to send one. */
export function LicencePart({ organisation }: { organisation: OrganisationView }) {
  const t = useT();
  const format = useFormat();
  const { id, name, licence, can, state, reasons } = organisation;
  const href = `/api/v1/organisations/${id}/licence`;
  const asked = state === 'returned' ? reasons.find(({ part }) => part === 'licence')?.text : undefined;
  const seen = licence && {
    type: TYPE_WORDS[licence.type],
    size: format.bytes(licence.bytes),
  };
  return (
    <Part id="licence" title={t('organisation.part.licence')}>
      <p className={css('quiet')}>
        {seen ? t('organisation.licence-seen', seen) : t('organisation.licence-none')}
      </p>
      {licence && licence.type !== 'application/pdf' && (
        <a className={css('licence')} href={href}>
          <img src={href} alt={t('organisation.licence-alt', { name })} />
        </a>
      )}
      {licence?.type === 'application/pdf' && (
        <p>
          <a href={href}>{t('organisation.licence-open')}</a>
        </p>
      )}
      {can['save'] === true && (
        <form method="post" encType="multipart/form-data" className={css('form')}>
          <TextField
            label={t('organisation.licence-file')}
            hint={t('organisation.licence-hint', { size: format.bytes(LARGEST_LICENCE) })}
            error={asked}
            name="licence"
            type="file"
            accept="image/jpeg,image/png,application/pdf"
            required
          />
          <p>
            <Button name="act" value="licence">
              {t(licence ? 'organisation.licence-again' : 'organisation.licence-send')}
            </Button>
          </p>
        </form>
      )}
    </Part>
  );
}
