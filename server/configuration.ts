import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Type, type Static, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Literals } from '../rules/api/views.ts';
import type { Setting } from '../rules/installation/installation.operations.ts';
import { Problem, type FieldError } from '../rules/problems/problems.ts';
import { PROFILES } from '../rules/profile/index.ts';
import { CONFIGURATION_FILE } from './store/data-directory.ts';

export { CONFIGURATION_FILE };

interface Words {
  'zh-CN': string;
  en: string;
}

interface Key<T extends TSchema> {
  schema: T;
  /** The environment variable that sets it too; it wins over the file. Lists are written with commas. */
  variable: string;
  words: Words;
  /** Never shown. */
  secret?: boolean;
}
const key = <T extends TSchema>(
  schema: T,
  variable: string,
  zh: string,
  en: string,
  secret = false,
): Key<T> => ({
  schema,
  variable,
  words: { 'zh-CN': zh, en },
  secret,
});

const Url = Type.String({ pattern: '^https?://[^/]+(/.*)?[^/]$' });
const Network = Type.String({
  pattern: '^([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(/[0-9]{1,3})?$',
});
const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** Every key of the configuration: the one table from which checks, types and the reference page are made. */
export const CONFIGURATION_KEYS = {
  profile: key(
    Literals(Object.keys(PROFILES), { default: 'shanghai' }),
    'KAISHU_PROFILE',
    '城市政策档案：主管部门、时限、步骤和分级规则',
    "The city's policy profile: authorities, clocks, steps and grading rules",
  ),
  demonstration: key(
    Type.Boolean({ default: false }),
    'KAISHU_DEMONSTRATION',
    '演示城市：每个页面都有演示标记，可一键换角色',
    'A demonstration city: marked on every page, one click per role',
  ),
  host: key(
    Type.String({ default: 'localhost', minLength: 1 }),
    'HOST',
    '监听地址；0.0.0.0 为所有网卡',
    'Address to listen on; 0.0.0.0 for all',
  ),
  port: key(
    Type.Integer({ default: 8080, minimum: 0, maximum: 65535 }),
    'PORT',
    '监听端口；未指定而 8080 被占用时取下一个空闲端口',
    'Port to listen on; when not given and 8080 is taken, the next free one',
  ),
  publicUrl: key(
    Type.Union([Url, Type.Null()], { default: null }),
    'KAISHU_PUBLIC_URL',
    '用户访问本平台的地址，末尾不带斜杠；不填则取自请求',
    'Where people reach this platform, without a slash at the end; taken from the request when absent',
  ),
  trustedProxies: key(
    Type.Array(Type.String({ minLength: 1 }), { default: [] }),
    'KAISHU_TRUSTED_PROXIES',
    '可信的反向代理地址或网段，其 X-Forwarded-* 才被采用',
    'Addresses or networks of reverse proxies whose X-Forwarded-* headers are believed',
  ),
  databaseUrl: key(
    Type.Union([Type.String({ pattern: '^postgres(ql)?://' }), Type.Null()], { default: null }),
    'DATABASE_URL',
    '自有 PostgreSQL（15 及以上）的连接地址；不填则用自带的',
    'A PostgreSQL (15 or later) of your own; the carried one when absent',
    true,
  ),
  sourceNetworks: key(
    Type.Array(Network, { default: [] }),
    'KAISHU_SOURCE_NETWORKS',
    '数据源可以连接的内部网段（CIDR）；公网地址不用列，没列的内部地址一律拒绝',
    'Internal networks (CIDR) that data sources may reach; public addresses need none, other internal ones are refused',
  ),
  sourceFolders: key(
    Type.Array(Type.String({ pattern: '^/' }), { default: [] }),
    'KAISHU_SOURCE_FOLDERS',
    '数据源可以读取的文件夹（绝对路径，含其下各级）；不填则没有',
    'Folders that data sources may read, with what is below them (absolute paths); none when absent',
  ),
  s3Bucket: key(
    Type.Union([Type.String({ minLength: 3, maxLength: 63 }), Type.Null()], { default: null }),
    'KAISHU_S3_BUCKET',
    '存放数据文件的 S3 存储桶；不填则存放在数据目录里',
    'The S3 bucket that keeps the data files; the data folder keeps them when absent',
  ),
  s3Endpoint: key(
    Type.Union([Url, Type.Null()], { default: null }),
    'KAISHU_S3_ENDPOINT',
    'S3 服务的地址（如 Ceph、SeaweedFS、OSS）；不填则为 AWS',
    'Address of the S3 server (Ceph, SeaweedFS, OSS…); AWS when absent',
  ),
  s3Region: key(
    Type.String({ default: 'us-east-1', minLength: 1 }),
    'KAISHU_S3_REGION',
    'S3 的区域；签名要用',
    'Region of the S3 server; signatures are made with it',
  ),
  s3Prefix: key(
    Type.String({ default: '', pattern: '^([A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*)?$' }),
    'KAISHU_S3_PREFIX',
    '存储桶里的前缀，两端不带斜杠；每个安装用自己的',
    'Prefix within the bucket, without slashes at its ends; one for each installation',
  ),
  s3PathStyle: key(
    Type.Boolean({ default: true }),
    'KAISHU_S3_PATH_STYLE',
    '存储桶写在路径里（自建服务多如此），否则写在主机名里',
    "The bucket stands in the path, as with most servers of one's own, rather than in the host's name",
  ),
  s3AccessKeyId: key(
    Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null }),
    'KAISHU_S3_ACCESS_KEY_ID',
    'S3 的访问密钥编号；不填则按 AWS 的惯例从环境变量、~/.aws 或机器的角色取得',
    'Access key of the S3 server; found as AWS programs do (environment, ~/.aws, role of the machine) when absent',
    true,
  ),
  s3SecretAccessKey: key(
    Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null }),
    'KAISHU_S3_SECRET_ACCESS_KEY',
    'S3 的访问密钥',
    'Its secret',
    true,
  ),
  s3CacheBytes: key(
    Type.Integer({ default: 20 * 1024 ** 3, minimum: 1024 ** 2 }),
    'KAISHU_S3_CACHE_BYTES',
    'S3 中的数据文件在本机的副本最多占用的磁盘（字节）；满了先清最久没用的，正在用的不清',
    'What copies of data files from S3 may take of this disk (bytes); the longest unused go first, never one in use',
  ),
  exportBytes: key(
    Type.Integer({ default: 8 * 1024 ** 3, minimum: 1024 ** 2 }),
    'KAISHU_EXPORT_BYTES',
    '算出的下载文件最多占用的磁盘（字节），再要同一份时直接给；满了先清最久没人用的',
    'What computed downloads may take of the disk (bytes), kept for whoever asks for the same; the longest unused go first',
  ),
  hotBytes: key(
    Type.Integer({ default: 4 * 1024 ** 3, minimum: 0 }),
    'KAISHU_HOT_BYTES',
    '常被查询的数据集在数据库里另存的索引表最多占用的磁盘（字节）；0 为不用',
    'What indexed tables of datasets that are often asked may take of the disk of the database (bytes); 0 for none',
  ),
  hotAfter: key(
    Type.Integer({ default: 200, minimum: 1 }),
    'KAISHU_HOT_AFTER',
    '近来查询多少次的数据集才另存索引表；六小时前的查询只算一半',
    'So many queries of late make a dataset one of those; after six hours a query counts half',
  ),
  oidcIssuer: key(
    Type.Union([Url, Type.Null()], { default: null }),
    'KAISHU_OIDC_ISSUER',
    '城市统一身份认证（OpenID Connect）的签发者地址',
    'Issuer of the city sign-on (OpenID Connect)',
  ),
  oidcClientId: key(
    Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null }),
    'KAISHU_OIDC_CLIENT_ID',
    '在城市统一身份认证处登记的客户端编号',
    'Our client id at the city sign-on',
  ),
  oidcClientSecret: key(
    Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null }),
    'KAISHU_OIDC_CLIENT_SECRET',
    '在城市统一身份认证处登记的客户端密钥',
    'Our client secret at the city sign-on',
    true,
  ),
  smtpUrl: key(
    Type.Union([Type.String({ pattern: '^smtps?://.+' }), Type.Null()], { default: null }),
    'KAISHU_SMTP_URL',
    '发信服务器：smtp://用户:密码@主机:端口（smtps 为一开始就加密）；不填则不发邮件',
    'The mail server: smtp://user:password@host:port (smtps: encrypted from the beginning); no mail without it',
    true,
  ),
  mailFrom: key(
    Type.String({ default: 'Kaishu <no-reply@localhost>', minLength: 3, maxLength: 200 }),
    'KAISHU_MAIL_FROM',
    '邮件的发件人',
    'Whom mail comes from',
  ),
  hookNetworks: key(
    Type.Array(Network, { default: [] }),
    'KAISHU_HOOK_NETWORKS',
    '消息推送可以连接的内部网段（CIDR）；公网地址不用列，没列的内部地址一律拒绝',
    'Internal networks (CIDR) that web-hooks may reach; public addresses need none, other internal ones are refused',
  ),
  certificateAuthorities: key(
    Type.Array(Type.String({ pattern: '^/' }), { default: [] }),
    'KAISHU_CERTIFICATE_AUTHORITIES',
    '受信任的企业证书签发机构：PEM 文件的绝对路径；不填则不能用企业证书登录（演示城市用自带的测试机构）',
    'Authorities of corporate certificates that are trusted: absolute paths of PEM files; without any nobody signs in by one (a demonstration carries a test authority)',
  ),
  certificateRevocations: key(
    Type.Array(Type.String({ pattern: '^/' }), { default: [] }),
    'KAISHU_CERTIFICATE_REVOCATIONS',
    '签发机构的证书吊销列表：PEM 或 DER 文件的绝对路径，每次验证时读取；填了则每张证书都须有列表可查',
    'Their lists of revoked certificates: absolute paths of PEM or DER files, read at every check; where any is given each certificate must be covered by one',
  ),
  metricsToken: key(
    Type.Union([Type.String({ minLength: 16 }), Type.Null()], { default: null }),
    'KAISHU_METRICS_TOKEN',
    '凭此令牌（Authorization: Bearer）读取 /metrics；不填则没有这个地址',
    'Whoever brings it (Authorization: Bearer) reads /metrics; without it there is no such address',
    true,
  ),
  logLevel: key(
    Literals(LOG_LEVELS, { default: 'info' }),
    'KAISHU_LOG_LEVEL',
    '日志级别',
    'How much is logged',
  ),
} as const satisfies Record<string, Key<TSchema>>;

