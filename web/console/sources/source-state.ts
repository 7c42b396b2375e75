import type { SourceView } from '../../../rules/sources/source.schema.ts';
import { useT } from '../../design/language.tsx';

/** How a source stands, in a few words. */
export function useSourceState(): (source: SourceView) => string {
  const t = useT();
  return ({ state, address }) =>
    t(state === 'approved' && address.kind === 'push' ? 'source.state.pushed' : `source.state.${state}`);
}
