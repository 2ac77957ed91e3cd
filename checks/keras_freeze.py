#!/usr/bin/env python3
"""Freezes many small Keras models and compares the graphs with Keras itself.

  keras_freeze.py make DIR [--original SOURCES]   writes DIR/NAME.hdf5 and DIR/NAME.npz (clips, probabilities)
  keras_freeze.py freeze DIR COMMAND... [-- FLAGS]  runs COMMAND freeze on each: DIR/NAME.pb
  keras_freeze.py compare DIR                     runs every graph and prints how far it is off

`make` needs Keras 2.1.2 on TensorFlow 1.4 (Python 3.6); `compare` runs with any TensorFlow from 1.4 on,
so that a graph can be shown to give the same in both. With the original project's sources (its model.py)
`make` adds its architectures. Exit code 1 when a model cannot be made that this Keras is not known to refuse,
or can be that it is, when there are fewer models than there were, and when a graph is missing or off by more
than 5e-5.
"""
import glob
import os
import subprocess
import sys

import keras_freeze_models as variety
from keras_freeze_models import SAMPLES

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
TOLERANCE = 5e-5
# how many models keras_freeze_models.py has, without and with the original's: fewer would go unnoticed
SMALL, ORIGINAL = 182, 21
# the models that a version of Keras refuses itself
REFUSED = {'2.1.2': set()}
MADE = 'models.txt'  # what `make` made, a name a line, for `compare`


def randomize(model, rng):
    import numpy as np
    for layer in model.layers:
        weights = []
        for variable, w in zip(layer.weights, layer.get_weights()):
            if 'variance' in variable.name:
                w = rng.uniform(0.5, 1.5, w.shape)
            elif 'gamma' in variable.name:
                w = rng.uniform(0.7, 1.3, w.shape)
            elif w.ndim == 1:
                w = rng.normal(0, 0.1, w.shape)
            weights.append(w.astype(np.float32))
        layer.set_weights(weights)


def make(folder, sources):
    import keras
    import numpy as np
    from keras import backend as K
    from keras.models import load_model
    refused = REFUSED.get(keras.__version__, set())
    variety.K = K
    K.set_learning_phase(0)
    models = variety.small_models()
    if sources:
        models.update(variety.original_models(sources))
    bad = 0
    wanted = SMALL + (ORIGINAL if sources else 0)
    if len(models) != wanted:
        print('%d models, not %d' % (len(models), wanted))
        bad += 1
    with open(os.path.join(folder, MADE), 'w') as f:
        f.writelines(name + '\n' for name in sorted(set(models) - refused))
    for name in sorted(models):
        if os.path.exists(os.path.join(folder, name + '.npz')):
            continue
        K.clear_session()
        K.set_learning_phase(0)
        rng = np.random.RandomState(sum(map(ord, name)))
        np.random.seed(7)
        file = os.path.join(folder, name + '.hdf5')
        try:
            model = models[name]()
            randomize(model, rng)
            clips = (rng.normal(0, 1, (3, SAMPLES)) * [[0.05], [0.3], [1.0]]).astype(np.float32)
            model.save(file, include_optimizer=False)
            # the saved model is what counts: what a Lambda closes over is saved as it is in the end
            probabilities = load_model(file, custom_objects(sources)).predict(clips)
        except Exception as e:
            known = name in refused
            bad += not known
            print('%-34s %s: %s' % (name, 'not in this Keras' if known else 'FAILED',
                                    (str(e).splitlines() or [type(e).__name__])[0][:90]), flush=True)
            if os.path.exists(file):
                os.remove(file)
            continue
        np.savez(os.path.join(folder, name + '.npz'), clips=clips, probabilities=probabilities)
        if name in refused:
            print('%-34s MADE, but Keras %s is known to refuse it' % (name, keras.__version__))
            bad += 1
    print('%d models with Keras %s: %d bad' % (len(models), keras.__version__, bad))
    return 1 if bad else 0


def custom_objects(sources):
    from keras.applications.mobilenet import DepthwiseConv2D
    objects = {'DepthwiseConv2D': DepthwiseConv2D, 'K': variety.K}
    if sources:
        import model as original
        objects.update({n: getattr(original, n) for n in 'relu6 softmax'.split()})
        objects.update({n: getattr(variety, n) for n in 'time_slice_stack overlapping_time_slice_stack'.split()})
    return objects


def freeze(folder, command, flags):
    for file in sorted(glob.glob(os.path.join(folder, '*.hdf5'))):
        graph = file[:-5] + '.pb'
        # some models call the original's functions from this folder's code, which proves nothing of them
        subprocess.call(command + ['freeze', '--force', '--lambda_names', 'challenge2017', '--checkpoint', file,
                                   '--frozen_path', graph] + flags,
                        stdout=subprocess.DEVNULL)


def compare(folder):
    import numpy as np
    import tensorflow as tf
    if tf.__version__.startswith('1.'):
        from tensorflow.contrib.framework.python.ops import audio_ops  # noqa: registers DecodeWav
    else:
        tf = tf.compat.v1
        tf.disable_eager_execution()
    bad = worst = 0
    with open(os.path.join(folder, MADE)) as f:
        files = [os.path.join(folder, name + '.npz') for name in f.read().split()]
    for file in files:
        name, graph = os.path.basename(file)[:-4], file[:-4] + '.pb'
        try:
            data = np.load(file)
            definition = tf.GraphDef()
            with open(graph, 'rb') as f:
                definition.ParseFromString(f.read())
            with tf.Graph().as_default(), tf.Session() as session:
                tf.import_graph_def(definition, name='')
                off = max(np.abs(session.run('labels_softmax:0', {'decoded_sample_data:0': clip.reshape(-1, 1)})
                                 - want).max() for clip, want in zip(data['clips'], data['probabilities']))
        except Exception as e:
            print('%-34s %s' % (name, str(e).strip().splitlines()[0][:150]))
            bad += 1
            continue
        worst = max(worst, off)
        if not off <= TOLERANCE:
            print('%-34s off by %.1e' % (name, off))
            bad += 1
    print('%d models on TensorFlow %s: %d bad, worst %.1e' % (len(files), tf.__version__ if hasattr(
        tf, '__version__') else '', bad, worst))
    return 1 if bad else 0


def main(arguments):
    if len(arguments) >= 2 and arguments[0] == 'make':
        os.makedirs(arguments[1], exist_ok=True)
        return make(arguments[1], arguments[3] if len(arguments) > 3 else None)
    if len(arguments) >= 3 and arguments[0] == 'freeze':
        cut = arguments.index('--') if '--' in arguments else len(arguments)
        return freeze(arguments[1], arguments[2:cut], arguments[cut + 1:])
    if len(arguments) == 2 and arguments[0] == 'compare':
        return compare(arguments[1])
    print(__doc__)
    return 2


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
