"""Explains, kernel by kernel, the weights that Keras recorded after one step.

    keras_race.py CHECKPOINT BATCHES_DIR AFTER

Keras on TensorFlow 1 updates a kernel in place, and nothing orders that update after the gradient of
the kernel's input, which is computed from the same memory, clip by clip. Where the update comes
first, or in between, the gradients of the later clips are those of the new kernel, and every weight
below moves otherwise than Keras's formulas say.

This takes the first step from CHECKPOINT along BATCHES_DIR's x.f32, y.f32 (16 clips) by the formulas,
but for each kernel lets the first k clips see the old kernel and the others the new one. From the
loss downwards it looks for the k of each kernel that brings the weights just below it nearest to
AFTER, and prints it, and at last how many elements of all weights differ by more than 1e-5: with
every k at 16 (Keras's formulas) and with those found.

Needs what keras_checkpoint.py needs.
"""
import os
import sys

import numpy as np
import tensorflow as tf
from keras import backend as K
from keras.models import Model, load_model
from tensorflow.python.framework import ops

import keras_step
from keras_step import BATCH, CLASSES, NAMES, SAMPLES

L2 = np.float32(1e-5)


class Race(object):
    """The step's gradients, with a choice for every kernel which clips see it moved."""

    def __init__(self, checkpoint):
        names = dict(NAMES)
        names['<lambda>'] = keras_step.loss
        loaded = load_model(checkpoint, custom_objects=names)
        self.names = [w.name for w in loaded.trainable_weights]
        self.state = dict(zip(self.names, loaded.optimizer.get_weights()))
        self.rate = np.float32(K.get_value(loaded.optimizer.lr))
        weights, config = loaded.get_weights(), loaded.get_config()
        for layer in config['layers']:
            if layer['class_name'] == 'Dropout':
                layer['config']['rate'] = 0.0
        K.clear_session()
        self.moved = {}  # kernel: placeholder [clips], 1 where a clip sees the moved kernel
        for kind, make in (('Conv2D', self.conv), ('DepthwiseConv2dNative', self.depthwise)):
            ops.RegisterGradient('Raced' + kind)(self.gradient(make))
        with tf.get_default_graph().gradient_override_map(
                {'Conv2D': 'RacedConv2D', 'DepthwiseConv2dNative': 'RacedDepthwiseConv2dNative'}):
            self.model = Model.from_config(config, custom_objects=names)
        self.model.set_weights(weights)
        self.model.compile('rmsprop', loss=keras_step.loss)
        self.weights = self.model.trainable_weights
        self.old = dict(zip(self.names, K.batch_get_value(self.weights)))
        self.gradients = dict(zip(self.names, K.gradients(self.model.total_loss, self.weights)))

    @staticmethod
    def conv(op, kernel, dy):
        args = (op.get_attr('strides'), op.get_attr('padding').decode())
        return (lambda k: tf.nn.conv2d_backprop_input(tf.shape(op.inputs[0]), k, dy, *args),
                tf.nn.conv2d_backprop_filter(op.inputs[0], tf.shape(kernel), dy, *args))

    @staticmethod
    def depthwise(op, kernel, dy):
        args = (op.get_attr('strides'), op.get_attr('padding').decode())
        return (lambda k: tf.nn.depthwise_conv2d_native_backprop_input(
                    tf.shape(op.inputs[0]), k, dy, *args),
                tf.nn.depthwise_conv2d_native_backprop_filter(
                    op.inputs[0], tf.shape(kernel), dy, *args))

    def gradient(self, make):
        def raced(op, dy):
            kernel = op.inputs[1]
            name = self.variable(kernel)
            of_input, of_kernel = make(op, kernel, dy)
            penalty = L2 if name.endswith('/kernel:0') else np.float32(0)
            new = self.step(name, kernel, of_kernel + 2 * penalty * kernel)
            share = tf.placeholder_with_default(np.zeros((BATCH, 1, 1, 1), 'f4'), (BATCH, 1, 1, 1))
            self.moved[name] = share
            return (1 - share) * of_input(kernel) + share * of_input(new), of_kernel
        return raced

    @staticmethod
    def variable(tensor):
        op = tensor.op
        while op.type not in ('VariableV2', 'Variable'):
            op = op.inputs[0].op
        return op.name + ':0'

    def step(self, name, weight, gradient):
        """RMSprop's, in TensorFlow."""
        average = tf.reshape(tf.constant(self.state[name]), tf.shape(weight))
        average = 0.9 * average + (np.float32(1) - np.float32(0.9)) * tf.square(gradient)
        return weight - self.rate * gradient / (tf.sqrt(average) + 1e-8)

    def after(self, batch, splits, wanted):
        """The wanted weights after the step; kernels without a split are seen old by all clips."""
        x, y = batch
        feed = {self.model.inputs[0]: x, self.model.targets[0]: y,
                self.model.sample_weights[0]: np.ones(BATCH), K.learning_phase(): 1}
        for name, split in splits.items():
            feed[self.moved[name]] = (np.arange(BATCH) >= split).astype('f4').reshape(-1, 1, 1, 1)
        fetched = K.get_session().run([self.gradients[name] for name in wanted], feed)
        result = {}
        for name, g in zip(wanted, fetched):
            average = 0.9 * self.state[name] + (np.float32(1) - np.float32(0.9)) * g * g
            result[name] = self.old[name] - self.rate * g / (np.sqrt(average) + 1e-8)
        return result


def off(values, recorded):
    return sum(int((np.abs(v - recorded[n]) > 1e-5).sum()) for n, v in values.items())


def kernels():
    """From the loss downwards: each kernel whose input's gradient goes on, and the weights below."""
    for i in range(12, 1, -1):
        below = 'depthwise_conv2d_%d/depthwise_kernel:0' % (i - 1)
        yield 'conv1d_%d/kernel:0' % i, [below]
        yield below, ['batch_normalization_%d/%s:0' % (i - 1, w) for w in ('gamma', 'beta')]


def main(checkpoint, folder, after):
    x = np.fromfile(os.path.join(folder, 'x.f32'), '<f4').reshape(-1, SAMPLES)[:BATCH]
    y = np.fromfile(os.path.join(folder, 'y.f32'), '<f4').reshape(-1, CLASSES)[:BATCH]
    recorded = keras_step.stored(after)
    race = Race(checkpoint)
    splits = {}
    for kernel, below in kernels():
        def distance(split):
            tried = dict(splits)
            tried[kernel] = split
            made = race.after((x, y), tried, below)
            return sum(float(np.abs(made[n] - recorded[n]).sum()) for n in below)
        best = min(range(BATCH, -1, -1), key=distance)
        splits[kernel] = best
        left = off(race.after((x, y), splits, below), recorded)
        print('%-40s first %2d clips old; just below, %d of %d elements off' % (
            kernel, best, left, sum(race.old[n].size for n in below)))
        sys.stdout.flush()
    total = sum(race.old[n].size for n in race.names)
    formulas = off(race.after((x, y), {}, race.names), recorded)
    found = off(race.after((x, y), splits, race.names), recorded)
    print('by the formulas %d of %d elements are off by more than 1e-5; with these %d' % (
        formulas, total, found))
    # an update that came in the middle of a clip is described by no k
    if found > total * 0.02:
        sys.exit('the race does not explain the recording')


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
