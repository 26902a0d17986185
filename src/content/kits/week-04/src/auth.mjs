/** Passwords and tokens: hash, compare, sign, verify with one pinned algorithm. */
