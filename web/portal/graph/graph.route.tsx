import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import {
  getFieldMatrix,
  getNeighbourhood,
  listRelated,
  NODE_KINDS,
  type FieldMatrix,
  type GraphNode,
  type NodeKind,
} from '../../../rules/graph/graph.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { problemResponse } from '../../app/problem-view.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';
import { Section } from '../section.tsx';
import { nodeName, placeIn, walkTo } from './graph-links.ts';
import styles from './graph.module.css';
import { Matrix } from './field-matrix.tsx';
import { JoinHow } from './join-how.tsx';
import { NeighbourTable } from './neighbour-table.tsx';
import { Walk } from './walk.tsx';

const css = classesOf(styles);
const MOST_RELATED = 50;

interface At {
  neighbourhood: OutputOf<typeof getNeighbourhood>;
  /** Where one came from, if that is there. */
  from: GraphNode | null;
  related: OutputOf<typeof listRelated>;
  origin: string;
}
type GraphData = { at: At } | { matrix: FieldMatrix };

const isKind = (text: string): text is NodeKind => NODE_KINDS.some((kind) => kind === text);
type Context = LoaderFunctionArgs['context'];

export async function loader({ context, request }: LoaderFunctionArgs): Promise<GraphData> {
  const { searchParams, origin } = new URL(request.url);
  if (!searchParams.has('at')) return { matrix: await load(context, getFieldMatrix, { limit: 24 }) };
  const at = placeIn(searchParams.get('at'));
  if (!at || !isKind(at.kind)) throw problemResponse('not-found');
  const neighbourhood = await load(context, getNeighbourhood, { kind: at.kind, key: at.key });
  const { focus } = neighbourhood;
  const [from, related] = await Promise.all([
    cameFrom(context, placeIn(searchParams.get('from'))),
    focus.kind === 'dataset'
      ? load(context, listRelated, { id: focus.key, limit: MOST_RELATED })
      : { items: [], total: 0 },
  ]);
  return { at: { neighbourhood, from, related, origin } };
}

async function cameFrom(context: Context, from: ReturnType<typeof placeIn>): Promise<GraphNode | null> {
  if (!from || !isKind(from.kind)) return null;
  try {
    return (await load(context, getNeighbourhood, { kind: from.kind, key: from.key })).focus;
  } catch {
    // The way here is no longer on the list; the place itself is.
    return null;
  }
}

export default function Graph() {
  const data = useLoaderData<GraphData>();
  return 'at' in data ? <AtNode {...data.at} /> : <Whole matrix={data.matrix} />;
}

function AtNode({ neighbourhood, from, related, origin }: At) {
  const t = useT();
  const language = useLanguage();
  const { focus } = neighbourhood;
  const name = nodeName(focus, language);
  const other = related.items.find(({ dataset }) => from?.kind === 'dataset' && dataset.key === from.key);
  return (
    <>
      <PageTitle title={`${name}｜${t('graph.title')}`} />
      <Breadcrumb
        crumbs={[
          { name: t('graph.title'), to: '/graph' },
          ...(from && from.key !== focus.key ? [{ name: nodeName(from, language), to: walkTo(from) }] : []),
          { name },
        ]}
      />
      <h1 className={css('title')}>{t('graph.title')}</h1>
      {other && <JoinHow focus={focus} related={other} origin={origin} />}
      <Section title={t('graph.walk')} aside={<a href="#table">{t('graph.table')}</a>}>
        <p className={css('note')}>{t('graph.walk-note')}</p>
        <Walk {...neighbourhood} />
      </Section>
      <NeighbourTable neighbourhood={neighbourhood} related={related.items} />
    </>
  );
}

function Whole({ matrix }: { matrix: FieldMatrix }) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const { datasets, fields, domains } = matrix;
  return (
    <>
      <PageTitle title={t('graph.title')} />
      <h1>{t('graph.title')}</h1>
      <p className={css('lead')}>{t('graph.lead')}</p>
      <p className={css('lead')}>
        {t('graph.sentence', { datasets, fields })} {t('graph.basis-note')}
      </p>
      <Section title={t('graph.matrix')} aside={t('graph.matrix-note')}>
        <Matrix matrix={matrix} />
      </Section>
      <Section title={t('graph.domains')}>
        <ul className={css('domains')}>
          {domains.map((domain) => (
            <li key={domain.key}>
              <Link to={walkTo(domain)}>{nodeName(domain, language)}</Link> {format.number(domain.size)}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
