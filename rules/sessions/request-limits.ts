/** Who is limited together: an address without a session, an account by its sessions, a token, tries to sign in. */
export const LIMIT_KINDS = ['anonymous', 'signed-in', 'token', 'sign-in', 'bad-credentials'] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** Requests a minute; as many at once after a minute of rest. */
export type RequestLimits = Record<LimitKind, number>;

/** Offices and schools share an address: what is anonymous is counted by it, and so is given room. */
export const REQUEST_LIMITS: RequestLimits = {
  anonymous: 600,
  'signed-in': 1200,
  token: 3000,
  'sign-in': 30,
  'bad-credentials': 60,
};

/** Pages a minute of one network that nobody asked for just before, and so have to be rendered. */
export const NEW_PAGE_LIMITS = {
  /** Who has asked for a tenth of it without a pause waits for others who have not, after half of it among the crawlers. */
  reader: 60,
  /** Beyond it one that says that it is a crawler is told to come later. */
  crawler: 60,
};
