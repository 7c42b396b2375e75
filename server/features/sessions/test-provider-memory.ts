import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

const MOST = 1_000;

/** What the test provider remembers: in this process, the last thousand things of each kind. */
export function memoryAdapter(): AdapterFactory {
  const kinds = new Map<string, Adapter>();
  return (kind) => {
    const known = kinds.get(kind);
    if (known) return known;
    const made = adapterOf(new Map());
    kinds.set(kind, made);
    return made;
  };
}

interface Kept {
  payload: AdapterPayload;
  until: number;
}

function adapterOf(kept: Map<string, Kept>): Adapter {
  const fresh = ({ until }: Kept): boolean => until > Date.now();
  const first = (wanted: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    kept.values().find((each) => fresh(each) && wanted(each.payload))?.payload;
  return {
    upsert: async (id, payload, seconds = 600) => {
      kept.delete(id);
      kept.set(id, { payload, until: Date.now() + seconds * 1000 });
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
    find: async (id) => {
      const found = kept.get(id);
      return found && fresh(found) ? found.payload : undefined;
    },
    findByUid: async (uid) => first((payload) => payload.uid === uid),
    findByUserCode: async (code) => first((payload) => payload.userCode === code),
    consume: async (id) => {
      const found = kept.get(id);
      if (found) found.payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void kept.delete(id),
    revokeByGrantId: async (grantId) => {
      for (const [id, { payload }] of kept) if (payload.grantId === grantId) kept.delete(id);
    },
  };
}
