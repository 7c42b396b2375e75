import { Link } from 'react-router';
import type { GraphGroup, GraphNode, Neighbourhood } from '../../../rules/graph/graph.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { bundles } from './branches.ts';
import { nodeName, pageOfNode, walkTo } from './graph-links.ts';
import styles from './graph.module.css';
import { NodeMark } from './node-mark.tsx';

const css = classesOf(styles);

/** One node and what lies around it: every name is a link that goes there. */
export function Walk({ focus, places, branches }: Neighbourhood) {
  const t = useT();
  return (
    <div className={css('walk', places.length === 0 && 'rootless')}>
      <Focus node={focus} />
      <section className={css('leads')} aria-label={t('graph.leads')}>
        {branches.length === 0 ? (
          <p className={css('alone')}>
            <b>{t('graph.alone')}</b>
            <span>{t('graph.alone-text')}</span>
          </p>
        ) : (
          <>
            <Bundles groups={branches} side="right" />
            <Groups groups={branches} focus={focus} />
          </>
        )}
      </section>
      {places.length > 0 && (
        <section className={css('belongs')} aria-label={t('graph.belongs')}>
          <Bundles groups={places} side="left" />
          <Groups groups={places} focus={focus} />
        </section>
      )}
    </div>
  );
}

function Focus({ node }: { node: GraphNode }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className={css('focus')} id="at" tabIndex={-1}>
      <p className={css('kind')}>
        <NodeMark node={node} /> {t(`graph.kind.${node.kind}`)}
      </p>
      <h2 className={css('name')}>{nodeName(node, language)}</h2>
      <p className={css('size')}>{t(`graph.at.${node.kind}`, { size: node.size })}</p>
      <p>
        <Link to={pageOfNode(node)}>{t(`graph.open.${node.kind}`)}</Link>
      </p>
    </div>
  );
}

/** The widths of trunks: one link, a few, many. */
const trunkWidth = (count: number): number => (count > 20 ? 4 : count > 3 ? 3 : 2);

/** The links of all groups, bundled up to where they part. Silent: the lists beside it say the same. */
function Bundles({ groups, side }: { groups: readonly GraphGroup[]; side: 'left' | 'right' }) {
  const { rows, bundles: drawn } = bundles(groups);
  return (
    <svg
      className={css('links', side)}
      viewBox={`0 0 100 ${String(rows)}`}
      style={{ blockSize: `calc(${String(rows)} * var(--row))` }}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {drawn.map(({ trunk, twigs, count }) => (
        <g key={trunk + twigs}>
          <path className={css('twig')} d={twigs} />
          <path className={css('trunk')} d={trunk} strokeWidth={trunkWidth(count)} />
        </g>
      ))}
    </svg>
  );
}

function Groups({ groups, focus }: { groups: readonly GraphGroup[]; focus: GraphNode }) {
  return (
    <div className={css('groups')}>
      {groups.map((group) => (
        <Group key={`${group.kind} ${group.through?.key ?? ''}`} group={group} focus={focus} />
      ))}
    </div>
  );
}

function Group({ group: { kind, through, items, total }, focus }: { group: GraphGroup; focus: GraphNode }) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const more = total - items.length;
  return (
    <div className={css('group')}>
      <h3 className={css('head')}>
        {through ? (
          <Link to={walkTo(through, focus)}>
            {t(`graph.through.${through.kind === 'domain' ? 'domain' : 'field'}`, {
              name: nodeName(through, language),
            })}
          </Link>
        ) : (
          t(`graph.has.${kind}`)
        )}
        {more > 0 && <span className={css('more')}>{t('graph.more', { count: more })}</span>}
      </h3>
      <ul className={css('items')}>
        {items.map((node) => (
          <li key={node.key}>
            <NodeMark node={node} />
            <Link to={walkTo(node, focus)}>{nodeName(node, language)}</Link>
            {kind !== 'dataset' && <span className={css('count')}>{format.number(node.size)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