type Keys = typeof CONFIGURATION_KEYS;
type Name = keyof Keys;
type Values = { [K in Name]: Static<Keys[K]['schema']> };

export interface Configuration extends Values {
  /** Which keys were set by anyone, rather than left at their default. */
  given: ReadonlySet<string>;
}

/** Every key with its value as JSON, in the order of the reference; the values of secrets are left out. */
export const shownConfiguration = (configuration: Configuration): Setting[] =>
  NAMES.map((name) => {
    const { variable, words, secret = false }: Key<TSchema> = CONFIGURATION_KEYS[name];
    return {
      name,
      variable,
      value: secret ? null : JSON.stringify(configuration[name]),
      given: configuration.given.has(name),
      secret,
      words,
    };
  });

const isName = (name: string): name is Name => name in CONFIGURATION_KEYS;
const NAMES: readonly Name[] = Object.keys(CONFIGURATION_KEYS).filter(isName);

export interface ConfigurationSources {
  /** DIR: its `kaishu.json` is read, where there is one. */
  directory: string;
  env?: NodeJS.ProcessEnv;
  /** From the command line; undefined ones count as absent. */
  flags?: { readonly [K in Name]?: Values[K] | undefined };
}

/** Flags win over the environment, that over the file, that over defaults. Throws `invalid-configuration`. */
export async function loadConfiguration(sources: ConfigurationSources): Promise<Configuration> {
  const file = path.join(sources.directory, CONFIGURATION_FILE);
  const values = new Map<string, Sourced>();
  for (const [name, value] of Object.entries(await readConfigurationFile(file)))
    values.set(name, { value, source: `${file}: ${name}` });
  for (const [name, { variable, schema }] of KEYS) {
    const text = sources.env?.[variable];
    if (text !== undefined && text !== '')
      values.set(name, { value: fromText(text, schema), source: `${variable} (environment)` });
  }
  for (const [name, value] of Object.entries(sources.flags ?? {}))
    if (value !== undefined) values.set(name, { value, source: `--${name}` });
  return checked(values);
}

