/** At most `atOnce` works run, at most `waiting` more wait, and the rest are refused with undefined. */
export function limited({ atOnce, waiting }) {
  const queue = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) return undefined;
      await new Promise((go) => queue.push(go));
    } else running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next one in the queue, or becomes free.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
