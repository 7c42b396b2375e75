import { Type, type Static } from 'typebox';
import { Line } from '../accounts/line.ts';
import { operation } from '../api/operation.ts';
import { ById, Nullable } from '../api/views.ts';
import { MembershipView } from '../sessions/sessions.schema.ts';

export const LONGEST_TOKEN_DAYS = 365;

export const TokenView = Type.Object({
  id: Type.String(),
  accountId: Type.String(),
  accountName: Type.String(),
  name: Type.String(),
  /** The first characters of the token. */
  hint: Type.String(),
  /** The role that the token acts in; null: as a person without a role. */
  acting: Nullable(MembershipView),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  lastUsedAt: Nullable(Type.String()),
  revokedAt: Nullable(Type.String()),
});
export type TokenView = Static<typeof TokenView>;

const tag = 'Tokens';

export const listTokens = operation({
  id: 'listTokens',
  method: 'GET',
  path: '/tokens',
  summary: 'Tokens: my own, or for the security administrator everyone’s, newest first, at most 500',
  tag,
  query: Type.Object({ accountId: Type.Optional(ById.properties.id) }),
  response: Type.Object({ items: Type.Array(TokenView) }),
  problems: ['sign-in-required'],
});

export const createToken = operation({
  id: 'createToken',
  method: 'POST',
  path: '/tokens',
  summary: 'Make a token for a program; it is shown only in this answer',
  tag,
  body: Type.Object(
    {
      name: Line({ minLength: 1, maxLength: 100 }),
      days: Type.Integer({
        minimum: 1,
        maximum: LONGEST_TOKEN_DAYS,
        default: 90,
        description: 'Days until it expires',
      }),
      membershipId: Type.Optional(ById.properties.id),
    },
    { additionalProperties: false },
  ),
  response: Type.Object({ token: Type.String(), view: TokenView }),
  status: 201,
  secret: true,
  problems: ['sign-in-required', 'not-permitted', 'not-found'],
});

export const revokeToken = operation({
  id: 'revokeToken',
  method: 'POST',
  path: '/tokens/{id}/revoke',
  summary: 'Revoke a token; it is refused from the next request on',
  tag,
  params: ById,
  response: TokenView,
  problems: ['sign-in-required', 'not-found', 'wrong-state'],
});
