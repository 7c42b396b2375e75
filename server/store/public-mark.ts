/** As much of a pool as it takes. */
interface Store {
  query(statement: typeof READ): Promise<{ rows: { mark: string }[] }>;
}

const READ = {
  name: 'public-mark',
  text: `select coalesce(string_agg(id::text, ' ' order by id), '') as mark from pages.change`,
};

/**
 * Reads the mark of all that public pages show: another one after every commit that changed any of it, on whichever
 * node. Who asks gets a mark that was read after the asking; all who ask meanwhile share the next reading.
 */
export function publicMarks(store: Store): () => Promise<string> {
  let reading: Promise<string> | null = null;
  let next: Promise<string> | null = null;
  const read = async (): Promise<string> => {
    const { rows } = await store.query(READ);
    return rows[0]?.mark ?? '';
  };
  const begin = (): Promise<string> => {
    next = null;
    const begun = read().finally(() => {
      if (reading === begun) reading = null;
    });
    reading = begun;
    return begun;
  };
  return () => {
    if (!reading) return begin();
    next ??= reading.then(begin, begin);
    return next;
  };
}
