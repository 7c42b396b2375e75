import type { AssuranceLevel } from '../../../rules/access/roles.ts';
import { LEVELLED_FUNCTIONS, lackingIn, type LevelledFunction } from '../../../rules/accounts/assurance.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

interface Row {
  name: LevelledFunction;
  needs: AssuranceLevel;
  lacking: AssuranceLevel | null;
}

/** What the viewer's real-name level opens, what it does not, and how the missing level is got. */
export function AssurancePart({ level }: { level: AssuranceLevel }) {
  const t = useT();
  const { assurance } = profileOf(usePage());
  const rows = LEVELLED_FUNCTIONS.map((name): Row => ({
    name,
    needs: assurance[name],
    lacking: lackingIn(assurance, name, level),
  }));
  return (
    <Part id="assurance" title={t('assurance.title')} aside={t(`assurance.level.${level}`)}>
      <Table
        caption={t('assurance.title')}
        captionUnseen
        columns={useColumns()}
        rows={rows}
        rowKey={({ name }) => name}
        empty={null}
      />
      <ProvisionLink id="guide2020-3" />
    </Part>
  );
}

function useColumns(): Column<Row>[] {
  const t = useT();
  return [
    { key: 'name', head: t('assurance.function'), cell: ({ name }) => t(`assurance.function.${name}`) },
    { key: 'needs', head: t('assurance.needs'), cell: ({ needs }) => t(`assurance.level.${needs}`) },
    {
      key: 'standing',
      head: t('organisation.state'),
      cell: ({ lacking }) =>
        lacking === null || lacking === 0 ? (
          t('assurance.open')
        ) : (
          <>
            <b>{t('assurance.locked')}</b>
            <span className={css('quiet')}> {t(`assurance.how.${lacking}`)}</span>
          </>
        ),
    },
  ];
}
