import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  getDataset,
  listDatasets,
  listVersions,
  type DatasetSummary,
} from '../../../rules/datasets/datasets.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { attempt } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { TextField } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { Breadcrumb } from '../../design/navigation.tsx';
import { Note } from '../../design/note.tsx';
import { CompareFacts, CompareFields } from './comparison.tsx';
import type { Side } from './side.ts';
import styles from './compare.module.css';

const css = classesOf(styles);
const CODE = /^[A-Z]{2,4}-[A-Z][A-Z0-9]{1,9}-\d{6}$/;
const OFFERED = 8;

interface Wish {
  code: string;
  version: string;
}

interface CompareData {
  wishes: readonly [Wish, Wish];
  one: Side | null;
  other: Side | null;
  /** Codes that lead to nothing that may be seen. */
  unknown: string[];
  /** What may be compared with the first one. */
  offered: DatasetSummary[];
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<CompareData> {
  const search = new URL(request.url).searchParams;
  const wishOf = (side: 'a' | 'b'): Wish => ({
    code: search.get(side)?.trim().toUpperCase() ?? '',
    version: search.get(`${side}v`) ?? '',
  });
  const wishes = [wishOf('a'), wishOf('b')] as const;
  const [one, other] = await Promise.all([sideOf(context, wishes[0]), sideOf(context, wishes[1])]);
  const unknown = [
    ...(one || wishes[0].code === '' ? [] : [wishes[0].code]),
    ...(other || wishes[1].code === '' ? [] : [wishes[1].code]),
  ];
  const like =
    one && !other
      ? await load(context, listDatasets, { q: one.dataset.name.slice(0, 100), limit: OFFERED })
      : null;
  const offered = like?.items.filter(({ code }) => code !== one?.dataset.code) ?? [];
  return { wishes, one, other, unknown, offered };
}

async function sideOf(context: LoaderFunctionArgs['context'], { code, version }: Wish): Promise<Side | null> {
  if (!CODE.test(code)) return null;
  const found = await attempt(load(context, getDataset, { id: code }));
  if (!found.ok) return null;
  const dataset = found.value;
  if (version === '') return { dataset, version: dataset.version };
  const { items } = await load(context, listVersions, { id: code });
  const wished = items.find(({ number }) => String(number) === version);
  return { dataset, version: wished ?? dataset.version };
}

export default function Compare() {
  const { wishes, one, other, unknown, offered } = useLoaderData<CompareData>();
  const t = useT();
  return (
    <>
      <PageTitle title={t('look.compare')} />
      <Breadcrumb crumbs={[{ name: t('dataset.catalogue'), to: '/datasets' }, { name: t('look.compare') }]} />
      <h1>{t('look.compare')}</h1>
      <form action="/compare" method="get" className={css('form')}>
        <TextField
          label={t('look.compare-one')}
          name="a"
          defaultValue={wishes[0].code}
          hint={one?.dataset.name}
          maxLength={40}
        />
        <TextField
          label={t('look.compare-other')}
          name="b"
          defaultValue={wishes[1].code}
          hint={other?.dataset.name}
          maxLength={40}
        />
        <Button kind="primary">{t('look.compare-do')}</Button>
      </form>
      {unknown.map((code) => (
        <Note key={code} kind="warning">
          {t('look.compare-unknown', { code })}
        </Note>
      ))}
      {one && other && (
        <>
          <CompareFacts one={one} other={other} />
          <CompareFields one={one} other={other} />
        </>
      )}
      {one && !other && <Offered one={one} offered={offered} />}
      {!one && !other && <p>{t('look.compare-how')}</p>}
    </>
  );
}

function Offered({ one, offered }: { one: Side; offered: readonly DatasetSummary[] }) {
  const t = useT();
  if (offered.length === 0) return <p>{t('look.compare-how')}</p>;
  return (
    <section className={css('offered')}>
      <h2>{t('look.compare-with', { name: one.dataset.name })}</h2>
      <ul>
        {offered.map(({ code, name }) => (
          <li key={code}>
            <Link to={`/compare?a=${one.dataset.code}&b=${code}`}>{name}</Link> <code>{code}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
