"""Makes small SavedModels, one per layer, way of saving and idiom, with what TensorFlow computes.

    zoo.py DIR

Writes the folder NAME.savedmodel, NAME.input.csv and NAME.output.csv into DIR: the shape in the first line, then one
value per line. A model that must be refused has the output file NAME.refused with a part of the message. Needs the PyPI
packages tensorflow-cpu 2.16 (which brings Keras 3) and tf_keras 2.16.
"""
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
os.environ['CUDA_VISIBLE_DEVICES'] = ''
import keras as k3
import numpy as np
import tensorflow as tf
import tf_keras as k2

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from values_file import write

RANDOM = np.random.RandomState(11)
FOLDER = sys.argv[1]


def floats(*shape):
    return RANDOM.uniform(-1, 1, shape).astype(np.float32)


def path(name):
    return os.path.join(FOLDER, name + '.savedmodel')


def check(name, shape, output=None):
    """Runs the saved model itself on an input of this shape."""
    call = tf.saved_model.load(path(name)).signatures['serving_default']
    feed = floats(*shape)
    (key,) = call.structured_input_signature[1]
    result = call(**{key: tf.constant(feed)})
    write(os.path.join(FOLDER, name + '.input.csv'), feed)
    write(os.path.join(FOLDER, name + '.output.csv'), result[output or next(iter(result))].numpy())


def refused(name, why):
    with open(os.path.join(FOLDER, name + '.refused'), 'w') as out:
        out.write(why + '\n')


def randomize(model):
    """Weights that no initializer would make, so that a scale or shift that is lost shows."""
    model.set_weights([RANDOM.uniform(0.2, 0.9, w.shape).astype(w.dtype) * RANDOM.choice([1, 1, -1])
                       if w.ndim > 1 else RANDOM.uniform(0.2, 0.9, w.shape).astype(w.dtype)
                       for w in model.get_weights()])


def keras_layers(k):
    """Layers that Keras 2 and Keras 3 share, by name: an input shape and what is put on it."""
    l = k.layers
    two, one, flat = (8, 6, 3), (9, 4), (7,)
    yield 'dense', flat, [l.Dense(5, activation='relu')]
    yield 'softmax', flat, [l.Dense(4), l.Softmax()]
    yield 'conv2d', two, [l.Conv2D(4, 3, padding='same', activation='relu')]
    yield 'conv2d_strides', two, [l.Conv2D(4, (3, 2), strides=2)]
    yield 'conv2d_dilated', two, [l.Conv2D(2, 3, dilation_rate=2, padding='same')]
    yield 'depthwise', two, [l.DepthwiseConv2D(3, padding='same', depth_multiplier=2)]
    yield 'separable', two, [l.SeparableConv2D(4, 3)]
    yield 'conv1d', one, [l.Conv1D(3, 3, strides=2, padding='same')]
    yield 'conv1d_causal', one, [l.Conv1D(3, 3, dilation_rate=2, padding='causal')]
    yield 'separable1d', one, [l.SeparableConv1D(3, 3)]
    yield 'max_pool', two, [l.MaxPooling2D()]
    yield 'average_pool', two, [l.AveragePooling2D(padding='same', strides=2, pool_size=3)]
    yield 'global_pool', two, [l.GlobalAveragePooling2D()]
    yield 'global_max1d', one, [l.GlobalMaxPooling1D()]
    yield 'max_pool1d', one, [l.MaxPooling1D(2)]
    yield 'batch_norm', two, [l.BatchNormalization()]
    yield 'batch_norm_conv', two, [l.Conv2D(3, 3, use_bias=False), l.BatchNormalization(), l.ReLU(6)]
    yield 'layer_norm', one, [l.LayerNormalization()]
    yield 'dropout', flat, [l.Dense(5), l.Dropout(0.5)]
    yield 'flatten', two, [l.Flatten(), l.Dense(3)]
    yield 'reshape', flat, [l.Reshape((7, 1)), l.Conv1D(2, 3)]
    yield 'permute', one, [l.Permute((2, 1)), l.Dense(2)]
    yield 'zero_padding', two, [l.ZeroPadding2D(((1, 2), (0, 1))), l.Conv2D(2, 3)]
    yield 'cropping', one, [l.Cropping1D((1, 2))]
    yield 'up_sampling', two, [l.UpSampling2D(2)]
    yield 'leaky', flat, [l.LeakyReLU()]
    yield 'prelu', one, [l.PReLU()]
    yield 'elu', flat, [l.Dense(4, activation='elu'), l.Dense(4, activation='selu')]
    yield 'gelu', flat, [l.Dense(4, activation='gelu')]
    yield 'swish', flat, [l.Dense(4, activation='swish'), l.Dense(3, activation='hard_sigmoid')]
    yield 'lstm', one, [l.LSTM(5)]
    yield 'lstm_sequences', one, [l.LSTM(5, return_sequences=True)]
    yield 'gru', one, [l.GRU(5)]
    yield 'gru_before', one, [l.GRU(5, reset_after=False, return_sequences=True)]
    yield 'simple_rnn', one, [l.SimpleRNN(5)]
    yield 'bidirectional', one, [l.Bidirectional(l.LSTM(3, return_sequences=True)), l.Dense(2)]
    yield 'lstm_unrolled', one, [l.LSTM(3, unroll=True)]
    yield 'time_distributed', one, [l.TimeDistributed(l.Dense(3)), l.Flatten()]
    yield 'rescaling', flat, [l.Rescaling(0.5, offset=0.1)]
    yield 'repeat', flat, [l.RepeatVector(3)]


