/** What runs on an environment: `{ digest, slot, pid, previous }`, or undefined. */
export function current(name) {
  throw new Error(`not written yet: what runs on ${name} (src/deploy.mjs)`);
}

/**
 * Rolls out a stored release into the idle slot. In this order: check the digest, start, wait until /readyz says 200,
 * smoke-test the slot directly, let HAProxy send it requests, drain the old slot, end it.
 * @throws where a step fails; then the old release serves on and the new process is ended
 */
export async function deploy(name, digest) {
  throw new Error(`not written yet: deploy ${digest} to ${name} (src/deploy.mjs)`);
}

/** Rolls out the digest that ran before. */
export async function rollback(name) {
  throw new Error(`not written yet: rollback of ${name} (src/deploy.mjs)`);
}

/** Rolls out on `to` the digest that runs on `from`, without building anything. */
export async function promote(from, to) {
  throw new Error(`not written yet: promote ${from} to ${to} (src/deploy.mjs)`);
}
