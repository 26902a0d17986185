const secure = process.env.NODE_ENV === 'production' ? '; Secure' : '';

/** Cookies of a request by name. */
export function parseCookies(header = '') {
  const pairs = header.split(';').map((part) => part.trim().split('='));
  return Object.fromEntries(pairs.filter(([name]) => name !== '').map(([name, value = '']) => [name, value]));
}

/** The Set-Cookie header of a new session: not for scripts, not with requests that other sites start. */
export const sessionCookie = (id) => `sid=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800${secure}`;

export const clearedCookie = () => `sid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure}`;
