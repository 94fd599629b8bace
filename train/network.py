"""A small recurrent network over a page's lines or blocks in reading order: trained by JAX, kept and evaluated in
integers as src/extract/network.c does.

Each row of features is taken to a few units, which a bidirectional gated recurrent unit (Cho et al., EMNLP 2014) reads
forwards and backwards; units and both states give the logit.  Instead of the hyperbolic tangent stands
bend(x) = x - x|x|/4, from -1 at -2 to 1 at 2, and instead of the logistic function (1 + bend(x/2))/2: integers can have
them without tables.  A feature comes in as sign(x) log2(1 + |x|), linear between powers of two.
"""

import jax
import jax.numpy as jnp
import numpy as np
import optax

import trees

INSIDE, STATE, OUTSIDE = 32, 24, 32
GATES = 3 * STATE
READ = INSIDE + 2 * STATE  # what the logit is read from
CEILING = 8.0  # of the units
DROP = 0.25
RATE = 4e-3
STEPS = 16384  # rows a batch, padding counted
SIZES = [32, 64, 128, 256, 512]  # rows of a page, padded; a longer page is cut, elsewhere each time

# In integers: features have LOG_BITS bits of fraction, all else BITS.
LOG_BITS, BITS, LOGIT_BITS = 7, 12, 10


def logarithms(values):
    """As src/extract/network.c: the bits of a float are its logarithm, but for the mantissa's bend."""
    v = values.astype(np.int32)
    bits = (np.abs(v) + 1).astype(np.float32).view(np.int32)
    return np.sign(v) * ((bits >> (23 - LOG_BITS)) - (127 << LOG_BITS))


# ---------------------------------------------------------------------------------------------------------- Training


def bend(x):
    x = jnp.clip(x, -2, 2)
    return x - x * jnp.abs(x) / 4


def gate(x):
    return (1 + bend(x / 2)) / 2


def start(key, features):
    def layer(key, wide, high):
        return jax.random.normal(key, (wide, high)) / np.sqrt(wide)

    keys = jax.random.split(key, 7)
    way = lambda a, b: {"x": layer(a, INSIDE, GATES), "b": jnp.zeros(GATES), "h": layer(b, STATE, GATES)}  # noqa: E731
    return {
        "in": layer(keys[0], features, INSIDE), "in_b": jnp.zeros(INSIDE),
        "on": way(keys[1], keys[2]), "back": way(keys[3], keys[4]),
        "out": layer(keys[5], READ, OUTSIDE), "out_b": jnp.zeros(OUTSIDE),
        "last": layer(keys[6], OUTSIDE, 1)[:, 0], "last_b": jnp.zeros(()),
    }  # fmt: skip


def read_way(way, x, there, reverse):
    """States after each row of x (pages x rows x units); rows that are not there leave the state as it is."""

    def step(h, now):
        g, m = now
        a = h @ way["h"]
        r, z = gate(g[:, :STATE] + a[:, :STATE]), gate(g[:, STATE : 2 * STATE] + a[:, STATE : 2 * STATE])
        n = bend(g[:, 2 * STATE :] + r * a[:, 2 * STATE :])
        h = jnp.where(m[:, None] > 0, z * h + (1 - z) * n, h)
        return h, h

    gates = (x @ way["x"] + way["b"]).swapaxes(0, 1)
    _, states = jax.lax.scan(step, jnp.zeros((len(x), STATE)), (gates, there.T), reverse=reverse)
    return states.swapaxes(0, 1)


def logits(p, x, there, key):
    hide = lambda key, x, share: x * jax.random.bernoulli(key, 1 - share, x.shape) / (1 - share)  # noqa: E731
    first, second = jax.random.split(key)
    inside = jnp.clip(hide(first, x, DROP / 2) @ p["in"] + p["in_b"], 0, CEILING)
    inside = hide(second, inside, DROP)
    ways = [read_way(p[name], inside, there, name == "back") for name in ("on", "back")]
    read = jnp.concatenate([inside, *ways], -1)
    return jnp.clip(read @ p["out"] + p["out_b"], 0, CEILING) @ p["last"] + p["last_b"]


