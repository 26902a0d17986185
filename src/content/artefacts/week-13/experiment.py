"""Assignment, sample size and the reading of an A/B test, with the standard library."""

import hashlib
from math import ceil, sqrt
from statistics import NormalDist

normal = NormalDist()


# #region assign
def variant(user_id, salt, treated_percent=50):
    """The same user gets the same variant in every process; another salt shuffles the users anew."""
    digest = hashlib.sha256(f"{salt}:{user_id}".encode()).digest()
    bucket = int.from_bytes(digest[:8], "big") % 100
    return "treatment" if bucket < treated_percent else "control"
# #endregion assign


# #region size
def users_per_arm(base, relative_lift, power=0.80, alpha=0.05):
    """Users that each arm needs so that a true lift of this size is detected with the given power."""
    lifted = base * (1 + relative_lift)
    quantiles = normal.inv_cdf(1 - alpha / 2) + normal.inv_cdf(power)
    variance = base * (1 - base) + lifted * (1 - lifted)
    return ceil(quantiles**2 * variance / (lifted - base) ** 2)
# #endregion size


# #region analyse
def analyse(control, treatment, target, share=0.5):
    """What two (clicks, users) pairs allow us to say, when `target` users an arm were agreed beforehand."""
    (clicks_c, users_c), (clicks_t, users_t) = control, treatment
    everyone = users_c + users_t
    off = (users_t - everyone * share) / sqrt(everyone * share * (1 - share))
    ratio_p = 2 * (1 - normal.cdf(abs(off)))
    rate_c, rate_t = clicks_c / users_c, clicks_t / users_t
    pooled = (clicks_c + clicks_t) / everyone
    z = (rate_t - rate_c) / sqrt(pooled * (1 - pooled) * (1 / users_c + 1 / users_t))
    p = 2 * (1 - normal.cdf(abs(z)))
    error = sqrt(rate_c * (1 - rate_c) / users_c + rate_t * (1 - rate_t) / users_t)
    if ratio_p < 0.001:
        decision = "invalid"  # sample ratio mismatch: something is wrong with the experiment itself
    elif min(users_c, users_t) < target:
        decision = "wait"
    else:
        decision = "ship" if p < 0.05 and rate_t > rate_c else "keep"
    margin = normal.inv_cdf(0.975) * error
    return {"p": p, "difference": rate_t - rate_c, "interval": (rate_t - rate_c - margin, rate_t - rate_c + margin),
            "ratio_p": ratio_p, "decision": decision}
# #endregion analyse


if __name__ == "__main__":
    print(users_per_arm(0.04, 0.10), users_per_arm(0.04, 0.05))
    arms = [variant(user, "ranker-2026-11") for user in range(10_000)]
    print(arms.count("treatment"))
    print(sum(arm == variant(user, "button-2026-11") for user, arm in enumerate(arms)))
    print(analyse((1_579, 39_472), (1_737, 39_472), 39_472))
    print(analyse((1_600, 40_000), (1_560, 39_000), 39_000)["decision"])
