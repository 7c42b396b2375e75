/** Applicants, each with as many applications over three years. */
const APPLICATIONS_EACH = 40;
/** Of one in so many, a person of the demonstration is the applicant. */
const OWN_EVERY = 2000;
const EVENTS_EACH = 10;

const TERMS = `jsonb_build_object('fields', '["编号", "泊位数"]'::jsonb, 'where', null, 'callsPerDay', 500,
  'callsPerMinute', null, 'rowsInAll', null, 'addresses', '[]'::jsonb, 'system', null,
  'from', ask.at::date::text, 'until', (ask.at::date + 365)::text)`;

const FUNCTIONS = [
  `create function pg_temp.chance(n integer, salt text) returns float8 language sql immutable as
     $$ select ('x' || substr(md5(n::text || salt), 1, 7))::bit(28)::int / 268435456.0 $$`,
  `create function pg_temp.made_id(kind integer, n integer, at timestamptz) returns uuid language sql immutable as
     $$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(kind), 3, '0')
       || '8' || lpad(to_hex(n), 15, '0'))::uuid $$`,
];

/** One part an application; of a hundred two wait, as in a city that keeps its clocks. */
const asked = (applications: number): string => `create temporary table ask as
  select n, at, dataset_id, dataset_code, dataset_name, body_id, case when n % ${OWN_EVERY} = 0 then student.id
      else pg_temp.made_id(40, 1 + n % ${Math.ceil(applications / APPLICATIONS_EACH)}, timestamptz '2024-01-01') end as owner_id,
    pg_temp.made_id(41, n, at) as application_id, pg_temp.made_id(42, n, at) as part_id,
    pg_temp.made_id(43, n, at) as agreement_id,
    case when n > ${applications} * 0.99 then case when fate < 0.5 then 'submitted' else 'in-review' end
      when fate < 0.62 then 'approved' when fate < 0.86 then 'rejected' when fate < 0.96 then 'declined'
      else 'withdrawn' end as state
  from (select n, pg_temp.chance(n, 'fate') as fate,
      case when n > ${applications} * 0.99 then now() - make_interval(mins => (${applications} - n) % 20000)
        else now() - interval '15 days' - make_interval(secs => (${applications} - n) * (94608000 / ${applications})) end as at,
      floor(power(pg_temp.chance(n, 'dataset'), 2) * (select count(*) from wanted))::int as place
    from generate_series(1, ${applications}) as n) as drawn
  join wanted using (place), (select id from account where user_name = 'student') as student`;

