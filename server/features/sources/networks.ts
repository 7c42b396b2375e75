import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { PullFailure } from './pull-failure.ts';

/** Not of the public internet: RFC 6890 and its successors, with what carries an IPv4 address inside an IPv6 one. */
const NOT_PUBLIC = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'],
  ...[
    '::/16',
    '64:ff9b::/32',
    '100::/16',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    '5f00::/16',
  ],
  ...['fc00::/7', 'fe80::/9', 'ff00::/8'],
];

/** Whether the platform may connect to an address, as text. */
export type Admits = (address: string) => boolean;

function listOf(networks: readonly string[], family: 4 | 6): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    if (isIP(address) !== family) continue;
    list.addSubnet(
      address,
      prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix),
      `ipv${family}`,
    );
  }
  return list;
}

/** Public addresses, and those of the networks (CIDR or single addresses) that the installation lists. */
export function admitting(networks: readonly string[]): Admits {
  const refused = { 4: listOf(NOT_PUBLIC, 4), 6: listOf(NOT_PUBLIC, 6) };
  const listed = { 4: listOf(networks, 4), 6: listOf(networks, 6) };
  return (text) => {
    const address = plainAddress(text);
    const family = isIP(address);
    if (family !== 4 && family !== 6) return false;
    const name = `ipv${family}` as const;
    return listed[family].check(address, name) || !refused[family].check(address, name);
  };
}

/** `::ffff:127.0.0.1`, however it is written, is 127.0.0.1. */
function plainAddress(text: string): string {
  if (isIP(text) !== 6) return text;
  const inner = /^\[(.*)\]$/.exec(new URL(`http://[${text.replace(/%.*$/, '')}]`).hostname)?.[1] ?? text;
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(inner);
  if (!mapped) return inner;
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

export interface Resolved {
  address: string;
  family: 4 | 6;
}

/**
 * The address to connect to, looked up once: who connects uses this one, so that a second answer of the name server
 * changes nothing. Throws `host-unknown`; `network-refused` when any address of the name is in a network that is not
 * admitted.
 */
export async function resolveHost(host: string, admits: Admits): Promise<Resolved> {
  const name = host.replace(/^\[(.*)\]$/, '$1');
  const found = await lookup(name, { all: true, order: 'verbatim' }).catch(() => {
    throw new PullFailure('host-unknown', { host: name });
  });
  const refused = found.find(({ address }) => !admits(address));
  if (refused) throw new PullFailure('network-refused', { host: name, address: refused.address });
  const [first] = found;
  if (!first) throw new PullFailure('host-unknown', { host: name });
  return { address: first.address, family: isIPv4(first.address) ? 4 : 6 };
}
