const LONGEST = 100;

/**
 * What the address of a list's page asks for: the named texts, trimmed, of at most 100 characters, and the
 * cursor; empty ones are left out.
 */
export function askedOf<Name extends string>(
  request: Request,
  ...names: readonly Name[]
): Partial<Record<Name | 'cursor', string>> {
  const given = new URL(request.url).searchParams;
  const asked: Partial<Record<Name | 'cursor', string>> = {};
  for (const name of names) {
    const text = (given.get(name) ?? '').trim().slice(0, LONGEST);
    if (text !== '') asked[name] = text;
  }
  const cursor = given.get('cursor');
  return cursor ? { ...asked, cursor } : asked;
}
