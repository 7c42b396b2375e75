import type { GraphNode, JoinWay, RelatedDataset } from '../../../rules/graph/graph.operations.ts';
import { foundShare, turned } from '../../../rules/graph/join-fields.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Code, Section } from '../section.tsx';
import { nodeName, shareText } from './graph-links.ts';
import { joinExample } from './join-example.ts';
import { classesOf } from '../../design/classes.ts';
import styles from './graph.module.css';

const css = classesOf(styles);

type Side = JoinWay['own'];
const labelOf = ({ label, name }: Side): string => label || name;

/** How the dataset in focus and another join: by which field, what of the values was found, and a program that does it. */
export function JoinHow({
  focus,
  related,
  origin,
}: {
  focus: GraphNode;
  related: RelatedDataset;
  origin: string;
}) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const [best, ...others] = related.ways;
  const names = { own: nodeName(focus, language), other: nodeName(related.dataset, language) };
  const joins = (best?.overlap?.common ?? 0) > 0;
  const exportOf = (code: string): string => `${origin}/api/v1/datasets/${code}/exports/csv`;
  return (
    <Section id="join" title={t('graph.join', names)}>
      {best ? (
        <>
          <p className={css('told')}>
            <Told way={best} />
          </p>
          {others.length > 0 && (
            <p>{t('graph.others', { fields: format.list(others.map(({ own }) => `“${labelOf(own)}”`)) })}</p>
          )}
        </>
      ) : (
        <p>
          {t('graph.join-none', {
            shares: format.list(related.shares.map((share) => t(`graph.share.${share}`))),
          })}
        </p>
      )}
      {best && joins && (
        <details className={css('run')} open>
          <summary>{t('graph.run')}</summary>
          <p className={css('note')}>{t('graph.run-note')}</p>
          <Code>
            {joinExample(
              { url: exportOf(focus.key), field: best.own.name },
              { url: exportOf(related.dataset.key), field: best.other.name },
            )}
          </Code>
        </details>
      )}
    </Section>
  );
}

/** What is known of one way, as one honest statement. */
function Told({ way }: { way: JoinWay }) {
  const t = useT();
  const format = useFormat();
  const { overlap, own, other } = way;
  const field = labelOf(own);
  const pair = labelOf(other) === field ? '' : t('graph.by-name-pair', { own: field, other: labelOf(other) });
  const said = ((): string => {
    if (!overlap) return t('graph.by-name', { field });
    if (overlap.common === 0) return t('graph.measured-none', { field });
    return t('graph.measured', {
      ...{ field, own: overlap.own, other: overlap.other },
      share: shareText(foundShare(overlap), format),
      back: shareText(foundShare(turned(overlap)), format),
    });
  })();
  const rows = overlap && overlap.common > 0 ? rowsMeet(way) : null;
  return [pair && `${pair}。`, said, rows && t(rows)].filter(Boolean).join(' ');
}

function rowsMeet({ ownUnique, otherUnique }: JoinWay) {
  if (ownUnique === null || otherUnique === null) return null;
  if (ownUnique) return otherUnique ? 'graph.one-to-one' : 'graph.one-to-many';
  return otherUnique ? 'graph.many-to-one' : 'graph.many-to-many';
}
