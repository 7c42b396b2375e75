import proxyAddresses from '@fastify/proxy-addr';
import { Recent } from '../recent.ts';

const ADDRESSES_KEPT = 1000;

/** Whether an address is that of a trusted proxy; the answer is remembered, as finding it out takes 3 µs. */
export function trusting(proxies: readonly string[]): (address: string) => boolean {
  const isTrusted = proxyAddresses.compile([...proxies]);
  const known = new Recent<boolean>(ADDRESSES_KEPT);
  return (address) => {
    const remembered = known.get(address);
    if (remembered !== undefined) return remembered;
    const trusted = isTrusted(address, 0);
    known.set(address, trusted);
    return trusted;
  };
}
