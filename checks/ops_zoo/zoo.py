"""Makes the graphs, runs them in TensorFlow and in the engine, and prints what came of each."""

import argparse
import os
import subprocess
import sys

import numpy as np

import audio
import layers
import models
import ops
import recurrent
from tf1 import CONTRIB, convert_variables_to_constants, tf

HERE = os.path.dirname(os.path.abspath(__file__))

# how many graphs each TensorFlow makes: fewer, and the zoo would shrink unnoticed
MADE = {"1.4": 265, "2.18": 235}
sys.path.insert(0, os.path.join(HERE, "..", "race"))


# What the engine says it lacks, in one line with the node: by name, the op that it names.
REFUSED = {
    "loop_until_still": "LoopCond",
    "op_atan2": "Atan2",
    "op_cumprod": "Cumprod",
    "op_int64": "Add",
    "op_pool_channels": "MaxPool",
    "op_trigonometry": "A",
}
# TensorFlow 2 runs such a loop only as long as the longest sequence.
if not CONTRIB:
    REFUSED.update({name: "LoopCond" for name in ("length_fed", "length_fed_whole", "length_fed_both_ways")})
# TensorFlow 1.4's transforms of lengths that are no powers of two are off by as much themselves.
LOOSE = {name: 5e-3 for name in ("stft_not_a_power", "stft_odd", "stft_power")} if CONTRIB else {}


def graphs():
    """Every graph: its name, what it is fed (a shape, or values by name), and the function that makes it."""
    for name, entry in sorted(recurrent.GRAPHS.items()):
        fed, make = entry if isinstance(entry, tuple) else (recurrent.SHAPE, entry)
        yield name, fed, make
    for family in (models, layers, ops, audio):
        for name, (fed, make) in sorted(family.GRAPHS.items()):
            yield name, fed, make


def values(fed):
    if isinstance(fed, dict):
        return fed
    return {"x": np.random.RandomState(7).randn(*fed).astype(np.float32)}


def placeholder(name, value, any_batch):
    if isinstance(value, bytes):
        return tf.placeholder(tf.string, [], name=name)
    shape = list(value.shape)
    if any_batch and value.dtype == np.float32 and len(shape) > 1 and shape[0] == 1:
        shape[0] = None
    return tf.placeholder(value.dtype, shape, name=name)


def initial(variable, rng):
    """Weights of a size that keeps activations alive."""
    dims = variable.shape.as_list()
    bound = 0.5 if len(dims) < 2 else min(0.5, 2 / np.sqrt(np.prod(dims[:-1])))
    value = rng.uniform(-bound, bound, dims).astype(np.float32)
    return np.abs(value) + 0.5 if "variance" in variable.name else value


def write(name, fed, make, folder, any_batch):
    """A frozen graph, its inputs and TensorFlow's output."""
    rng = np.random.RandomState(11)
    with tf.Graph().as_default() as graph, tf.Session() as session:
        feeds = {name: placeholder(name, value, any_batch) for name, value in fed.items()}
        y = tf.identity(make(**feeds) if "x" not in feeds or len(feeds) > 1 else make(feeds["x"]), name="y")
        session.run(tf.global_variables_initializer())
        for v in tf.global_variables():
            session.run(tf.assign(v, initial(v, rng)))
        expected = session.run(y, {feeds[name]: value for name, value in fed.items()}).astype(np.float32)
        frozen = convert_variables_to_constants(session, graph.as_graph_def(), ["y"])
    base = os.path.join(folder, name)
    with open(base + ".pb", "wb") as f:
        f.write(frozen.SerializeToString())
    arrays = {name: np.frombuffer(value, np.uint8) if isinstance(value, bytes) else value for name, value in fed.items()}
    np.savez(base + ".npz", expected=expected, **arrays)
    if not np.isfinite(expected).all():
        raise ValueError("TensorFlow's own output is not finite")
    return expected.ravel()


def engine(kwsbench, library, base, fed, expected, tolerance):
    """How far the engine is from TensorFlow, or what it says it lacks (None for how far)."""
    from native import Session

    command = [kwsbench, "compile", "--graph=" + base + ".pb", "--out=" + base + ".kws"]
    if any(isinstance(value, bytes) for value in fed.values()):  # else the samples after DecodeWav are the input
        command += ["--input_layer=" + ",".join(fed), "--input_layer_shape=" + ":" * (len(fed) - 1), "--input_layer_type=string"]
    compiled = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
    if compiled.returncode:
        return None, (compiled.stderr or compiled.stdout).strip().splitlines()[-1].replace(base + ".pb: ", "")
    session = Session(library, base + ".kws")
    for name, buffer in session.named_feeds.items():
        value = fed[name.split(":")[0]]
        if isinstance(value, bytes):
            buffer[:8].view(np.uint64)[0] = len(value)
            buffer[8:8 + len(value)] = np.frombuffer(value, np.uint8)
        else:
            buffer[:] = value.ravel()
    session.run()
    got = session.fetch()
    if got.shape != expected.shape:
        return False, "%d elements, not %d" % (got.size, expected.size)
    worst = np.abs(got - expected).max()
    return bool(worst <= tolerance * max(1, np.abs(expected).max())), "worst %.1e of %.2g" % (worst, np.abs(expected).max())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, help="folder for graphs, inputs, outputs")
    parser.add_argument("--kwsbench", help="the command; without it graphs are only made")
    parser.add_argument("--library", help="the engine's .so")
    parser.add_argument("--any_batch", action="store_true", help="inputs whose first dimension the graph leaves open")
    parser.add_argument("--only", default="", help="only graphs whose name contains this")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    counts = {"ok": 0, "refused": 0, "DIFF": 0, "not made": 0}
    made = 0
    for name, fed, make in graphs():
        if args.only not in name:
            continue
        fed = values(fed)
        try:
            expected = write(name, fed, make, args.work, args.any_batch)
        except Exception as e:  # this TensorFlow has no such op or cell
            counts["not made"] += 1
            print("%-26s not made: %s" % (name, (str(e).splitlines() or [""])[0][:100]), flush=True)
            continue
        made += 1
        if args.kwsbench:
            base = os.path.join(args.work, name)
            good, what = engine(args.kwsbench, args.library, base, fed, expected, LOOSE.get(name, 1e-4))
            lacks = good is None and name in REFUSED and REFUSED[name] in what
            verdict = "refused" if lacks else "ok" if good and name not in REFUSED else "DIFF"
            counts[verdict] += 1
            print("%-26s %-7s %s" % (name, verdict, what), flush=True)
    print(", ".join("%d %s" % (n, what) for what, n in counts.items()))
    sys.exit(1 if counts["DIFF"] or (not args.only and too_few(made)) else 0)


def too_few(made):
    """Whether this TensorFlow made fewer graphs than it is known to make, or is not known."""
    expected = next((n for version, n in MADE.items() if tf.__version__.startswith(version)), float("inf"))
    if made < expected:
        print("%d graphs were made, not %s, with TensorFlow %s" % (made, expected, tf.__version__))
    return made < expected


if __name__ == "__main__":
    main()
