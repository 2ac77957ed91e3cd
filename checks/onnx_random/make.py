"""Makes random ONNX models with what ONNX Runtime computes.

    make.py DIR FIRST COUNT

Writes sSEED.onnx, sSEED.input.csv and sSEED.output.csv into DIR for each seed: the shape in the first line, then one
value per line. Needs the PyPI packages onnx, onnxruntime and numpy.
"""
import os
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from graph import Graph, NotHere
from values_file import write

ATTEMPTS = 40
# a graph whose answers a rounding of its input changes by more cannot be compared to 1e-5
STABLE = 2e-6


def attempt(seed, number):
    """A graph, its input and its output; None where it cannot be compared."""
    graph = Graph(np.random.RandomState([seed, number]))
    graph.grow()
    model = graph.model()
    feed = graph.feed()
    session = run_time(model)
    result, again = (session.run(['y'], {'x': x})[0] for x in (feed, feed * np.float32(1 + 3e-7)))
    if result.size == 0 or not np.all(np.isfinite(result)):
        return None
    largest = np.max(np.abs(result))
    if not 1e-6 < largest < 1e6 or np.max(np.abs(result - again)) > STABLE * largest:
        return None
    return model, feed, result


def run_time(model):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=['CPUExecutionProvider'])


def save(folder, seed, reasons):
    for number in range(ATTEMPTS):
        try:
            made = attempt(seed, number)
        except NotHere:
            continue
        except Exception as e:  # ONNX Runtime takes not all that the standard allows
            reasons.append('%d: %s' % (seed, str(e).splitlines()[0][:160]))
            continue
        if made:
            path = os.path.join(folder, 's%d' % seed)
            onnx.save(made[0], path + '.onnx')
            write(path + '.input.csv', made[1])
            write(path + '.output.csv', made[2])
            return
    raise SystemExit('seed %d makes no graph' % seed)


def main(folder, first, count):
    os.makedirs(folder, exist_ok=True)
    reasons = []
    for seed in range(first, first + count):
        save(folder, seed, reasons)
    with open(os.path.join(folder, 'not_made.txt'), 'w') as out:
        out.writelines(line + '\n' for line in reasons)
    print('%d graphs; %d attempts that ONNX Runtime did not take' % (count, len(reasons)))


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
