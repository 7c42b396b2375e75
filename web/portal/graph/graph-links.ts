import type { Language } from '../../../locales/index.ts';
import type { Formatter } from '../../design/format.ts';
import type { GraphNode } from '../../../rules/graph/graph.operations.ts';

type Place = Pick<GraphNode, 'kind' | 'key'>;

const placed = ({ kind, key }: Place): string => `${kind}:${key}`;

/** Where a node stands in the graph; `from` is where one comes from. The fragment takes the keyboard to the node at once. */
export function walkTo(node: Place, from?: Place): string {
  const search = new URLSearchParams({ at: placed(node), ...(from && { from: placed(from) }) });
  return `/graph?${search.toString()}#at`;
}

/** What `at` and `from` name; null where they name nothing. */
export function placeIn(text: string | null): { kind: string; key: string } | null {
  const [, kind, key] = /^([a-z]+):(.+)$/su.exec(text ?? '') ?? [];
  return kind === undefined || key === undefined ? null : { kind, key };
}

/** The page that tells about a node itself. */
export function pageOfNode({ kind, key, name }: GraphNode): string {
  switch (kind) {
    case 'dataset':
      return `/datasets/${key}`;
    case 'publisher':
      return `/bodies/${key}`;
    case 'domain':
      return `/datasets?domain=${encodeURIComponent(key)}`;
    case 'field':
    case 'place':
      return `/datasets?q=${encodeURIComponent(name)}`;
  }
}

export const nodeName = ({ name, nameEn }: GraphNode, language: Language): string =>
  language === 'en' && nameEn !== '' ? nameEn : name;

/** A small share is not none. */
export const shareText = (share: number, format: Pick<Formatter, 'percent'>): string =>
  format.percent(share, share < 0.1 ? 1 : 0);
