"""Do our training steps move the weights as Keras's formulas do?

    keras_step.py CHECKPOINT BATCHES_DIR AFTER...

CHECKPOINT is the 12-class Pi model with its RMSprop state, x.f32 and y.f32 of BATCHES_DIR are batches
of 16 clips (dropout 0), each AFTER is a checkpoint that kwsbench wrote after one step more. Real Keras
takes the same steps, twice over:

1. Each step from the state that kwsbench had before it: 99.9 % of all elements, batch norms' statistics
   among them, must be within 1e-5 of AFTER.
2. All steps from CHECKPOINT, and once more with each batch's clips in another order, which is the same
   gradient but for rounding. RMSprop divides by the root of a gradient's own average, which multiplies
   such differences some tenfold a step. kwsbench must be as near to Keras as Keras is to itself: it may
   have at most twice as many elements off by more than 1e-5, or 0.1 %.

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


class Steps(object):
    """Keras's formulas, gradients first."""

    def __init__(self, checkpoint, folder):
        self.x = np.fromfile(os.path.join(folder, 'x.f32'), '<f4').reshape(-1, SAMPLES)
        self.y = np.fromfile(os.path.join(folder, 'y.f32'), '<f4').reshape(-1, CLASSES)
        self.model, self.state, self.rate = build(checkpoint)
        self.start = self.values(), self.state
        self.gradients = K.gradients(self.model.total_loss, self.model.trainable_weights)

    def values(self):
        return {w.name: v for w, v in zip(self.model.weights, K.batch_get_value(self.model.weights))}

    def restore(self, values, state):
        K.batch_set_value([(w, values[w.name]) for w in self.model.weights])
        self.state = state

    def take(self, step, turn=0):
        """The loss and the weights after a step; the batch's clips begin at `turn`."""
        model, weights = self.model, self.model.trainable_weights
        clips = step * BATCH + np.roll(np.arange(BATCH), turn)
        feed = {model.inputs[0]: self.x[clips], model.targets[0]: self.y[clips],
                model.sample_weights[0]: np.ones(BATCH), K.learning_phase(): 1}
        fetched, value, _ = K.get_session().run(
            [self.gradients, model.total_loss, [u.op for u in model.updates]], feed)
        self.state = [0.9 * a + (np.float32(1) - np.float32(0.9)) * g * g
                      for a, g in zip(self.state, fetched)]
        moved = [w - self.rate * g / (np.sqrt(a) + 1e-8)
                 for w, g, a in zip(K.batch_get_value(weights), fetched, self.state)]
        K.batch_set_value(list(zip(weights, moved)))
        return float(value), self.values()

    def run(self, steps, turn=0):
        self.restore(*self.start)
        return [self.take(step, turn) for step in range(steps)]


def optimizer_state(path):
    with h5py.File(path, 'r') as f:
        group = f['optimizer_weights']
        return [group[name][()] for name in group.attrs['weight_names']]


def off(a, b):
    """How many elements differ by more than 1e-5, and by how much at most."""
    gaps = [np.abs(a[name] - b[name]) for name in b]
    return sum(int((gap > 1e-5).sum()) for gap in gaps), max(float(gap.max()) for gap in gaps)


def main(checkpoint, folder, afters):
    steps = Steps(checkpoint, folder)
    total = sum(v.size for v in steps.values().values())
    failed = []
    before = steps.start
    for step, after in enumerate(afters):
        steps.restore(*before)
        loss, expected = steps.take(step)
        count, worst = off(stored(after), expected)
        print('step %d from our own state: loss %.6f, %d of %d elements off by more than 1e-5 (%.4f %% are'
              ' not), at most %.1e' % (step + 1, loss, count, total, 100 - 100. * count / total, worst))
        if count > total * 0.001:
            failed.append('step %d' % (step + 1))
        before = stored(after), optimizer_state(after)
    keras, turned = steps.run(len(afters)), steps.run(len(afters), turn=5)
    for step, after in enumerate(afters):
        ours, worst = off(stored(after), keras[step][1])
        itself, itself_worst = off(turned[step][1], keras[step][1])
        print('after %d steps: Keras\'s loss %.6f, %d elements off (at most %.1e); Keras from itself with its'
              ' clips in another order: loss %.6f, %d off (%.1e)' % (
                  step + 1, keras[step][0], ours, worst, turned[step][0], itself, itself_worst))
        if ours > max(2 * itself, total * 0.001):
            failed.append('%d steps' % (step + 1))
    if failed:
        sys.exit('weights differ: ' + ', '.join(failed))


if __name__ == '__main__':
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
