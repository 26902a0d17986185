/** Up to five functions of a `.cpuprofile`, hottest first: `[{ name, share }]`; idle time is left out. */
export function hottest(profile) {
  throw new Error(`not written yet: ${profile.samples.length} samples (src/hot.mjs)`);
}
