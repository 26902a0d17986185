// node tools/token.mjs TENANT USER [SCOPE]: a token of five minutes for trying things out. Scopes: user, scim, admin.
import { createHmac } from 'node:crypto';

const [tenant, user, scope = 'user'] = process.argv.slice(2);
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { tid: Number(tenant), sub: user, scope, exp: Math.floor(Date.now() / 1000) + 300 };
const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
const mac = createHmac('sha256', process.env.TOKEN_SECRET ?? 'local-secret').update(signed).digest('base64url');
console.log(`${signed}.${mac}`);
