import { Link } from 'react-router';
import type { GraphNode, JoinWay, Related, RelatedDataset } from '../../../rules/graph/graph.operations.ts';
import { foundShare } from '../../../rules/graph/join-fields.ts';
import { Cells, type CellKind } from '../../design/cell.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { publisherName } from '../dataset-mark.ts';
import { walkTo, shareText } from '../graph/graph-links.ts';
import { NodeMark } from '../graph/node-mark.tsx';
import { Section } from '../section.tsx';
import styles from './related-section.module.css';

const css = classesOf(styles);
const SHOWN = 6;

/** What the dataset of a page can be joined with, by which field, and what of its values was found there. */
export function RelatedSection({ code, related: { items, total } }: { code: string; related: Related }) {
  const t = useT();
  const here = { kind: 'dataset', key: code } as const;
  const said =
    total > 0 ? 'graph.related-total' : items.length > 0 ? 'graph.related-none' : 'graph.related-nothing';
  return (
    <Section
      id="related"
      title={t('graph.related')}
      aside={<Link to={walkTo(here)}>{t('graph.related-open')}</Link>}
    >
      <p className={css('note')}>{t(said, { total })}</p>
      <ul className={css('list')}>
        {items.slice(0, SHOWN).map((item) => (
          <RelatedItem key={item.dataset.key} item={item} here={here} />
        ))}
      </ul>
    </Section>
  );
}

function RelatedItem({
  item: { dataset, publisher, ways },
  here,
}: {
  item: RelatedDataset;
  here: Pick<GraphNode, 'kind' | 'key'>;
}) {
  const t = useT();
  const language = useLanguage();
  const [way] = ways;
  return (
    <li>
      <NodeMark node={dataset} />
      <div>
        <p>
          <Link to={`/datasets/${dataset.key}`}>{dataset.name}</Link>
        </p>
        <p className={css('note')}>{publisherName({ publisher }, language)}</p>
      </div>
      {way && (
        <div className={css('way')}>
          <p>{t('graph.through.field', { name: way.own.label || way.own.name })}</p>
          <Found way={way} />
          <Link to={walkTo(dataset, here)}>{t('graph.related-how')}</Link>
        </div>
      )}
    </li>
  );
}

const TEN = 10;

function Found({ way: { overlap } }: { way: JoinWay }) {
  const t = useT();
  const format = useFormat();
  if (!overlap) return <p className={css('note')}>{t('graph.found-unknown')}</p>;
  if (overlap.common === 0) return <p className={css('note')}>{t('graph.found-none')}</p>;
  const share = shareText(foundShare(overlap), format);
  const full = Math.max(1, Math.round(foundShare(overlap) * TEN));
  const kinds = Array.from({ length: TEN }, (_, place): CellKind => (place < full ? 'used' : 'left'));
  return (
    <p className={css('note')}>
      <Cells kinds={kinds} label={t('graph.found-label', { cells: full, share })} small />{' '}
      {t('graph.found', { share })}
    </p>
  );
}
