import type { GraphNode, NodeKind } from '../../../rules/graph/graph.operations.ts';
import { ClassSquare, type ClassMarkKind } from '../../design/class-mark.tsx';
import { classesOf } from '../../design/classes.ts';
import styles from './graph.module.css';

const css = classesOf(styles);

const FIGURES: Record<Exclude<NodeKind, 'dataset'>, string> = {
  publisher: 'M2 14V6l6-4 6 4v8zM6 14v-4h4v4',
  domain: 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z',
  field: 'M2 2h12v12H2zM6 2v12',
  place: 'M2 4l4-2 4 2 4-2v10l-4 2-4-2-4 2zM6 2v10M10 4v10',
};

/** What a node is, by shape: a dataset by its class, a body, four cells of a domain, a column, a map. Words stand beside it. */
export function NodeMark({ node }: { node: GraphNode }) {
  if (node.kind === 'dataset') return <ClassSquare kind={classOf(node)} />;
  return (
    <svg className={css('mark')} viewBox="0 0 16 16" aria-hidden="true">
      <path d={FIGURES[node.kind]} />
    </svg>
  );
}

function classOf({ dataset }: GraphNode): ClassMarkKind {
  if (dataset?.state === 'suspended') return 'suspended';
  if (dataset?.openClass === 'unconditional' && dataset.updateFrequency === 'static') return 'static';
  return dataset?.openClass ?? 'closed';
}