def keras_zoo(k, prefix, export):
    for name, shape, layers in keras_layers(k):
        k.utils.set_random_seed(3)
        model = k.Sequential([k.Input(shape)] + layers)
        randomize(model)
        save(model, prefix + name, shape, export)
    x = k.Input((9, 4))
    y = k.layers.MultiHeadAttention(2, 3)(x, x)
    model = k.Model(x, k.layers.Dense(2)(k.layers.Add()([x, y])))
    save(model, prefix + 'attention', (9, 4), export)
    x = k.Input((8, 6, 1))
    y = k.layers.Conv2D(3, 3, padding='same')(x)
    z = k.layers.Concatenate()([y, k.layers.Multiply()([y, k.layers.Activation('sigmoid')(y)])])
    save(k.Model(x, z), prefix + 'functional', (8, 6, 1), export)


def save(model, name, shape, export):
    if export:
        model.export(path(name), verbose=False)
    else:
        model.save(path(name), save_format='tf')
    check(name, (1,) + shape)


class Module(tf.Module):
    """A function of one input, with variables of its own."""

    def __init__(self, function, **variables):
        super().__init__()
        self.function = function
        for name, value in variables.items():
            setattr(self, name, tf.Variable(value, name='v'))

    def save(self, name, shape, output=None, dtype=tf.float32, expected=True):
        call = tf.function(lambda x: self.function(self, x))
        tf.saved_model.save(
            self, path(name), call.get_concrete_function(tf.TensorSpec(shape, dtype, 'x')))
        if expected:
            check(name, tuple(1 if d is None else d for d in shape), output)


@tf.function
def inner(x, w):
    return tf.nn.relu(tf.matmul(x, w))


@tf.function
def outer(x, w):
    return inner(inner(x, w) + 1.0, w)


def loop(m, x):
    def body(i, y):
        return i + 1, tf.tanh(y * 0.5 + m.b)
    return tf.while_loop(lambda i, y: i < 5, body, [0, x])[1]


def array_loop(m, x):
    out = tf.TensorArray(tf.float32, 6)
    state = m.b
    for i in tf.range(6):
        state = 0.5 * state + x[:, i]
        out = out.write(i, state)
    return tf.transpose(out.stack(), [1, 0, 2])


def growing(m, x):
    out = tf.TensorArray(tf.float32, 0, dynamic_size=True)
    for i in tf.range(4):
        out = out.write(i, x[:, i] * tf.cast(i, tf.float32))
    return out.concat()


