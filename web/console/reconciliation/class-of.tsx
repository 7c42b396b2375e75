import type { OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { useT } from '../../design/language.tsx';

/** The class that one side gives, or that it has none. */
export function ClassOf({ kind }: { kind: OpenClass | null }) {
  const t = useT();
  return kind === null ? t('reconciliation.absent') : <ClassMark kind={kind} />;
}
