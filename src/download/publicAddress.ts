import { BlockList, isIP } from 'node:net';

/**
 * Addresses that aren’t on the public internet. Source: IANA's special-purpose address registries.
 */
const V4: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast, and everything above it.
  ['224.0.0.0', 3],
];

/** One eighth of IPv6 is in use. These parts of it lead to IPv4 addresses or to examples. */
const V6_IN_USE = ['2000::', 3] as const;
const V6: readonly (readonly [net: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** By these, networks with only IPv6 (NAT64) lead to the IPv4 address in the last 32 bits. */
const V4_IN_V6 = ['64:ff9b::', 96] as const;

const special = new BlockList();
for (const [net, prefix] of V4) {
  const [v6, bits] = V4_IN_V6;
  special.addSubnet(net, prefix, 'ipv4');
  special.addSubnet(v6 + net, bits + prefix, 'ipv6');
}
for (const [net, prefix] of V6) {
  special.addSubnet(net, prefix, 'ipv6');
}
const inUse = new BlockList();
inUse.addSubnet(...V6_IN_USE, 'ipv6');
inUse.addSubnet(...V4_IN_V6, 'ipv6');

/** Whether an IP address is on the public internet, not in this network or on this machine. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4');
    case 6:
      return inUse.check(address, 'ipv6') && !special.check(address, 'ipv6');
    default:
      return false;
  }
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

export function isLoopbackAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && loopback.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
