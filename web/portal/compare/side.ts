import type { DatasetView, FieldProfile } from '../../../rules/datasets/datasets.operations.ts';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';

/** One of the two that are compared: a dataset as it is described, and one version of its data. */
export interface Side {
  dataset: DatasetView;
  version: VersionView | null;
}

export type SideField = Pick<FieldProfile, 'name' | 'label' | 'type' | 'unit'> & {
  /** null without data. */
  profile: Pick<FieldProfile, 'nulls' | 'distinct' | 'min' | 'max'> | null;
};

/** The fields of the version; of a dataset without data those that its list entry describes. */
export const fieldsOf = ({ dataset, version }: Side): readonly SideField[] =>
  version?.manifest?.columns ?? dataset.fields;

/** The share of cells without a value; null without data. */
export function emptyShare({ version }: Side): number | null {
  const manifest = version?.manifest;
  if (!manifest || manifest.rows === 0 || manifest.columns.length === 0) return null;
  const empty = manifest.columns.reduce((sum, { profile }) => sum + profile.nulls, 0);
  return empty / (manifest.rows * manifest.columns.length);
}

export interface FieldPair {
  name: string;
  one: SideField | null;
  other: SideField | null;
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');

/** Fields of both, those that are called the same beside each other, first those that both have. */
export function pairedFields(one: readonly SideField[], other: readonly SideField[]): FieldPair[] {
  const left = new Set(other);
  const take = (field: SideField): SideField | null => {
    const names = [field.name, field.label].map(plain).filter(Boolean);
    const found = [...left].find((each) =>
      [each.name, each.label].map(plain).some((name) => names.includes(name)),
    );
    if (found) left.delete(found);
    return found ?? null;
  };
  const pairs = one.map((field) => ({ name: field.label || field.name, one: field, other: take(field) }));
  const rest = [...left].map((field) => ({ name: field.label || field.name, one: null, other: field }));
  return [...pairs.filter((pair) => pair.other), ...pairs.filter((pair) => !pair.other), ...rest];
}
