"""Makes the graphs, runs them in TensorFlow and in the engine, and prints what came of each."""

import argparse
import os
import subprocess
import sys

import numpy as np

import models
import recurrent
from tf1 import convert_variables_to_constants, tf

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "race"))


def graphs():
    for name, make in sorted(recurrent.GRAPHS.items()):
        yield name, recurrent.SHAPE, make
    for name, (shape, make) in sorted(models.GRAPHS.items()):
        yield name, shape, make


def write(name, shape, make, folder):
    """A frozen graph, an input and TensorFlow's output."""
    rng = np.random.RandomState(7)
    with tf.Graph().as_default() as graph, tf.Session() as session:
        x = tf.placeholder(tf.float32, shape, name="x")
        y = tf.identity(make(x), name="y")
        session.run(tf.global_variables_initializer())
        for v in tf.global_variables():
            dims = v.shape.as_list()
            bound = 0.5 if len(dims) < 2 else min(0.5, 2 / np.sqrt(np.prod(dims[:-1])))
            session.run(tf.assign(v, rng.uniform(-bound, bound, dims).astype(np.float32)))
        data = rng.randn(*shape).astype(np.float32)
        expected = session.run(y, {x: data}).astype(np.float32)
        frozen = convert_variables_to_constants(session, graph.as_graph_def(), ["y"])
    base = os.path.join(folder, name)
    with open(base + ".pb", "wb") as f:
        f.write(frozen.SerializeToString())
    data.tofile(base + ".in")
    expected.tofile(base + ".out")


def engine(kwsbench, library, base):
    """How far the engine is from TensorFlow, or what it says it lacks."""
    from native import Session

    compiled = subprocess.run([kwsbench, "compile", "--graph=" + base + ".pb", "--out=" + base + ".kws"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
    if compiled.returncode:
        return False, (compiled.stderr or compiled.stdout).strip().splitlines()[-1]
    session = Session(library, base + ".kws")
    session.feeds[0][:] = np.fromfile(base + ".in", dtype=np.float32)
    session.run()
    got, expected = session.fetch(), np.fromfile(base + ".out", dtype=np.float32)
    if got.shape != expected.shape:
        return False, "%d elements, not %d" % (got.size, expected.size)
    worst = np.abs(got - expected).max()
    return bool(worst <= 1e-4 * max(1, np.abs(expected).max())), "worst %.1e of %.2g" % (worst, np.abs(expected).max())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, help="folder for graphs, inputs, outputs")
    parser.add_argument("--kwsbench", help="the command; without it graphs are only made")
    parser.add_argument("--library", help="the engine's .so")
    parser.add_argument("--only", default="", help="only graphs whose name contains this")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    failed = 0
    for name, shape, make in graphs():
        if args.only not in name:
            continue
        try:
            write(name, shape, make, args.work)
        except Exception as e:  # this TensorFlow has no such op or cell
            print("%-26s not made: %s" % (name, str(e).splitlines()[0][:100]), flush=True)
            continue
        if args.kwsbench:
            good, what = engine(args.kwsbench, args.library, os.path.join(args.work, name))
            failed += not good
            print("%-26s %s %s" % (name, "ok  " if good else "DIFF", what), flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
