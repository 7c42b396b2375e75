/** A city in rows: everything follows from the number of datasets, so that two of one size are alike. */
export interface CitySize {
  datasets: number;
  /** Catalogue entries of which no dataset was made. */
  unopened: number;
  ordersPerDataset: number;
}

/** What the rows are copies of, and who did everything. */
export interface Template {
  datasetId: string;
  editorId: string;
  reviewerId: string;
  operatorId: string;
}

const TOPICS =
  '公共停车场,空气质量,预算单位,公交线路,食品抽检,医疗机构,养老机构,文化场馆,体育设施,行政处罚,信用评价,建设工程,绿化,排水,地名,学校,培训机构,图书馆,旅游景区,农产品价格,药品经营,招标公告,土地供应,气象观测,河道水质,劳动监察,法律援助,社会组织,充电桩,老旧小区';
const KINDS = '基本信息,统计,名录,监测结果,月报,办理结果,分布,评估结果';
const AREAS =
  '全市,黄浦区,徐汇区,长宁区,静安区,普陀区,虹口区,杨浦区,闵行区,宝山区,嘉定区,浦东新区,金山区,松江区,青浦区,奉贤区,崇明区';
const DOMAINS =
  'economy,resources,education,transport,safety,culture,welfare,health,city,credit,institutions,agriculture,weather,labour,market,law,society,industry,low-carbon,other';
const FREQUENCIES = 'daily,weekly,monthly,quarterly,yearly,irregular,static';

const list = (values: string): string => `string_to_array('${values}', ',')`;
/** One of a comma list, by a number between 0 and 1. */
const pick = (values: string, salt: string): string =>
  `(${list(values)})[1 + floor(pg_temp.chance(n, '${salt}') * cardinality(${list(values)}))::int]`;

/** What waits has waited for two weeks at most. */
const RECENTLY = 'now() - make_interval(hours => 1 + n % 300)';

const FUNCTIONS = [
  // Between 0 and 1; depends on the number and the salt alone.
  `create function pg_temp.chance(n integer, salt text) returns float8 language sql immutable as
     $$ select ('x' || substr(md5(n::text || salt), 1, 7))::bit(28)::int / 268435456.0 $$`,
  // A UUID of version 7: ids of one kind are in the order of time.
  `create function pg_temp.made_id(kind integer, n integer, at timestamptz) returns uuid language sql immutable as
     $$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(kind), 3, '0')
       || '8' || lpad(to_hex(n), 15, '0'))::uuid $$`,
];

const BODIES = [
  `insert into public_body (id, code, name, name_en, district, created_at)
     select pg_temp.made_id(1, n, now()), 'B' || lpad(n::text, 2, '0'), '市第' || n || '单位', 'Body ' || n, null, now()
     from generate_series(1, 62) as n`,
  // The largest has a seventh of everything.
  `create temporary table body as
     select row_number() over (order by code = 'JTW' desc, id) - 1 as place, id, code from public_body`,
];

const made = ({ datasets, unopened }: CitySize): string => `create temporary table made as
  select n, body.id as body_id, body.code as body_code, topic, frequency, domain, at,
    case when n > ${datasets} then 'unopened' when fate < 0.06 then 'drafted' when fate < 0.14 then 'listed'
      when fate < 0.16 then 'suspended' when fate < 0.18 then 'withdrawn' else 'open' end as state,
    case when class < 0.75 then 'unconditional' when class < 0.93 then 'conditional' else 'closed' end as class,
    area || topic || kind || '（' || n || '）' as name,
    pg_temp.made_id(2, n, at) as entry_id, pg_temp.made_id(3, n, at) as dataset_id, pg_temp.made_id(4, n, at) as version_id
  from (select n, pg_temp.chance(n, 'fate') as fate, pg_temp.chance(n, 'class') as class,
      ${pick(TOPICS, 'topic')} as topic, ${pick(KINDS, 'kind')} as kind, ${pick(AREAS, 'area')} as area,
      ${pick(DOMAINS, 'domain')} as domain, ${pick(FREQUENCIES, 'frequency')} as frequency,
      floor(68 * power(pg_temp.chance(n, 'body'), 2.2))::int as place,
      now() - make_interval(mins => 20000 + n * 37) as at
    from generate_series(1, ${datasets + unopened}) as n) as drawn
  join body using (place)`;

const template = ({ datasetId }: Template): string => `create temporary table template as
  select dataset.id, dataset.entry, catalogue_entry.fields, data_version.id as version_id
  from dataset join catalogue_entry on catalogue_entry.id = dataset.catalogue_entry_id
    join data_version on data_version.id = dataset.current_version_id where dataset.id = '${datasetId}'`;

const CATALOGUE = `insert into catalogue_entry (id, body_id, name, summary, domain, openness, origin, shared_from, fields,
    disputed, update_frequency, created_at, changed_at)
  select entry_id, body_id, name, topic || '的登记、变更和注销情况，一行一条。', domain,
    case when pg_temp.chance(n, 'declared') < 0.04 then 'closed' else class end,
    ${pick('system,daily-work,disclosure', 'origin')},
    case when state = 'unopened' and pg_temp.chance(n, 'shared') < 0.3 then (select id from body where place = 1) end,
    (select jsonb_agg(jsonb_set(field, '{description}', to_jsonb(topic || (field ->> 'label'))))
      from jsonb_array_elements(template.fields) as field),
    case when pg_temp.chance(n, 'disputed') < 0.01 then '{"importId": "", "headers": ["更新频度"]}'::jsonb end,
    frequency, at, at
  from made, template`;

