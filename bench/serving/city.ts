import { Agent, request, type IncomingMessage } from 'node:http';
import { Secret, TOTP } from 'otpauth';
import { forkChild } from './fork-child.ts';
import type { CityReady, CityTime } from './protocol.ts';

export interface City {
  origin: string;
  work: CityReady['work'];
  /** Asks as a person, by token below `/api/` and else by session; answers the body. Throws when it is not 200. */
  get(as: string | null, path: string): Promise<string>;
  send(as: string, method: 'POST' | 'PUT', path: string, body: object): Promise<string>;
  cpu(): Promise<CityTime>;
  end(): Promise<void>;
}

/** A server with pages, on a city of so many datasets, and with so many applications for them. */
export async function startCity(datasets: number, applications = 0): Promise<City> {
  const { ready, command, end } = await forkChild<CityReady>(
    'city-child.ts',
    String(datasets),
    String(applications),
  );
  const { origin, accounts, work } = ready;
  const agent = new Agent({ keepAlive: true });
  const cookies = new Map<string, string>();
  const account = (user: string) => {
    const found = accounts.find((each) => each.user === user);
    if (!found) throw new Error(`the city has no ${user}`);
    return found;
  };
  const signIn = async (user: string): Promise<string> => {
    const { password, totpSecret } = account(user);
    const code = TOTP.generate({ secret: Secret.fromBase32(totpSecret ?? '') });
    const body = JSON.stringify({ userName: user, password, code });
    const { headers } = await exchange(agent, `${origin}/api/v1/session`, { method: 'POST', body });
    const cookie = (headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
    cookies.set(user, cookie);
    return cookie;
  };
  const credentials = async (as: string | null, path: string): Promise<Record<string, string>> => {
    if (as === null) return visitor();
    if (path.startsWith('/api/')) return { authorization: `Bearer ${account(as).token ?? ''}` };
    return { cookie: cookies.get(as) ?? (await signIn(as)) };
  };
  return {
    origin,
    work,
    get: async (as, path) =>
      (await exchange(agent, origin + path, { headers: await credentials(as, path) })).body,
    send: async (as, method, path, body) => {
      const given = { method, body: JSON.stringify(body), headers: await credentials(as, path) };
      return (await exchange(agent, origin + path, given)).body;
    },
    cpu: async () => (await command({ what: 'cpu' })) as CityTime,
    end: async () => {
      agent.destroy();
      await end();
    },
  };
}

let visitors = 0;
/** As from behind a proxy: none comes more often than a visitor may. */
const visitor = (): Record<string, string> => {
  visitors = (visitors + 1) % 4096;
  return { 'x-forwarded-for': `10.0.${visitors >> 8}.${visitors & 255}` };
};

interface Asking {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

function exchange(
  agent: Agent,
  url: string,
  { method = 'GET', body, headers = {} }: Asking,
): Promise<{ body: string; headers: IncomingMessage['headers'] }> {
  return new Promise((resolve, reject) => {
    const kind = body === undefined ? {} : { 'content-type': 'application/json' };
    const asked = request(url, { agent, method, headers: { ...headers, ...kind } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => {
        const ok = answer.statusCode === 200 || answer.statusCode === 201;
        if (ok) resolve({ body: text, headers: answer.headers });
        else reject(new Error(`${method} ${url}: ${answer.statusCode ?? 0} ${text.slice(0, 500)}`));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
