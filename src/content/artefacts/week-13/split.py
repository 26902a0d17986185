"""Split events by time, so that the test part imitates the future."""


# #region split
def split_by_time(events, share=0.8):
    """Events are (time, user, item). The first `share` of the time line trains, the rest tests; no moment is in both."""
    ordered = sorted(events)
    cut = ordered[int(len(ordered) * share)][0]
    train = [event for event in ordered if event[0] < cut]
    seen = {(user, item) for _, user, item in train}
    test = [event for event in ordered if event[0] >= cut and event[1:] not in seen]
    return train, test
# #endregion split


if __name__ == "__main__":
    import random

    draw = random.Random(13)
    events = [(time, draw.randrange(40), draw.randrange(25)) for time in range(1_000)]
    train, test = split_by_time(events)
    print(len(train), len(test), max(train)[0] < min(test)[0])
    shuffled = draw.sample(events, len(events))
    latest = max(time for time, _, _ in shuffled[800:])
    earliest = min(time for time, _, _ in shuffled[800:])
    print(sum(time > earliest for time, _, _ in shuffled[:800]), latest)
