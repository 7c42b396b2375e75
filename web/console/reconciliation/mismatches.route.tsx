import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import { MISMATCH_KINDS } from '../../../rules/reconciliation/mismatch.ts';
import { MISMATCH_STATES } from '../../../rules/reconciliation/mismatch.machine.ts';
import {
  getReconciliation,
  listMismatches,
  type MismatchView,
  type OpenRate,
} from '../../../rules/reconciliation/reconciliation.operations.ts';
import { load } from '../../app/load.ts';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink, Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import styles from '../console.module.css';
import { FilterLinks } from '../filter-links.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { Part } from '../page-head.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';
import { ClassOf } from './class-of.tsx';

const css = classesOf(styles);
const PATH = '/console/reconciliation';
const PAGE = 30;

interface MismatchesData {
  page: Page<MismatchView>;
  kind: (typeof MISMATCH_KINDS)[number] | null;
  state: (typeof MISMATCH_STATES)[number] | null;
  rates: { declaredOpen: number; agreeing: number; bodies: OpenRate[] };
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<MismatchesData> {
  const asked = askedOf(request, 'kind', 'state', 'publisher');
  const kind = MISMATCH_KINDS.find((known) => known === asked.kind) ?? null;
  const state = MISMATCH_STATES.find((known) => known === asked.state) ?? null;
  const { publisher, cursor } = asked;
  const [page, rates] = await Promise.all([
    load(context, listMismatches, {
      limit: PAGE,
      ...(kind && { kind }),
      ...(state && { state }),
      ...(publisher && { publisher }),
      ...(cursor && { cursor }),
    }),
    load(context, getReconciliation, {}),
  ]);
  return { page, kind, state, rates };
}

/** The board of mismatches: how far the list carries out what the catalogue declares, and each that does not agree. */
export default function Mismatches() {
  const { page, kind, state, rates } = useLoaderData<MismatchesData>();
  const t = useT();
  const share = useShare();
  const { declaredOpen: declared, agreeing } = rates;
  const rate = share(agreeing, declared);
  return (
    <>
      <ListPage
        place="reconciliation"
        title={t('reconciliation.standing', { count: page.total })}
        meta={t('reconciliation.rate', { declared, agreeing, rate })}
        aside={<ProvisionLink id="plan2023-2.3" />}
        page={page}
        columns={useColumns()}
        none={{ title: t('reconciliation.none'), text: t('reconciliation.none-text') }}
      >
        <FilterLinks
          label={t('console.state')}
          path={PATH}
          name="state"
          chosen={state}
          options={MISMATCH_STATES.map((value) => ({ value, words: t(`reconciliation.state.${value}`) }))}
        />
        <FilterLinks
          label={t('reconciliation.kind')}
          path={PATH}
          name="kind"
          chosen={kind}
          options={MISMATCH_KINDS.map((value) => ({ value, words: t(`reconciliation.kind.${value}`) }))}
        />
      </ListPage>
      {rates.bodies.length > 1 && <Bodies bodies={rates.bodies} />}
    </>
  );
}

/** “98.3%”; nothing short of all is shown as 100 %. */
function useShare(): (part: number, whole: number) => string {
  const format = useFormat();
  return (part, whole) => {
    if (whole === 0) return '–';
    const shown = Math.floor((part / whole) * 1000) / 1000;
    return format.percent(shown, shown === 1 ? 0 : 1);
  };
}

function useColumns(): Column<MismatchView>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('reconciliation.thing'),
      cell: ({ id, code, entry, dataset }) => (
        <NameCell to={`${PATH}/${id}`} name={entry?.name ?? dataset?.name ?? code} code={code} />
      ),
    },
    { key: 'kind', head: t('reconciliation.kind'), cell: ({ kind }) => t(`reconciliation.kind.${kind}`) },
    {
      key: 'declared',
      head: t('reconciliation.declared'),
      minor: true,
      cell: ({ declared }) => <ClassOf kind={declared} />,
    },
    {
      key: 'listed',
      head: t('reconciliation.listed'),
      minor: true,
      cell: ({ listed }) => <ClassOf kind={listed} />,
    },
    { key: 'state', head: t('console.state'), cell: ({ state }) => t(`reconciliation.state.${state}`) },
    { key: 'clock', head: t('console.orders.clock'), cell: ({ clock }) => <DueCell clock={clock} /> },
    { key: 'publisher', head: t('console.publisher'), minor: true, cell: ({ publisher }) => publisher.name },
    {
      key: 'found',
      head: t('reconciliation.found'),
      minor: true,
      cell: ({ foundAt }) => <Time at={foundAt} />,
    },
  ];
}

function Bodies({ bodies }: { bodies: readonly OpenRate[] }) {
  const t = useT();
  const format = useFormat();
  const share = useShare();
  const columns: Column<OpenRate>[] = [
    {
      key: 'body',
      head: t('console.publisher'),
      cell: ({ publisher: { code, name } }) => <Link to={`${PATH}?publisher=${code}`}>{name}</Link>,
    },
    {
      key: 'declared',
      head: t('reconciliation.body.declared'),
      numeric: true,
      cell: ({ declaredOpen }) => format.number(declaredOpen),
    },
    {
      key: 'agreeing',
      head: t('reconciliation.body.agreeing'),
      numeric: true,
      minor: true,
      cell: ({ agreeing }) => format.number(agreeing),
    },
    {
      key: 'rate',
      head: t('reconciliation.body.rate'),
      numeric: true,
      cell: ({ agreeing, declaredOpen }) => share(agreeing, declaredOpen),
    },
    {
      key: 'mismatches',
      head: t('reconciliation.body.mismatches'),
      numeric: true,
      cell: ({ mismatches }) => format.number(mismatches),
    },
  ];
  return (
    <Part title={t('reconciliation.by-body')}>
      <div className={css('narrow')}>
        <Table
          caption={t('reconciliation.by-body')}
          captionUnseen
          columns={columns}
          rows={bodies}
          rowKey={({ publisher }) => publisher.id}
        />
      </div>
    </Part>
  );
}
