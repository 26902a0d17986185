/**
 * Sends GET requests to `url` for `seconds`, `rate` of them a second.
 * Model `open`: each is sent when it is due, whatever became of the others. Model `closed`: one client waits for its
 * answer and then for its next tick. Latency counts from the moment due.
 * @returns {Promise<{ sent: number, errors: number, refused: number, histogram: Record<string, number> }>}
 *   refused are 429 and 503, errors all other failures; neither is in the histogram
 */
export async function load({ url, rate, seconds, model }) {
  throw new Error(`not written yet: ${model} load of ${rate}/s on ${url} for ${seconds} s (src/load.mjs)`);
}