def batches(pages, rng):
    """(rows a page, pages of it) in a random order; each holds about STEPS rows."""
    found = []
    for size in SIZES:
        at = [i for i, (x, _, _) in enumerate(pages) if size == next((s for s in SIZES if len(x) <= s), SIZES[-1])]
        many = STEPS // size
        order = rng.permutation(at)
        for first in range(0, len(order), many):
            part = order[first : first + many]
            found.append((size, np.concatenate([part, rng.choice(at, many - len(part))])))
    return [found[i] for i in rng.permutation(len(found))]


def padded(pages, size, rng):
    x = np.zeros((len(pages), size, pages[0][0].shape[1]), np.float32)
    y, w, there = (np.zeros((len(pages), size), np.float32) for _ in range(3))
    for i, page in enumerate(pages):
        n = len(page[0])
        cut = slice(0, n) if n <= size else slice(s := rng.integers(n - size), s + size)
        n = min(n, size)
        x[i, :n], y[i, :n], w[i, :n], there[i, :n] = *(part[cut] for part in page), 1
    return x, y, w, there


def fit(pages, seed, epochs):
    """`pages`: (values, targets from 0 to 1, weights) of the rows of each.  Gives the parameters over logarithms()."""
    known = np.concatenate([logarithms(x) for x, _, _ in pages])
    mean, spread = known.mean(0), known.std(0) + 8
    pages = [(((logarithms(x) - mean) / spread).astype(np.float32), y, w) for x, y, w in pages]
    rng = np.random.default_rng(seed)
    key = jax.random.PRNGKey(seed)
    parameters = start(key, len(mean))
    steps = len(batches(pages, np.random.default_rng(seed))) * epochs
    descent = optax.adamw(optax.cosine_decay_schedule(RATE, steps), weight_decay=1e-4)
    method = optax.chain(optax.clip_by_global_norm(1.0), descent)
    state = method.init(parameters)

    def loss(p, x, y, w, there, key):
        return (w * optax.sigmoid_binary_cross_entropy(logits(p, x, there, key), y)).sum() / w.sum()

    @jax.jit
    def step(p, state, x, y, w, there, key):
        change, state = method.update(jax.grad(loss)(p, x, y, w, there, key), state, p)
        return optax.apply_updates(p, change), state

    for _ in range(epochs):
        for size, at in batches(pages, rng):
            key, now = jax.random.split(key)
            parameters, state = step(parameters, state, *padded([pages[i] for i in at], size, rng), now)
    p = jax.tree.map(lambda a: np.asarray(a, np.float64), parameters)
    p["in"] /= spread[:, None] / (1 << LOG_BITS)  # logarithms with LOG_BITS bits of fraction are what comes in
    p["in_b"] -= mean / (1 << LOG_BITS) @ p["in"]
    return p


# ---------------------------------------------------------------------------------------------------------- Integers


def whole(weights, bias, most, bits):
    """Weights, bias and their bits of fraction, as many as neither a weight nor a sum can overflow with.

    `most`: the greatest magnitude that comes in, as an integer of `bits` bits of fraction."""
    for fraction in range(14, 4, -1):
        w = np.round(weights * (1 << fraction)).astype(np.int64)
        b = np.round(bias * (1 << (bits + fraction))).astype(np.int64)
        if np.abs(w).max() < 32768 and (np.abs(w).sum(0) * most + np.abs(b)).max() < 1 << 31:
            return w, b, fraction
    raise ValueError("weights too large")


def export(p):
    """The network in integers: (weights, bias, bits of fraction) of each layer."""
    none = np.zeros(GATES)
    on, back = p["on"], p["back"]
    units = int(CEILING * (1 << BITS)) - 1  # states are smaller
    return {
        "in": whole(p["in"], p["in_b"], 15 << LOG_BITS, LOG_BITS),
        "on_x": whole(on["x"], on["b"], units, BITS), "on_h": whole(on["h"], none, 1 << BITS, BITS),
        "back_x": whole(back["x"], back["b"], units, BITS), "back_h": whole(back["h"], none, 1 << BITS, BITS),
        "out": whole(p["out"], p["out_b"], units, BITS),
        "last": whole(p["last"][:, None], p["last_b"][None], units, BITS),
    }  # fmt: skip