const STATEMENTS = [
  `insert into access_application (id, code, owner_id, content, created_at, submitted_at)
    select application_id, 'SQ-2025-' || lpad(n::text, 7, '0'), owner_id, '{"scenarioKind": "own-business",
      "scenario": "停车诱导", "purpose": "引导司机就近停车。", "publicBenefit": "", "replicability": "", "safeguards": ["加密存放"],
      "people": ["工程师，负责接口"], "supervisionPlan": "每季度自查一次。", "commitments": [], "reportEveryMonths": 6,
      "materialIds": []}'::jsonb, at, at from ask`,
  `insert into application_part (id, application_id, place, dataset_id, body_id, state, terms, conditions, reasons,
      submitted_at, accepted_at, answered_at, decided_at, agreement_id)
    select part_id, application_id, 0, dataset_id, body_id, state, ${TERMS}, '{"conditions": [], "materials": []}',
      case when state = 'rejected' then '[{"ground": "risk", "text": "场景用不到逐场数据。"}]'::jsonb else '[]'::jsonb end,
      at, case when state <> 'submitted' then at + interval '1 day' end,
      case when state not in ('submitted', 'in-review') then at + make_interval(days => 2 + n % 8) end,
      case when state not in ('submitted', 'in-review') then at + make_interval(days => 2 + n % 8) end,
      case when state = 'approved' then agreement_id end from ask`,
  `insert into agreement (id, code, part_id, application_id, dataset_id, body_id, owner_id, state, part, approved, data_user,
      document, odrl, odrl_digest, text_digest, until, offered_at, in_force_at, ended_at, filing_code, filed_at)
    select agreement_id, 'XY-2025-' || lpad(n::text, 7, '0'), part_id, application_id, dataset_id, body_id, owner_id, phase,
      part, part, '{"kind": "person", "name": "某某"}'::jsonb, '{"template": "2026-2", "title": {"zh-CN": "", "en": ""},
      "articles": []}'::jsonb, '{}', md5(n::text) || md5('o' || n), md5('t' || n), until::date, at,
      case when phase <> 'offered' then at end, case when phase = 'expired' then at + interval '1 year' end,
      case when phase <> 'offered' then 'BA-2025-' || lpad(n::text, 7, '0') end, case when phase <> 'offered' then at end
    from (select ask.*, jsonb_build_object('partId', part_id, 'applicationId', application_id, 'applicationCode', 'SQ-2025-',
        'dataset', jsonb_build_object('id', dataset_id, 'code', dataset_code, 'name', dataset_name), 'bodyId', body_id,
        'ownerId', owner_id, 'organisationId', null, 'scenario', '停车诱导', 'purpose', '', 'terms', ${TERMS},
        'safeguards', '[]'::jsonb, 'reportEveryMonths', 6, 'conditions', '[]'::jsonb, 'approvedBy', '[]'::jsonb) as part,
        (ask.at::date + 365)::text as until, case when at < now() - interval '366 days' then 'expired'
          when n % 50 = 0 then 'offered' else 'in-force' end as phase
      from ask where ask.state = 'approved') as ask`,
  `insert into data_grant (id, agreement_id, dataset_id, body_id, owner_id, state, agreed, terms, cursor_key, created_at, changed_at)
    select pg_temp.made_id(44, n, at), agreement_id, dataset_id, body_id, owner_id,
      case when at < now() - interval '366 days' then 'expired' else 'active' end, terms, terms,
      decode(md5(n::text), 'hex'), at, at
    from (select ask.*, ${TERMS} as terms from ask where state = 'approved' and n % 50 <> 0) as ask`,
  `insert into event (id, at, actor_id, role, body_id, action, thing, thing_id, result, provision, trace_id, body)
    select gen_random_uuid(), ask.at + make_interval(hours => turn), owner_id, 'person', body_id,
      (array['application.submit', 'application-part.accept', 'application-part.prepare', 'application-part.approve',
        'agreement.offer', 'agreement.sign-as-user', 'agreement.sign-as-publisher', 'agreement.begin', 'grant.activate',
        'grant.restrict'])[turn],
      case when turn = 1 then 'application' when turn < 5 then 'application-part' when turn < 9 then 'agreement' else 'grant' end,
      case when turn = 1 then application_id when turn < 5 then part_id else agreement_id end, 'done', 'xz-19',
      md5(n::text), '{"data":{},"reasons":[]}'
    from ask, generate_series(1, ${EVENTS_EACH}) as turn order by ask.n`,
];

/** The statements that put so many applications, their agreements, grants and events into a city, for one connection. */
export const applicationRows = (applications: number): string[] => [
  'begin',
  ...FUNCTIONS,
  `create temporary table wanted as select (row_number() over (order by dataset.id) - 1)::int as place, dataset.id as dataset_id,
    dataset.code as dataset_code, dataset.name as dataset_name, body_id from dataset
    where open_class = 'conditional' and state = 'open'`,
  `insert into account (id, name, assurance_level, created_at)
    select pg_temp.made_id(40, n, timestamptz '2024-01-01'), '申请人' || n, 2, now()
    from generate_series(1, ${Math.ceil(applications / APPLICATIONS_EACH)}) as n`,
  asked(applications),
  'create index on ask (n)',
  ...STATEMENTS,
  'commit',
  'vacuum (analyze)',
];
