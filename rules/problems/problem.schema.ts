import { Type, type Static } from 'typebox';

/** RFC 9457 problem details, with the members that api.md adds. */
export const ProblemView = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    remedy: Type.Optional(Type.String()),
    instance: Type.String(),
    traceId: Type.String(),
    provision: Type.Optional(Type.String()),
    retryAfter: Type.Optional(Type.Integer()),
    errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
  },
  { additionalProperties: true },
);
export type ProblemView = Static<typeof ProblemView>;
