/** A link to the same page with some parameters changed; null or empty ones are left out. */
export function linkWith(
  path: string,
  current: URLSearchParams,
  changes: Readonly<Record<string, string | null>>,
  fragment = '',
): string {
  const next = new URLSearchParams(current);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  for (const [name, value] of [...next]) if (value === '') next.delete(name);
  const query = next.toString();
  return path + (query ? `?${query}` : '') + fragment;
}
