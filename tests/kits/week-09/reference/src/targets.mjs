import { BlockList, isIP } from 'node:net';

const V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
];
const V6 = [
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
];
const refused = new BlockList();
for (const [network, bits] of V4) refused.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of V6) refused.addSubnet(network, bits, 'ipv6');

/** Whether a link may lead to this URL. Parsed first: http://2130706433/ is 127.0.0.1. */
export function acceptable(text, ownHost) {
  if (typeof text !== 'string' || Buffer.byteLength(text) > 2048 || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  const family = isIP(host);
  if (family !== 0) return !refused.check(host, family === 4 ? 'ipv4' : 'ipv6');
  return host !== ownHost && host !== 'localhost' && !host.endsWith('.localhost');
}
