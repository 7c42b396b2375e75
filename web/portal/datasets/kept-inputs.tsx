import { keptBy } from './datasets-query.ts';

/** What a form that asks anew keeps of the search, besides its own parameter. */
export const KeptInputs = ({ search, own }: { search: URLSearchParams; own: string }) =>
  keptBy(search, own).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