def layer(part, x, bits):
    """Sums of a layer, with BITS bits of fraction."""
    w, b, fraction = part
    assert bits + fraction >= BITS
    return (x @ w + b) >> (bits + fraction - BITS)


ONE = 1 << BITS


def whole_bend(x):
    x = np.clip(x, -2 * ONE, 2 * ONE)
    return x - (x * np.abs(x) >> (BITS + 2))


def whole_gate(x):
    return (ONE + whole_bend(x >> 1)) >> 1


def run_way(tables, name, inside, lengths, reverse):
    w, _, fraction = tables[name + "_h"]
    gates = layer(tables[name + "_x"], inside, BITS)
    h = np.zeros((len(inside), STATE), dtype=np.int64)
    states = np.zeros((*inside.shape[:2], STATE), dtype=np.int64)
    times = range(inside.shape[1])
    for t in reversed(times) if reverse else times:
        a, g = np.clip(h @ w >> fraction, -8 * ONE, 8 * ONE), gates[:, t]
        r, z = whole_gate(g[:, :STATE] + a[:, :STATE]), whole_gate(g[:, STATE : 2 * STATE] + a[:, STATE : 2 * STATE])
        n = whole_bend(g[:, 2 * STATE :] + (r * a[:, 2 * STATE :] >> BITS))
        new = (z * h + (ONE - z) * n + ONE // 2) >> BITS
        h = np.where((t < lengths)[:, None], new, h)
        states[:, t] = h
    return states


TOGETHER = 64


def run(tables, pages):
    """The logits of the rows of each page, in 1/1024, as mtn_network_add has them."""
    out = [np.zeros(0, dtype=np.int64)] * len(pages)
    order = sorted((i for i in range(len(pages)) if len(pages[i])), key=lambda i: len(pages[i]))
    units = int(CEILING * ONE) - 1
    for first in range(0, len(order), TOGETHER):
        part = order[first : first + TOGETHER]
        lengths = np.array([len(pages[i]) for i in part])
        x = np.zeros((len(part), lengths.max(), pages[part[0]].shape[1]), dtype=np.int64)
        for row, i in enumerate(part):
            x[row, : len(pages[i])] = logarithms(pages[i])
        inside = np.clip(layer(tables["in"], x, LOG_BITS), 0, units)
        ways = [run_way(tables, name, inside, lengths, name == "back") for name in ("on", "back")]
        high = np.clip(layer(tables["out"], np.concatenate([inside, *ways], -1), BITS), 0, units)
        w, b, fraction = tables["last"]
        last = (high @ w + b)[..., 0] >> (BITS + fraction - LOGIT_BITS)
        for row, i in enumerate(part):
            out[i] = last[row, : len(pages[i])]
    return out


# ------------------------------------------------------------------------------------------------------------- Table


# The layers as mtn_network has them, and the bits of what comes in and goes out.
LAYERS = {
    "in": ("in", LOG_BITS, BITS), "on_units": ("on_x", BITS, BITS), "on_state": ("on_h", BITS, BITS),
    "back_units": ("back_x", BITS, BITS), "back_state": ("back_h", BITS, BITS), "out": ("out", BITS, BITS),
    "last": ("last", BITS, LOGIT_BITS),
}  # fmt: skip


def table(prefix, tables):
    """The network as C."""
    text, layers = "", []
    for name, (part, bits, wanted) in LAYERS.items():
        w, b, fraction = tables[part]
        pairs = np.concatenate([w, np.zeros((len(w) % 2, w.shape[1]), np.int64)])
        pairs = pairs.reshape(-1, 2, w.shape[1]).swapaxes(1, 2).ravel()
        text += f"static const int16_t {prefix}_{name}_weights[{len(pairs)}] = {{\n{trees.rows_of(pairs, 16)}}};\n"
        bias = "NULL"
        if b.any():
            bias = f"{prefix}_{name}_bias"
            text += f"static const int32_t {bias}[{len(b)}] = {{\n{trees.rows_of(b, 10)}}};\n"
        layers.append(f"    {{{prefix}_{name}_weights, {bias}, {bits + fraction - wanted}}}, /* {name} */\n")
    return f"{text}static const mtn_network {prefix} = {{\n    {len(tables['in'][0])},\n{''.join(layers)}}};\n"
