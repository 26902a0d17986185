/** Cobalt Pay, before and after: 212 components. */
import type { Component, Flow } from './scope.ts';

const card = ['hosted fields', 'tokenisation API', 'vault', 'vault database', 'key service', 'processor gateway'];
const around = [
  'identity provider',
  'vault CI runner',
  'artefact registry',
  'log shipper',
  'log archive',
  'bastion',
  'egress proxy',
  'secrets manager',
  'DNS',
  'time server',
  'patch server',
  'vulnerability scanner',
  'endpoint agent server',
  'network controller',
  'backup service',
  'monitoring',
  'payment API',
  'refund worker',
  'reconciliation',
];
export const total = 212;
export const hoursPerComponent = 4.5;
const rest = Array.from({ length: total - card.length - around.length }, (_, n) => `service ${n + 1}`);

/** Before: one network, in which the payment service sees card numbers. */
export const flat: Component[] = [...card, ...around, ...rest].map((name) => ({
  name,
  segment: 'flat',
  ...(card.includes(name) ? { cardData: true } : {}),
}));

/** After: an account of its own for what touches cards, and named flows across its border. */
export const segmented: Component[] = [
  ...card.map((name) => ({ name, segment: 'vault account', cardData: true })),
  ...around.map((name) => ({ name, segment: name === 'payment API' ? 'product' : 'shared', impacts: name !== 'payment API' })),
  ...rest.map((name) => ({ name, segment: 'product' })),
];
export const flows: Flow[] = [
  ...rest.flatMap((from) => [
    { from, to: 'identity provider', control: 'OIDC' },
    { from, to: 'log shipper', control: 'one-way, PAN filter' },
  ]),
  { from: 'payment API', to: 'tokenisation API', control: 'mTLS, tokens only' },
  { from: 'refund worker', to: 'tokenisation API', control: 'mTLS, tokens only' },
  { from: 'vault', to: 'log shipper', control: 'one-way, PAN filter' },
  { from: 'processor gateway', to: 'egress proxy', control: 'allow-list of processors' },
  { from: 'vault CI runner', to: 'vault', control: 'pipeline identity' },
  { from: 'bastion', to: 'vault', control: 'MFA, recorded session' },
];

/** The traps: each is one small change. */
export const traps = {
  /** A support tool in the product segment shows full card numbers. */
  supportTool: segmented.map((c) => (c.name === 'service 7' ? { ...c, cardData: true } : c)),
  /** A debug flag lets the log archive receive card numbers: its segment joins the CDE, and everybody is connected to that. */
  logs: segmented.map((c) => (c.name === 'log archive' ? { ...c, cardData: true } : c)),
  /** A temporary connection from a reporting job to the vault database. */
  temporary: [...flows, { from: 'service 42', to: 'vault database' }],
};
