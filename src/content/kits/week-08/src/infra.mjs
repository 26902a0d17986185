/** Differences between the environment file and the running HAProxy, one line each: `~ server.blue weight: 50 -> 1`. */
export async function plan(name) {
  throw new Error(`not written yet: plan of ${name} (src/infra.mjs)`);
}

/** Makes the environment as its file says, under the lock, and records it in the state. Returns what it changed. */
export async function apply(name) {
  throw new Error(`not written yet: apply of ${name} (src/infra.mjs)`);
}

/** Differences between the state and the running HAProxy, one line each. */
export async function drift(name) {
  throw new Error(`not written yet: drift of ${name} (src/infra.mjs)`);
}

/** Stops HAProxy and both slots, and leaves the state without resources. */
export async function destroy(name) {
  throw new Error(`not written yet: destroy of ${name} (src/infra.mjs)`);
}

/** Removes the lock that a dead run left behind. */
export async function unlock(name) {
  throw new Error(`not written yet: unlock of ${name} (src/infra.mjs)`);
}
