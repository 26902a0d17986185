/** @returns get(key), set(key, value, ms), setIfAbsent(key, value, ms): none of them fails where Redis is away. */
export function createCache(_url) {
  return {}; // not written yet
}