interface Sourced {
  value: unknown;
  /** For people: where it was said. */
  source: string;
}

const KEYS: readonly (readonly [string, Key<TSchema>])[] = Object.entries(CONFIGURATION_KEYS);
const VALIDATOR = Compile(
  Type.Object(Object.fromEntries(KEYS.map(([name, { schema }]) => [name, schema])), {
    additionalProperties: false,
  }),
);

async function readConfigurationFile(file: string): Promise<object> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}';
    throw new Problem('invalid-configuration', { detail: `${file}: ${String(error)}` });
  });
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
    throw new Error('must be an object');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Problem('invalid-configuration', { detail: `${file}: ${why}` });
  }
}

function checked(values: ReadonlyMap<string, Sourced>): Configuration {
  const given = Object.fromEntries([...values].map(([name, { value }]) => [name, value]));
  const configuration = VALIDATOR.Default(given);
  if (!VALIDATOR.Check(configuration)) throw invalid(configuration, values);
  // The validator was made from the very table that the type is made from.
  return { ...(configuration as Values), given: new Set(values.keys()) };
}

function invalid(configuration: unknown, values: ReadonlyMap<string, Sourced>): Problem {
  const errors: FieldError[] = [...values.keys()]
    .filter((name) => !(name in CONFIGURATION_KEYS))
    .map((name) => ({ pointer: `/${name}`, detail: `${values.get(name)?.source ?? name}: unknown key` }));
  const seen = new Set<string>();
  for (const { instancePath, message } of VALIDATOR.Errors(configuration)) {
    const name = instancePath.split('/')[1] ?? '';
    if (!(name in CONFIGURATION_KEYS) || seen.has(name)) continue;
    seen.add(name);
    const detail = `${values.get(name)?.source ?? name}: ${expectation(name) ?? message}`;
    errors.push({ pointer: `/${name}`, detail });
  }
  return new Problem('invalid-configuration', {
    detail: errors.map(({ detail }) => detail).join('; '),
    errors,
  });
}

/** The choices of a key with choices: the validator's own message does not name them. */
function expectation(name: string): string | undefined {
  const schema = KEYS.find(([each]) => each === name)?.[1].schema;
  if (!schema || !('enum' in schema) || !Array.isArray(schema.enum)) return undefined;
  return `must be one of ${schema.enum.map((each) => JSON.stringify(each)).join(', ')}`;
}

function fromText(text: string, schema: TSchema): unknown {
  if (Type.IsArray(schema)) return text.split(',').map((part) => part.trim());
  if (Type.IsInteger(schema)) return /^-?\d+$/.test(text) ? Number(text) : text;
  if (Type.IsBoolean(schema))
    return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text;
  return text;
}
