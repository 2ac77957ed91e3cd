#!/usr/bin/env python3
"""Compares what frozen graphs cost: freeze_cost.py [--runs N] BASE.pb OTHER.pb...

The graphs take turns, one thread, on the TensorFlow of this Python (1.4 or later). Prints the untraced median
and the sum of operation times, each also as a ratio to BASE's.
"""
import os
import sys
import time

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

if tf.__version__.startswith('1.'):
    from tensorflow.contrib.framework.python.ops import audio_ops  # noqa: E402,F401: registers DecodeWav
else:
    tf = tf.compat.v1
    tf.disable_eager_execution()


def load(file):
    definition = tf.GraphDef()
    with open(file, 'rb') as f:
        definition.ParseFromString(f.read())
    graph = tf.Graph()
    with graph.as_default():
        tf.import_graph_def(definition, name='')
    config = tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
    return tf.Session(graph=graph, config=config)


def main(arguments):
    runs = int(arguments[1]) if arguments[:1] == ['--runs'] else 300
    files = arguments[2:] if arguments[:1] == ['--runs'] else arguments
    if len(files) < 2:
        print(__doc__)
        return 2
    sessions = [load(file) for file in files]
    clip = np.random.RandomState(0).normal(0, 0.1, (16000, 1)).astype(np.float32)
    plain = [s.make_callable('labels_softmax:0', feed_list=['decoded_sample_data:0']) for s in sessions]
    untraced, summed = [[] for _ in files], [[] for _ in files]
    for i in range(runs + 10):
        for k, call in enumerate(plain):
            start = time.perf_counter()
            call(clip)
            if i >= 10:
                untraced[k].append((time.perf_counter() - start) * 1e3)
    options = tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE)
    for i in range(runs // 3 + 3):
        for k, session in enumerate(sessions):
            meta = tf.RunMetadata()
            session.run('labels_softmax:0', {'decoded_sample_data:0': clip}, options=options, run_metadata=meta)
            if i >= 3:
                summed[k].append(sum(n.all_end_rel_micros for d in meta.step_stats.dev_stats
                                     for n in d.node_stats) / 1e3)
    print('%-44s %9s %20s %20s' % ('graph', 'bytes', 'untraced median', 'sum of operations'))
    for k, file in enumerate(files):
        a, b = np.median(untraced[k]), np.median(summed[k])
        print('%-44s %9d %9.3f ms %6.2fx %9.3f ms %6.2fx' % (
            file[-44:], os.path.getsize(file), a, a / np.median(untraced[0]), b, b / np.median(summed[0])))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
