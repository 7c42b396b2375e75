import { useLoaderData, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import type { Page } from '../../../rules/api/views.ts';
import { REVIEW_ITEM_STATES } from '../../../rules/reviews/review-item.machine.ts';
import {
  getReview,
  listReviewItems,
  REVIEW_KINDS,
  type ReviewItemView,
} from '../../../rules/reviews/reviews.operations.ts';
import { load } from '../../app/load.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { Select, TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import { askedOf } from '../asked.ts';
import { NarrowForm } from '../find-form.tsx';
import { ListPage } from '../list-page.tsx';
import { NameCell } from '../name-cell.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';

const PATH = '/console/reviews';
const PAGE = 30;

interface ItemsData {
  page: Page<ReviewItemView>;
  year: number;
  reviewId: string;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<ItemsData> {
  const id = params['id'] ?? '';
  const { publisher, q, cursor, ...asked } = askedOf(request, 'state', 'kind', 'publisher', 'q');
  const state = REVIEW_ITEM_STATES.find((known) => known === asked.state);
  const kind = REVIEW_KINDS.find((known) => known === asked.kind);
  const [page, { review }] = await Promise.all([
    load(context, listReviewItems, {
      id,
      limit: PAGE,
      ...(state && { state }),
      ...(kind && { kind }),
      ...(publisher && { publisher }),
      ...(q && { q }),
      ...(cursor && { cursor }),
    }),
    load(context, getReview, { id }),
  ]);
  return { page, year: review.year, reviewId: id };
}

/** What is reviewed, narrowed by state, kind, name and body. */
export default function ReviewItems() {
  const { page, year, reviewId } = useLoaderData<ItemsData>();
  const t = useT();
  const title = t('review.title', { year: String(year) });
  return (
    <ListPage
      place="reviews"
      title={t('review.items-title', { year: String(year), count: page.total })}
      meta={
        <Breadcrumb
          crumbs={[
            { name: t('console.place.reviews'), to: PATH },
            { name: title, to: `${PATH}/${reviewId}` },
          ]}
        />
      }
      page={page}
      columns={useColumns()}
      none={{ title: t('review.items-none'), text: t('review.items-none-text') }}
    >
      <Narrow />
    </ListPage>
  );
}

function Narrow() {
  const [search] = useSearchParams();
  const t = useT();
  const publisher = search.get('publisher');
  return (
    <NarrowForm label={t('review.item')}>
      <TextField
        label={t('review.name')}
        name="q"
        type="search"
        defaultValue={search.get('q') ?? ''}
        maxLength={100}
      />
      <Select
        label={t('review.state')}
        name="state"
        defaultValue={search.get('state') ?? ''}
        none={t('review.any')}
        options={REVIEW_ITEM_STATES.map((value) => ({ value, label: t(`review.item-state.${value}`) }))}
      />
      <Select
        label={t('review.kind')}
        name="kind"
        defaultValue={search.get('kind') ?? ''}
        none={t('review.any')}
        options={REVIEW_KINDS.map((value) => ({ value, label: t(`review.kind.${value}`) }))}
      />
      {publisher !== null && <input type="hidden" name="publisher" value={publisher} />}
    </NarrowForm>
  );
}

function useColumns(): Column<ReviewItemView>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('review.item'),
      cell: ({ id, name, code }) => <NameCell to={`${PATH}/items/${id}`} name={name} code={code} />,
    },
    { key: 'kind', head: t('review.kind'), minor: true, cell: ({ kind }) => t(`review.kind.${kind}`) },
    {
      key: 'class',
      head: t('review.class-now'),
      minor: true,
      cell: ({ kind, openClass }) => (kind === 'entry' ? '–' : <ClassMark kind={openClass} />),
    },
    { key: 'state', head: t('review.state'), cell: ({ state }) => t(`review.item-state.${state}`) },
    {
      key: 'decision',
      head: t('review.decision'),
      cell: ({ assessment }) => (assessment ? t(`review.decision.${assessment.decision}`) : '–'),
    },
    { key: 'clock', head: t('console.orders.clock'), cell: ({ clock }) => <DueCell clock={clock} /> },
    { key: 'publisher', head: t('console.publisher'), minor: true, cell: ({ publisher }) => publisher.name },
  ];
}
