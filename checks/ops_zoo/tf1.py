"""TensorFlow 1's graph API, from TensorFlow 1.4 as from TensorFlow 2."""

import tensorflow as _installed

CONTRIB = not hasattr(_installed, "compat") or not hasattr(_installed.compat, "v1") or _installed.__version__.startswith("1.")
if CONTRIB:
    tf = _installed
    from tensorflow.python.framework.graph_util import convert_variables_to_constants

    cells, dynamic_rnn, bidirectional, static_rnn = (
        tf.nn.rnn_cell, tf.nn.dynamic_rnn, tf.nn.bidirectional_dynamic_rnn, tf.nn.static_rnn)
else:
    tf = _installed.compat.v1
    tf.disable_v2_behavior()
    from tensorflow.python.keras.layers.legacy_rnn import rnn_cell_impl as cells
    from tensorflow.python.ops import rnn

    convert_variables_to_constants = tf.graph_util.convert_variables_to_constants
    dynamic_rnn, bidirectional, static_rnn = rnn.dynamic_rnn, rnn.bidirectional_dynamic_rnn, rnn.static_rnn


def along(x, w):
    """x [batch][time][in] times w [in][out]; TensorFlow 1.4's tensordot forgets the shape."""
    y = tf.tensordot(x, w, 1)
    y.set_shape(list(x.shape[:-1]) + [w.shape[-1]])
    return y


def weights(name, *shape):
    return tf.get_variable(name, list(shape))
