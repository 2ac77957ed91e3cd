"""Makes random TensorFlow Lite models with what LiteRT's reference kernels compute.

    make.py DIR FIRST COUNT

Writes sSEED.tflite, sSEED.input.csv and sSEED.output.csv into DIR for each seed: the shape in the first line, then one
value per line. Each attempt has a process of its own: LiteRT stops the process at some graphs. Needs the PyPI packages
ai-edge-litert and numpy.
"""
import os
import sys

import numpy as np

from graph import Graph, NotHere, reference, run
from grow import grow, need
from steps import STEPS
from values_file import write

ATTEMPTS = 40
PRECISIONS = 'float float half dynamic dynamic int8 int8 int8 uint8 int16 mixed'.split()
# a graph whose answers a rounding of its input changes by more cannot be compared to 1e-5
STABLE = 2e-6
MADE, NOT_MADE = 0, 3


def attempt(seed, number, path):
    """A graph, its input and its output, unless it cannot be compared."""
    random = np.random.RandomState([seed, number])
    g = Graph(random, PRECISIONS[random.randint(len(PRECISIONS))])
    grow(g, STEPS[g.precision])
    need(len(g.values) > 1)
    last = g.values[-1]
    model = g.bytes([last])
    result = run(reference(model), g.feed)[0]
    need(result.dtype != np.bool_ and np.any(result != run(reference(model), g.levels_of(g.input))[0]))
    if g.input.kind == 'float':
        again = run(reference(model), g.feed * np.float32(1 + 3e-7))[0]
        largest = np.max(np.abs(result.astype(np.float64)))
        need(np.max(np.abs(result.astype(np.float64) - again)) <= (0 if last.narrow else STABLE * largest))
    if not last.narrow:
        need(1e-6 < np.max(np.abs(result)) < 1e6)
    with open(path + '.tflite', 'wb') as out:
        out.write(model)
    write(path + '.input.csv', g.feed)
    write(path + '.output.csv', result)


def apart(seed, number, path):
    """An attempt in a process of its own; how that ended."""
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1), os.dup2(quiet, 2)
        try:
            attempt(seed, number, path)
            os._exit(MADE)
        except (NotHere, RuntimeError, ValueError):
            os._exit(NOT_MADE)
        except BaseException as e:
            with open(path + '.fault.txt', 'w') as out:
                out.write(repr(e))
            os._exit(1)
    return os.waitpid(child, 0)[1]


def save(folder, seed):
    """Makes a seed's graph; how many attempts LiteRT stopped the process at."""
    path, stopped = os.path.join(folder, 's%d' % seed), 0
    for number in range(ATTEMPTS):
        status = apart(seed, number, path)
        if status == MADE:
            return stopped
        if os.WIFSIGNALED(status):
            stopped += 1
        elif os.WEXITSTATUS(status) != NOT_MADE:
            raise SystemExit('seed %d: %s' % (seed, open(path + '.fault.txt').read()))
    raise SystemExit('seed %d makes no graph' % seed)


def main(folder, first, count):
    os.makedirs(folder, exist_ok=True)
    stopped = sum(save(folder, seed) for seed in range(first, first + count))
    print('%d graphs; LiteRT stopped the process in %d attempts' % (count, stopped))


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
