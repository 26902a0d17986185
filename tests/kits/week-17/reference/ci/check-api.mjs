// node ci/check-api.mjs BASE HEAD WAIVERS TODAY: see the skeleton.
import { readFileSync } from 'node:fs';

const [base, head, waivers] = process.argv.slice(2, 5).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const today = process.argv[5] ?? new Date().toISOString().slice(0, 10);

function breaking(before, after, side, at) {
  const found = [];
  if (before.type !== after.type) found.push(['type-changed', at]);
  for (const [name, shape] of Object.entries(before.properties ?? {})) {
    const next = after.properties?.[name];
    if (next === undefined) found.push([`${side}-field-removed`, `${at}.${name}`]);
    else found.push(...breaking(shape, next, side, `${at}.${name}`));
    const lostPromise = before.required?.includes(name) && !after.required?.includes(name);
    if (side === 'response' && next !== undefined && lostPromise) found.push(['response-field-optional', `${at}.${name}`]);
  }
  const asked = (after.required ?? []).filter((name) => !before.required?.includes(name));
  if (side === 'request') found.push(...asked.map((name) => ['request-field-required', `${at}.${name}`]));
  const [was, is] = [before.enum ?? [], after.enum ?? before.enum ?? []];
  if (side === 'request' && was.some((value) => !is.includes(value))) found.push(['request-enum-narrowed', at]);
  if (side === 'response' && was.length > 0 && is.some((value) => !was.includes(value))) found.push(['response-enum-widened', at]);
  if (before.items && after.items) found.push(...breaking(before.items, after.items, side, `${at}[]`));
  return found;
}

const schemaOf = (part) => part?.content?.['application/json']?.schema;
const found = [];
for (const [path, methods] of Object.entries(base.paths))
  for (const [method, was] of Object.entries(methods)) {
    const name = `${method.toUpperCase()} ${path}`;
    const is = head.paths[path]?.[method];
    if (is === undefined) found.push(['operation-removed', name]);
    else {
      const [before, after] = [schemaOf(was.requestBody), schemaOf(is.requestBody)];
      if (before && after) found.push(...breaking(before, after, 'request', `${name} $`));
      for (const [status, response] of Object.entries(was.responses)) {
        const next = schemaOf(is.responses[status]);
        if (is.responses[status] === undefined) found.push(['response-removed', `${name} ${status}`]);
        else if (schemaOf(response) && next) found.push(...breaking(schemaOf(response), next, 'response', `${name} ${status} $`));
      }
    }
  }
const isWaived = ([rule, at]) => waivers.some((w) => w.rule === rule && w.at === at && w.approvedBy && today <= w.expires);
const left = found.filter((finding) => !isWaived(finding));
for (const [rule, at] of left) console.log(`${rule} ${at}`);
process.exitCode = left.length > 0 ? 1 : 0;
