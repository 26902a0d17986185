import { createHmac, timingSafeEqual } from 'node:crypto';

// #region sign
/** Header of a delivery: the time is signed with the body, so that an old delivery can't be replayed as a new one. */
export function sign(secret: string, body: string, seconds: number): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

/** What the partner runs. `now` in seconds; a delivery is refused when it is older than five minutes. */
export function verify(secret: string, body: string, header: string, now: number): boolean {
  const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (time === undefined || mac === undefined || Math.abs(now - Number(time)) > 300) return false;
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  return timingSafeEqual(expected, Buffer.from(mac, 'hex')); // == would tell how many characters were right
}
// #endregion sign

// #region schedule
/** Seconds after the first attempt at which the six retries come: each wait is twice the one before. */
export function retryTimes(firstWait = 57, retries = 6): number[] {
  return Array.from({ length: retries }, (_, i) => firstWait * (2 ** (i + 1) - 1));
}
// #endregion schedule
