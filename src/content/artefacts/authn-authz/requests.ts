/** Ten requests against orders.cedar.txt, with what must come out. */
import type { Request } from './cedar-subset.ts';

const order = { tenant: 'acme', residency: 'eu' };
const buyer = { role: 'buyer' };
const support = { role: 'support' };
const steward = { role: 'data-steward' };
const acme = { userTenant: 'acme', region: 'eu' };
const desk = { userTenant: 'tessera', region: 'eu' };

const ask = (
  action: string,
  principal: Request['principal'],
  context: Request['context'],
  resource: Request['resource'] = order,
): Request => ({ action, principal, resource, context });

export const requests: { name: string; expected: 'allow' | 'deny'; request: Request }[] = [
  { name: 'own tenant', expected: 'allow', request: ask('ReadOrder', buyer, acme) },
  { name: 'other tenant', expected: 'deny', request: ask('ReadOrder', buyer, { userTenant: 'bolt', region: 'eu' }) },
  { name: 'support, no ticket', expected: 'deny', request: ask('ReadOrder', support, desk) },
  { name: 'support, ticket', expected: 'allow', request: ask('ReadOrder', support, { ...desk, ticketId: 'S-81' }) },
  { name: 'export at AAL2', expected: 'deny', request: ask('ExportOrders', steward, { ...acme, aal: 2 }) },
  { name: 'export at AAL3', expected: 'allow', request: ask('ExportOrders', steward, { ...acme, aal: 3 }) },
  { name: 'export, no AAL', expected: 'deny', request: ask('ExportOrders', steward, acme) },
  { name: 'wrong region', expected: 'deny', request: ask('ReadOrder', buyer, { userTenant: 'acme', region: 'us' }) },
  { name: 'no region', expected: 'deny', request: ask('ReadOrder', buyer, { userTenant: 'acme' }) },
  { name: 'order without residency', expected: 'deny', request: ask('ReadOrder', buyer, acme, { tenant: 'acme' }) },
];

/** The residency policy as it has to be: an absent region or residency forbids. */
export const repaired = (policies: string) =>
  policies.replace(
    'unless { resource.residency == context.region }',
    'unless { resource has residency && context has region && resource.residency == context.region }',
  );