const DATASETS = `insert into dataset (id, code, body_id, catalogue_entry_id, state, open_class, name, entry, draft,
    draft_revision, draft_by, created_at, listed_at, opened_at, data_updated_at, changed_at, imported, lacking)
  select dataset_id, 'SH-' || body_code || '-' || lpad((1000 + n)::text, 6, '0'), body_id, entry_id, state,
    case when state <> 'drafted' then class end, case when state <> 'drafted' then name end,
    case when state <> 'drafted' then entry end,
    case when state = 'drafted' or state = 'open' and pg_temp.chance(n, 'draft') < 0.06 then entry end,
    1, $1, at, case when state <> 'drafted' then at end,
    case when state in ('open', 'suspended') then at end,
    case when state in ('open', 'suspended') then at + make_interval(mins => n % 10000) end,
    at + make_interval(mins => n % 10000), state = 'listed',
    case when state = 'listed' then '{"field-undescribed": 3, "no-summary": 1}'::jsonb end
  from (select made.*, template.entry || jsonb_build_object('name', name, 'domain', domain, 'openClass', class,
      'updateFrequency', frequency, 'summary', topic || '的登记、变更和注销情况，一行一条。',
      'keywords', jsonb_build_array(topic), 'explanation', case when class = 'closed' then '涉及个人信息' else '' end,
      'fields', (select jsonb_agg(jsonb_set(field, '{description}', to_jsonb(topic || (field ->> 'label'))))
        from jsonb_array_elements(template.entry -> 'fields') as field)) as entry
    from made, template where state <> 'unopened') as written`;

/** What is known of the version that all others are copies of. */
const copied = (table: string, column: string): string => `insert into ${table} (version_id, ${column})
  select made.version_id, ${table}.${column} from made, ${table} where made.state in ('open', 'suspended')
    and ${table}.version_id = (select version_id from template)`;

const VERSIONS = [
  `insert into data_version (id, dataset_id, number, state, upload_id, reading, choices, original_digest, original_name,
      original_bytes, data_digest, data_bytes, rows, manifest, scan, findings, prepared_by, published_by, created_at,
      validated_at, published_at)
    select made.version_id, made.dataset_id, 1, 'published', upload_id, reading, choices, original_digest, original_name,
      original_bytes, data_digest, data_bytes, rows, manifest, scan, findings, prepared_by, published_by, at, at, at
    from made, data_version where made.state in ('open', 'suspended')
      and data_version.id = (select version_id from template)`,
  // What is found out about each when it is made: how its values lie, where its rows are.
  copied('version_distribution', 'columns'),
  copied('version_places', 'places'),
  `update dataset set current_version_id = made.version_id from made
    where dataset.id = made.dataset_id and made.state in ('open', 'suspended')`,
];

const GRADES = [
  `insert into grading (id, dataset_id, guideline_id, guideline_version, levels, fields, evidence, graded_class,
      open_class, proposed_by, decided_by, decided_at, accepted_at)
    select pg_temp.made_id(5, n, at), dataset_id, guideline.id, guideline.version, entry -> 'grade' -> 'levels',
      entry -> 'grade' -> 'fields', '逐字段核对', class, class, $1, $1, at, at
    from made, template, (select id, version from grading_guideline where state = 'in-force') as guideline
    where made.state not in ('unopened', 'drafted')`,
  `insert into secrecy_review (id, dataset_id, version_id, fields, result, evidence, marks, reviewer_id, at)
    select pg_temp.made_id(6, n, at), dataset_id, null, '[]', 'passed', '逐列核对', '[]', $1, at
    from made where state not in ('unopened', 'drafted')`,
  `insert into regrading (id, dataset_id, guideline_id, before_class, after_class, reason, created_at)
    select pg_temp.made_id(7, n, at), dataset_id, (select id from grading_guideline where state = 'in-force'), class, 'closed',
      'stricter', at from made where state = 'open' and pg_temp.chance(n, 'regrading') < 0.02`,
];

