"""Does real Keras load the checkpoints that kwsbench writes, and is nothing lost?

    keras_checkpoint.py ORIGINAL WRITTEN

ORIGINAL was saved by Keras, WRITTEN is what kwsbench made of reading and writing it. Both are loaded
as whole models; predictions on seeded noise and the optimizer's state must be equal, bit for bit.

Needs Python 3.6 with tensorflow 1.4.0, Keras 2.1.2, h5py 2.10.0 and numpy 1.13.3. The product never
runs this; the test CheckpointInKerasTest does, when KWSBENCH_KERAS_PYTHON names such a Python.
"""
import sys
import warnings

import numpy as np
import tensorflow as tf
from keras import backend as K
from keras.applications.mobilenet import DepthwiseConv2D, relu6
from keras.models import load_model


def overlapping_time_slice_stack(x, ksize, stride, padding='SAME'):
    """What checkpoints of the 2017 system call by name: frames of ksize samples, every stride."""
    image = K.expand_dims(K.expand_dims(x, 1), -1)
    patches = tf.extract_image_patches(
        image, [1, 1, ksize, 1], [1, 1, stride, 1], [1, 1, 1, 1], padding)
    return K.squeeze(patches, 1)


def softmax(x, axis=-1):
    e = K.exp(x - K.max(x, axis=axis, keepdims=True))
    return e / K.sum(e, axis=axis, keepdims=True)


def smooth_categorical_crossentropy(target, output):
    return K.categorical_crossentropy(target * 0.9 + 0.1 / K.int_shape(output)[-1], output)


NAMES = {'<lambda>': smooth_categorical_crossentropy}
NAMES.update(relu6=relu6, DepthwiseConv2D=DepthwiseConv2D, softmax=softmax,
             overlapping_time_slice_stack=overlapping_time_slice_stack,
             smooth_categorical_crossentropy=smooth_categorical_crossentropy)


def load(path):
    """The predictions and the optimizer's state of a checkpoint."""
    K.clear_session()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        model = load_model(path, custom_objects=NAMES)
    lost = [str(w.message) for w in caught if 'optimizer' in str(w.message)]
    if lost:
        sys.exit('%s: %s' % (path, lost[0]))
    shape = (8,) + model.input_shape[1:]
    x = np.random.RandomState(7).uniform(-1, 1, shape).astype(np.float32)
    state = model.optimizer.get_weights() if getattr(model, 'optimizer', None) else []
    return model.predict(x), state


def main(original, written):
    expected, expected_state = load(original)
    actual, actual_state = load(written)
    if not np.array_equal(expected, actual):
        sys.exit('predictions differ by up to %g' % np.abs(expected - actual).max())
    if len(expected_state) != len(actual_state):
        sys.exit('%d optimizer weights, not %d' % (len(actual_state), len(expected_state)))
    if not all(np.array_equal(a, b) for a, b in zip(expected_state, actual_state)):
        sys.exit('the optimizer state differs')
    print('equal: %s predictions, %d optimizer weights' % (expected.shape, len(expected_state)))


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
