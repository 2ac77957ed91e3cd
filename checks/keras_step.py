"""Do our training steps move the weights as Keras's formulas do?

    keras_step.py CHECKPOINT BATCHES_DIR AFTER...

Loads CHECKPOINT (the 12-class Pi model with its RMSprop state) in real Keras, takes one step for each
AFTER along the batches x.f32, y.f32 of BATCHES_DIR (16 clips each, dropout 0), and compares the
weights with AFTER, a checkpoint that kwsbench wrote after as many steps. After the first step 99.9 % of the elements
must be within 1e-5; later, as RMSprop multiplies the two TensorFlows' differences in rounding some
tenfold a step, within 1e-5 times 10 for each further step. AFTER may be '-' to compare nothing.

Every gradient is fetched before any weight moves. Keras's own training function on TensorFlow 1 does
not guarantee that: a kernel may be updated, in place, before the gradient of its input is computed
from it, and two runs of the same step then differ in most weights by more than 1e-5.

Needs what keras_checkpoint.py needs.
"""
import os
import sys

import h5py
import numpy as np
import tensorflow as tf
from keras import backend as K
from keras.models import Model, load_model

from keras_checkpoint import NAMES

BATCH, CLASSES, SAMPLES = 16, 12, 16000


def loss(target, output):
    clipped = tf.clip_by_value(output, K.epsilon(), 1 - K.epsilon())
    return tf.losses.softmax_cross_entropy(target, tf.log(clipped), label_smoothing=0.1)


def stored(path):
    """The weights of a checkpoint by name."""
    with h5py.File(path, 'r') as f:
        group = f['model_weights']
        return {name.decode(): group[layer][name][()]
                for layer in group.attrs['layer_names']
                for name in group[layer].attrs['weight_names']}


def build(path):
    """The model without dropout, and the state of its optimizer."""
    names = dict(NAMES)
    names['<lambda>'] = loss
    model = load_model(path, custom_objects=names)
    state, rate = model.optimizer.get_weights(), float(K.get_value(model.optimizer.lr))
    weights = model.get_weights()
    config = model.get_config()
    for layer in config['layers']:
        if layer['class_name'] == 'Dropout':
            layer['config']['rate'] = 0.0
    K.clear_session()
    model = Model.from_config(config, custom_objects=names)
    model.set_weights(weights)
    model.compile('rmsprop', loss=loss)
    return model, state, rate


def main(checkpoint, folder, afters):
    x = np.fromfile(os.path.join(folder, 'x.f32'), '<f4').reshape(-1, SAMPLES)
    y = np.fromfile(os.path.join(folder, 'y.f32'), '<f4').reshape(-1, CLASSES)
    model, state, rate = build(checkpoint)
    weights = model.trainable_weights
    gradients = K.gradients(model.total_loss, weights)
    for step, after in enumerate(afters):
        batch = slice(step * BATCH, (step + 1) * BATCH)
        feed = {model.inputs[0]: x[batch], model.targets[0]: y[batch],
                model.sample_weights[0]: np.ones(BATCH), K.learning_phase(): 1}
        fetched, value, _ = K.get_session().run(
            [gradients, model.total_loss, [u.op for u in model.updates]], feed)
        print('loss of step %d: %.6f' % (step + 1, value))
        state = [0.9 * a + (np.float32(1) - np.float32(0.9)) * g * g for a, g in zip(state, fetched)]
        moved = [w - rate * g / (np.sqrt(a) + 1e-8)
                 for w, g, a in zip(K.batch_get_value(weights), fetched, state)]
        K.batch_set_value(list(zip(weights, moved)))
        if after != '-':
            compare(step, model, stored(after))


def compare(step, model, actual):
    limit = 1e-5 * 10 ** step
    off = total = 0
    for weight, expected in zip(model.weights, K.batch_get_value(model.weights)):
        value = actual[weight.name]
        off += int((np.abs(value - expected) > limit).sum())
        total += expected.size
    print('after %d steps: %d of %d elements off by more than %g' % (step + 1, off, total, limit))
    if off > total * 0.001:
        sys.exit('weights differ')


if __name__ == '__main__':
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