/** All but the last of a dataset are decided; of the last, some wait for the reviewer and some for the operator. */
const orders = ({
  ordersPerDataset,
}: CitySize): string => `insert into work_order (id, code, kind, state, body_id,
    dataset_id, change, reasons, prepared_by, submitted_by, decided_by, prepared_at, submitted_at, decided_at)
  select pg_temp.made_id(8, number, prepared_at), 'GD-2026-' || lpad((1000 + number)::text, 6, '0'), 'list-change', order_state,
    body_id, dataset_id, jsonb_build_object('reason', '列入年度开放重点，社会需求较多。', 'draftRevision', turn, 'entry', entry),
    case when order_state = 'returned' then '[{"ground": "incomplete", "text": "字段说明没有写明依据的标准。"}]'::jsonb
      else '[]'::jsonb end,
    $1, case when order_state <> 'prepared' then $2 end,
    case when order_state in ('accepted', 'returned') then $3 end, prepared_at,
    case when order_state <> 'prepared' then prepared_at + interval '1 hour' end,
    case when order_state in ('accepted', 'returned') then prepared_at + interval '2 days' end
  from (select made.*, turn, (n - 1) * ${ordersPerDataset} + turn as number, coalesce(dataset.entry, dataset.draft) as entry,
      case when turn < ${ordersPerDataset} then at + make_interval(days => turn - ${ordersPerDataset})
        else ${RECENTLY} end as prepared_at,
      case when turn < ${ordersPerDataset}
          then case when pg_temp.chance(n * 16 + turn, 'order') < 0.15 then 'returned' else 'accepted' end
        when pg_temp.chance(n, 'waiting') < 0.03 then 'prepared' when pg_temp.chance(n, 'waiting') < 0.06 then 'submitted'
        else 'accepted' end as order_state
    from made join dataset on dataset.id = made.dataset_id, generate_series(1, ${ordersPerDataset}) as turn) as drawn`;

/** One act for each work order and each dataset: what histories and the trail show. */
const event = (thing: string, action: string, from: string): string =>
  `insert into event (id, at, actor_id, role, body_id, action, thing, thing_id, result, provision, trace_id, body)
    select gen_random_uuid(), at, $1, 'publisher-editor', body_id, '${action}', '${thing}', thing_id, 'done', 'xz-11',
      md5(thing_id::text), '{"data":{},"reasons":[]}'
    from (${from} order by at) as act`;

const EVENTS = [
  event(
    'work-order',
    'work-order.prepare',
    'select id as thing_id, prepared_at as at, body_id from work_order',
  ),
  event(
    'dataset',
    'dataset.list',
    'select id as thing_id, listed_at as at, body_id from dataset where listed_at is not null',
  ),
];

/** Files that wait for a reading; sources with their pulls; systems with their schemes. */
const WORK = [
  `insert into upload (id, body_id, account_id, file_name, bytes, state, digest, choices, reading, created_at, finished_at)
    select pg_temp.made_id(9, n, at), made.body_id, account_id, name || '.csv', bytes, 'read', digest, choices, reading, at, at
    from made, upload where pg_temp.chance(n, 'upload') < 0.02
      and upload.id = (select upload_id from data_version where id = (select version_id from template))`,
  `insert into source (id, body_id, dataset_id, name, state, address, every_seconds, prepared_by, created_at)
    select pg_temp.made_id(10, n, at), body_id, dataset_id, name, case when pg_temp.chance(n, 'source') < 0.004 then 'drafted'
      else 'paused' end, '{"kind": "url", "url": "https://example.invalid/data.csv", "header": ""}', 86400, $1, at
    from made where state = 'open' and pg_temp.chance(n, 'source') < 0.04`,
  `insert into source_pull (id, source_id, at, finished_at, outcome)
    select pg_temp.made_id(11, (row_number() over ())::int, pulled), id, pulled, pulled,
      case when turn = 60 and left(md5(id::text), 1) = '0' then 'failed' else 'unchanged' end
    from source, generate_series(1, 60) as turn, lateral (select created_at + make_interval(days => turn - 60) as pulled) as p`,
  `insert into information_system (id, code, body_id, name, purpose, state, prepared_by, requested_by, requested_at, created_at)
    select pg_temp.made_id(12, n, at), 'XT-2026-' || lpad((1000 + n)::text, 6, '0'), body_id, name || '系统', topic,
      (array['planned', 'building', 'acceptance-requested', 'accepted'])[1 + n % 4], $1,
      case when n % 4 >= 2 then $1 end, case when n % 4 >= 2 then ${RECENTLY} end, at
    from made where pg_temp.chance(n, 'system') < 0.02`,
  `insert into system_item (system_id, place, name, open_class, interface, update_frequency, catalogue_entry_id)
    select pg_temp.made_id(12, n, at), place, name || place, class, 'file', frequency, case when place = 0 then entry_id end
    from made, generate_series(0, 4) as place where pg_temp.chance(n, 'system') < 0.02`,
];

const SEQUENCES = ['dataset', 'work_order', 'system'].map(
  (thing) => `select setval('${thing}_number', 900000)`,
);

/** The statements that make the rows, in their order, for one connection. */
export function cityRows(size: CitySize, of: Template): string[] {
  // Ids of our own: they need no binding, and DDL takes none.
  const people = [of.editorId, of.reviewerId, of.operatorId];
  const withPeople = (text: string): string =>
    text.replaceAll(/\$([123])/g, (_, place: string) => `'${people[Number(place) - 1] ?? ''}'::uuid`);
  return [
    'begin',
    ...FUNCTIONS,
    ...BODIES,
    made(size),
    template(of),
    ...[CATALOGUE, DATASETS, ...VERSIONS, ...GRADES, orders(size), ...EVENTS, ...WORK, ...SEQUENCES].map(
      withPeople,
    ),
    'analyze',
    'commit',
  ];
}
