import { describe, expect, it } from 'vitest';
import { admitting, resolveHost } from './networks.ts';

describe('what sources may reach', () => {
  it.each([
    ['127.0.0.1', false],
    ['0.0.0.0', false],
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['172.16.0.1', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['8.8.8.8', true],
    ['114.114.114.114', true],
    ['::', false],
    ['::1', false],
    ['0:0:0:0:0:0:0:1', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:7f00:1', false],
    ['0:0:0:0:0:ffff:10.0.0.1', false],
    ['::ffff:8.8.8.8', true],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['2001:0:7f00:1::', false],
    ['fc00::1', false],
    ['fd12::1', false],
    ['fe80::1', false],
    ['fe80::1%eth0', false],
    ['ff02::1', false],
    ['2400:3200::1', true],
    ['localhost', false],
    ['', false],
  ])('[xz-16-2] given no listed network, when %s is judged, then it is admitted: %s', (address, admitted) => {
    expect(admitting([])(address)).toBe(admitted);
  });

  it('given listed networks, when addresses are judged, then only those inside them come in besides public ones', () => {
    const admits = admitting(['10.20.0.0/16', '192.168.7.7', 'fd00:1::/32']);
    const judged = ['10.20.9.9', '10.21.0.1', '192.168.7.7', '192.168.7.8', 'fd00:1::5', 'fd00:2::5'];
    expect(judged.map(admits)).toEqual([true, false, true, false, true, false]);
  });

  it.each(['127.0.0.1', '[::1]', 'localhost'])(
    'given the host %s, when it is looked up, then it is refused and the address named',
    async (host) => {
      await expect(resolveHost(host, admitting([]))).rejects.toMatchObject({
        problem: { reason: 'network-refused' },
      });
    },
  );

  it('given a name of nobody, when it is looked up, then the host is unknown', async () => {
    await expect(resolveHost('nobody.invalid', admitting([]))).rejects.toMatchObject({
      problem: { reason: 'host-unknown' },
    });
  });
});
