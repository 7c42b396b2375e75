/** What of the applications is asked for by id, found once over the API. */
export interface KnownApplications {
  applications: string[];
  agreements: string[];
  /** A cursor far down the operator's list. */
  far: string;
}

export interface ApplicationCall {
  work: string;
  as: string | null;
  path: (known: KnownApplications, round: number) => string;
}

const at = (as: string | null, path: string): ApplicationCall => ({
  work: `${as ?? 'visitor'}: ${path}`,
  as,
  path: () => path,
});
const turn = (of: readonly string[], round: number): string => of[round % of.length] ?? '';
const [OPERATOR, AUTHORITY, EDITOR, REVIEWER, STUDENT] = [
  'operator',
  'authority',
  'jtw-editor',
  'jtw-reviewer',
  'student',
] as const;

/** Lists, tasks and statistics of all whom applications concern. */
export const APPLICATION_CALLS: readonly ApplicationCall[] = [
  ...[OPERATOR, AUTHORITY, EDITOR, REVIEWER, STUDENT].map((as) => at(as, '/api/v1/tasks')),
  ...[OPERATOR, EDITOR, REVIEWER, STUDENT].map((as) => at(as, '/api/v1/applications')),
  at(OPERATOR, '/api/v1/applications?state=submitted'),
  at(OPERATOR, '/api/v1/applications?state=rejected'),
  at(EDITOR, '/api/v1/applications?state=approved'),
  {
    work: 'operator: /api/v1/applications?cursor, page 20',
    as: OPERATOR,
    path: ({ far }) => `/api/v1/applications?cursor=${far}`,
  },
  {
    work: 'operator: /api/v1/applications/{id}',
    as: OPERATOR,
    path: ({ applications }, round) => `/api/v1/applications/${turn(applications, round)}`,
  },
  ...[AUTHORITY, REVIEWER, STUDENT].map((as) => at(as, '/api/v1/agreements')),
  at(AUTHORITY, '/api/v1/agreements?filed=yes'),
  at(AUTHORITY, '/api/v1/agreements?state=in-force'),
  {
    work: 'authority: /api/v1/agreements/{id}',
    as: AUTHORITY,
    path: ({ agreements }, round) => `/api/v1/agreements/${turn(agreements, round)}`,
  },
  ...[OPERATOR, REVIEWER, STUDENT].map((as) => at(as, '/api/v1/grants')),
  at('audit-admin', '/api/v1/audit/events'),
  at('audit-admin', '/api/v1/audit/events?thing=agreement'),
  at(null, '/api/v1/application-figures'),
  at(null, '/statistics'),
  at(OPERATOR, '/console'),
  at(OPERATOR, '/console/applications'),
  at(EDITOR, '/console'),
  at(EDITOR, '/console/applications'),
  at(AUTHORITY, '/console/agreements'),
  at(STUDENT, '/console/applications'),
];
