"""What a model and an index need: python3 sizing.py prints the figures of the page."""

from math import ceil


# #region sizing
def weight_bytes(parameters, bits):
    return parameters * bits / 8


def cache_bytes_per_token(layers, kv_heads, head_size, bytes_each=2):
    """One key and one value for each layer and each head that has its own."""
    return 2 * layers * kv_heads * head_size * bytes_each


def lora_parameters(rank, layers, shapes):
    """Each adapted matrix of d × k gets two thin ones, d × rank and rank × k."""
    return layers * sum(rank * (rows + columns) for rows, columns in shapes)


def chunks(tokens, size=300, overlap=50):
    """Windows of `size` tokens that share `overlap` with the one before."""
    return 1 if tokens <= size else 1 + ceil((tokens - size) / (size - overlap))
# #endregion sizing


if __name__ == "__main__":
    print(weight_bytes(7e9, 16) / 1e9, weight_bytes(7e9, 4) / 1e9)
    grouped, full = cache_bytes_per_token(32, 8, 128), cache_bytes_per_token(32, 32, 128)
    print(grouped, grouped * 8192 / 2**30, full * 8192 / 2**30)
    print(lora_parameters(8, 32, [(4096, 4096)] * 2), lora_parameters(8, 32, [(4096, 4096), (4096, 1024)]))
    print(chunks(900), 180 * chunks(900), round(180 * chunks(900) * 384 * 4 / 1e6, 1))
