import { Type, type Static } from 'typebox';
import { Line } from '../accounts/line.ts';
import { operation } from '../api/operation.ts';
import { Literals, Nullable } from '../api/views.ts';

const input = {
  title: Line({ minLength: 2, maxLength: 100 }),
  text: Type.String({ minLength: 10, maxLength: 50_000, description: 'One paragraph a line' }),
  note: Type.String({
    minLength: 2,
    maxLength: 1000,
    description: 'What this version changes, for who reads it',
  }),
};

/** A version of the rules of the platform that was published (`xz-26`). */
export const PlatformRules = Type.Object({
  version: Type.Integer(),
  ...input,
  publishedAt: Type.String(),
});
export type PlatformRules = Static<typeof PlatformRules>;

export const RulesDraft = Type.Object({ ...input, revision: Type.Integer() });
export type RulesDraft = Static<typeof RulesDraft>;

/** What the caller, or the organisation for which they act, has accepted. */
export const RulesStanding = Type.Object({
  of: Literals(['account', 'organisation']),
  /** The newest published version; null: none is. */
  current: Nullable(Type.Integer()),
  /** The newest version that was accepted. */
  accepted: Nullable(Type.Integer()),
  acceptedAt: Nullable(Type.String()),
});
export type RulesStanding = Static<typeof RulesStanding>;

const tag = 'Platform rules';
const path = '/platform-rules';

export const listPlatformRules = operation({
  id: 'listPlatformRules',
  method: 'GET',
  path,
  summary: 'The rules of the platform, every published version with its text, newest first (xz-26)',
  tag,
  response: Type.Object({ items: Type.Array(PlatformRules) }),
  problems: [],
});

export const getRulesStanding = operation({
  id: 'getRulesStanding',
  method: 'GET',
  path: `${path}/standing`,
  summary: 'Which version the caller, or the organisation for which they act, has accepted',
  tag,
  response: RulesStanding,
  problems: ['sign-in-required', 'not-permitted'],
});

export const acceptPlatformRules = operation({
  id: 'acceptPlatformRules',
  method: 'POST',
  path: `${path}/accept`,
  summary: 'Accept the newest version, for oneself or for the organisation for which one acts',
  tag,
  body: Type.Object({ version: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
  response: RulesStanding,
  problems: ['sign-in-required', 'not-permitted', 'changed-meanwhile'],
});

export const getRulesDraft = operation({
  id: 'getRulesDraft',
  method: 'GET',
  path: `${path}/draft`,
  summary: 'The next version as it is being written; null: nobody writes one',
  tag,
  response: Type.Object({ draft: Nullable(RulesDraft) }),
  problems: ['sign-in-required', 'not-permitted'],
});

export const saveRulesDraft = operation({
  id: 'saveRulesDraft',
  method: 'PUT',
  path: `${path}/draft`,
  summary: 'Write the next version; `revision` is the one that was read, 0 to begin',
  tag,
  body: Type.Object({ ...input, revision: Type.Integer() }, { additionalProperties: false }),
  response: RulesDraft,
  problems: ['sign-in-required', 'not-permitted', 'changed-meanwhile'],
});

export const publishPlatformRules = operation({
  id: 'publishPlatformRules',
  method: 'POST',
  path: `${path}/publish`,
  summary: 'Publish the next version: everyone who accepted an older one is asked again',
  tag,
  response: PlatformRules,
  status: 201,
  problems: ['sign-in-required', 'not-permitted', 'wrong-state'],
});