def modules():
    Module(lambda m, x: x @ m.w + m.b, w=floats(4, 3), b=floats(3)).save('module_dense', [None, 4])
    Module(lambda m, x: outer(x, m.w), w=floats(4, 4)).save('module_nested', [None, 4])
    Module(loop, b=floats(4)).save('module_while', [None, 4])
    Module(array_loop, b=floats(1, 3)).save('module_array', [1, 6, 3])
    Module(lambda m, x: tf.cond(tf.constant(True), lambda: x * m.a, lambda: x), a=floats(4)).save(
        'module_cond', [None, 4])
    Module(lambda m, x: tf.cond(m.on > 0.5, lambda: x * 2., lambda: x), on=np.float32(1)).save(
        'module_cond_variable', [None, 4])
    Module(lambda m, x: tf.cond(x[0, 0] > 0.5, lambda: x * 2., lambda: x)).save(
        'module_cond_input', [None, 4], expected=False)
    refused('module_cond_input', 'which branch it takes depends on')
    Module(lambda m, x: tf.while_loop(lambda y: tf.reduce_sum(y) < 9., lambda y: [y + 1.], [x])[0]).save(
        'module_while_input', [None, 4], expected=False)
    refused('module_while_input', "has a number of iterations that depends on the model's input")
    Module(lambda m, x: tf.gather(m.t, [2, 0], axis=0) * x, t=floats(3, 4)).save('module_gather', [1, 4])
    Module(lambda m, x: tf.split(x, 3, axis=1)[2] + tf.unstack(x, axis=1)[1][:, None]).save(
        'module_split', [None, 6])
    Module(lambda m, x: tf.nn.top_k(x, 3)[0]).save('module_top_k', [1, 8])
    Module(lambda m, x: tf.einsum('bij,jk->bik', x, m.w), w=floats(4, 3)).save('module_einsum', [None, 5, 4])
    Module(lambda m, x: tf.reshape(x, [tf.shape(x)[0], -1]) * m.s, s=floats(20)).save(
        'module_shape', [None, 5, 4])
    Module(lambda m, x: tf.nn.moments(x, [1], keepdims=True)[1]).save('module_moments', [None, 9])
    Module(lambda m, x: tf.abs(tf.signal.stft(x, 16, 8, 16))).save('module_stft', [1, 64])
    Module(lambda m, x: tf.signal.frame(x, 16, 8) * m.w, w=floats(16)).save('module_frame', [None, 64])
    Module(lambda m, x: {'b': x + 1., 'a': tf.nn.softmax(x)}).save('module_two_outputs', [None, 4], 'a')
    Module(lambda m, x: x * tf.cast(m.n, tf.float32), n=np.int32(3)).save('module_integer', [None, 4])
    Module(lambda m, x: x * tf.cast(m.n, tf.float32), n=floats(4).astype(np.float16)).save(
        'module_half', [None, 4])
    Module(lambda m, x: x + tf.random.uniform([4])).save('module_random', [None, 4], expected=False)
    refused('module_random', 'draws random numbers')
    Module(lambda m, x: tf.numpy_function(np.tanh, [x], tf.float32)).save('module_python', [None, 4], expected=False)
    refused('module_python', 'calls a Python function')
    Module(lambda m, x: tf.strings.to_number(x)).save('module_text', [None], dtype=tf.string, expected=False)
    refused('module_text', 'is string')

    def counting(m, x):
        m.n.assign_add(1.0)
        return x * m.n
    Module(counting, n=np.float32(0)).save('module_state', [None, 4], expected=False)
    refused('module_state', 'while it runs; models that keep a state are not read')

    def counting_only(m, x):
        m.n.assign_add(1.0)
        return x * 2.0
    Module(counting_only, n=np.float32(0)).save('module_counter', [None, 4])
    table = Module(None)
    table.table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(
        tf.constant([0, 1], tf.int64), tf.constant([5., 6.])), -1.)
    table.function = lambda m, x: m.table.lookup(tf.cast(x, tf.int64))
    table.save('module_table', [4], expected=False)
    refused('module_table', 'looks values up in a table')
    for i in range(2):
        m = Module(lambda m, x: x @ m.w1 + m.w2, w1=floats(4, 4), w2=floats(4))
        m.save('module_same_names_%d' % i, [None, 4])


def version_1(name, function, shape, resource=True):
    """A graph of TensorFlow 1, as simple_save writes it."""
    v1 = tf.compat.v1
    with tf.Graph().as_default(), v1.Session() as session:
        x = v1.placeholder(tf.float32, shape, 'x')
        with v1.variable_scope('net', use_resource=resource):
            y = tf.identity(function(v1, x), 'y')
        session.run(v1.global_variables_initializer())
        v1.saved_model.simple_save(session, path(name), {'x': x}, {'y': y})
    check(name, tuple(1 if d is None else d for d in shape))


def dense_1(v1, x):
    w = v1.get_variable('w', [4, 3])
    b = v1.get_variable('b', [3], initializer=v1.random_normal_initializer())
    return tf.nn.softmax(tf.matmul(x, w) + b)


def conv_1(v1, x):
    w = v1.get_variable('w', [3, 3, 1, 4])
    y = tf.nn.relu(tf.nn.conv2d(x, w, 2, 'SAME'))
    s = v1.get_variable('s', [4], initializer=v1.random_uniform_initializer(0.5, 1))
    y, _, _ = v1.nn.fused_batch_norm(y, s, s * 0.5, mean=s * 0.1, variance=s, is_training=False)
    return tf.reshape(y, [-1, 4 * 3 * 4])


def main():
    os.makedirs(FOLDER, exist_ok=True)
    keras_zoo(k2, 'k2_', False)
    keras_zoo(k3, 'k3_', True)
    modules()
    for resource in (False, True):
        suffix = '_resource' if resource else '_reference'
        version_1('v1_dense' + suffix, dense_1, [None, 4], resource)
        version_1('v1_conv' + suffix, conv_1, [None, 8, 6, 1], resource)


if __name__ == '__main__':
    main()
