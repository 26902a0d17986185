"""Assignment, sample size and analysis of A/B tests."""

import hashlib
from math import ceil, sqrt
from statistics import NormalDist

NORMAL = NormalDist()


def variant(user_id: object, salt: str, treated_percent: int = 50) -> str:
    digest = hashlib.sha256(f"{salt}:{user_id}".encode()).digest()
    bucket = int.from_bytes(digest[:8], "big") % 100
    return "treatment" if bucket < treated_percent else "control"


def users_per_arm(base: float, lift: float, power: float = 0.80, alpha: float = 0.05) -> int:
    lifted = base * (1 + lift)
    quantiles = NORMAL.inv_cdf(1 - alpha / 2) + NORMAL.inv_cdf(power)
    return ceil(quantiles**2 * (base * (1 - base) + lifted * (1 - lifted)) / (lifted - base) ** 2)


def analyse(control: list[int], treatment: list[int], target: int) -> dict:
    (clicks_c, users_c), (clicks_t, users_t) = control, treatment
    everyone = users_c + users_t
    mismatch = two_sided((users_t - everyone / 2) / sqrt(everyone / 4))
    rate_c, rate_t = clicks_c / users_c, clicks_t / users_t
    pooled = (clicks_c + clicks_t) / everyone
    p = two_sided((rate_t - rate_c) / sqrt(pooled * (1 - pooled) * (1 / users_c + 1 / users_t)))
    error = sqrt(rate_c * (1 - rate_c) / users_c + rate_t * (1 - rate_t) / users_t)
    margin = NORMAL.inv_cdf(0.975) * error
    if mismatch < 0.001:
        decision = "invalid"
    elif min(users_c, users_t) < target:
        decision = "wait"
    else:
        decision = "ship" if p < 0.05 and rate_t > rate_c else "keep"
    difference = rate_t - rate_c
    return {
        "p": p, "difference": difference, "interval": [difference - margin, difference + margin],
        "ratio_p": mismatch, "decision": decision,
    }


def two_sided(z: float) -> float:
    return 2 * (1 - NORMAL.cdf(abs(z)))
