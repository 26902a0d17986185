"""A recommendation never fails because of the model."""

import logging


# #region recommend
def recommend(user_id, k, model, popular):
    """Returns (items, fallback). `model` is None when none could be loaded; `popular` is always there."""
    if model is not None and user_id in model:
        try:
            return model[user_id](k), False
        except Exception:  # any failure of the model costs quality, not the page
            logging.exception("model failed for a user; answering with popular items")
    return popular[:k], True
# #endregion recommend


if __name__ == "__main__":
    logging.disable()
    popular = ["i1", "i2", "i3"]
    model = {42: lambda k: ["i9", "i7"][:k], 7: lambda k: 1 / 0}
    for user_id, loaded in ((42, model), (99, model), (7, model), (42, None)):
        print(user_id, *recommend(user_id, 2, loaded, popular))
