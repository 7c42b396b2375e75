import { Link } from 'react-router';
import type {
  GraphNode,
  JoinWay,
  Neighbourhood,
  RelatedDataset,
} from '../../../rules/graph/graph.operations.ts';
import { foundShare } from '../../../rules/graph/join-fields.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import { Section } from '../section.tsx';
import { nodeName, walkTo, shareText } from './graph-links.ts';

interface Row {
  node: GraphNode;
  through: string;
}

/** The same neighbours, one to a row, with what was found of the values. */
export function NeighbourTable({
  neighbourhood: { focus, places, branches },
  related,
}: {
  neighbourhood: Neighbourhood;
  related: readonly RelatedDataset[];
}) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const found = useFoundWords();
  const joined = new Set(related.map(({ dataset }) => dataset.key));
  const rows: Row[] = [
    ...related.map(({ dataset, ways }) => ({ node: dataset, through: found(ways[0]) })),
    ...[...branches, ...places].flatMap(({ items, through }) =>
      items
        .filter((node) => !(node.kind === 'dataset' && joined.has(node.key)))
        .map((node) => ({ node, through: through ? nodeName(through, language) : '' })),
    ),
  ];
  return (
    <Section id="table" title={t('graph.table')} aside={<Link to="/graph">{t('graph.all')}</Link>}>
      <Table
        caption={t('graph.table')}
        captionUnseen
        rows={rows}
        rowKey={({ node, through }) => `${node.kind} ${node.key} ${through}`}
        columns={[
          {
            key: 'name',
            head: t('graph.table.name'),
            cell: ({ node }) => <Link to={walkTo(node, focus)}>{nodeName(node, language)}</Link>,
          },
          { key: 'kind', head: t('graph.table.kind'), cell: ({ node }) => t(`graph.kind.${node.kind}`) },
          { key: 'through', head: t('graph.table.through'), cell: ({ through }) => through },
          {
            key: 'size',
            head: t('graph.table.size'),
            numeric: true,
            minor: true,
            cell: ({ node }) => (node.size > 0 ? format.number(node.size) : ''),
          },
        ]}
      />
    </Section>
  );
}

/** By which field, and what was found of its values. */
function useFoundWords(): (way: JoinWay | undefined) => string {
  const t = useT();
  const format = useFormat();
  return (way) => {
    if (!way) return '';
    const { overlap, own } = way;
    const field = own.label || own.name;
    if (!overlap) return format.beside(field, t('graph.found-unknown'));
    if (overlap.common === 0) return format.beside(field, t('graph.found-none'));
    return format.beside(field, t('graph.found', { share: shareText(foundShare(overlap), format) }));
  };
}
