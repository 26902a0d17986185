/** A token bucket for writes, and the limit for failed logins. */
