import type { DemonstrationAccount } from '../../../rules/demonstration/demonstration.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { Icon } from '../../design/icon.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { byPerson } from './by-person.ts';
import styles from './sign-in.module.css';

const css = classesOf(styles);

/** One click per invented person; only a demonstration city has this. */
export function Demonstration({ people, back }: { people: readonly DemonstrationAccount[]; back: string }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className={css('people')} aria-labelledby="demonstration">
      <h2 id="demonstration" className={css('people-title')}>
        {t('console.demonstration.title')}
      </h2>
      <p className={css('quiet')}>{t('console.demonstration.lead')}</p>
      <form method="post">
        <input type="hidden" name="back" value={back} />
        <ul className={css('list')}>
          {byPerson(people).map(({ accountId, name, roles }) => (
            <li key={accountId}>
              <button className={css('person')} name="accountId" value={accountId}>
                <span className={css('role')}>
                  {roles.map(({ role, bodyName }) => (
                    <b key={role + (bodyName ?? '')}>{format.list([bodyName ?? '', t(`role.${role}`)])}</b>
                  ))}
                </span>
                <span className={css('name')}>{t('console.demonstration.enter', { name })}</span>
                <Icon name="right" />
              </button>
            </li>
          ))}
        </ul>
      </form>
    </section>
  );
}
