"""Operators on levels: models quantized to integers."""
import numpy as np
import tensorflow as tf

from models import INTEGERS, L, floats, layers, one


def integers():
    """Operators on levels; the widths of layers make sums of many sizes."""
    for precision in INTEGERS:
        integer_layers(precision)
    for precision in ('int8', 'int16x8'):
        integer_functions(precision)
    integer_bytes()
    integer_cells()


def integer_layers(precision):
    end = '_' + precision
    layers('dense' + end, [40], L.Dense(30), precision=precision)
    layers('dense_wide' + end, [3000], L.Dense(5, use_bias=False), precision=precision)
    layers('dense_3d_relu' + end, [5, 40], L.Dense(30, activation='relu'), precision=precision)
    layers('conv' + end, [9, 8, 6], L.Conv2D(40, 3, padding='same', activation='relu'), precision=precision)
    layers('conv_strided' + end, [9, 8, 6], L.Conv2D(40, (3, 5), strides=(2, 1)), precision=precision)
    layers('conv_many' + end, [5, 5, 200], L.Conv2D(3, 3), precision=precision)
    layers('conv_dilated' + end, [12, 11, 20], L.Conv2D(20, 3, dilation_rate=2), precision=precision)
    layers('depthwise' + end, [9, 8, 80], L.DepthwiseConv2D(5, padding='same', activation='relu6'), precision=precision)
    layers('depthwise_multiplier' + end, [12, 11, 8], L.DepthwiseConv2D(3, depth_multiplier=2, strides=2), precision=precision)
    layers('separable' + end, [20, 40], L.SeparableConv1D(40, 9, padding='same'), precision=precision)
    layers('ds_cnn' + end, [25, 10, 1], L.Conv2D(8, (5, 4), strides=2, padding='same'),
           L.BatchNormalization(), L.ReLU(), L.DepthwiseConv2D(3, padding='same'),
           L.BatchNormalization(), L.ReLU(), L.Conv2D(8, 1), L.ReLU(),
           L.AveragePooling2D((13, 5)), L.Flatten(), L.Dense(12, activation='softmax'), precision=precision)
    layers('max_pool' + end, [9, 8, 3], L.MaxPooling2D((3, 2), strides=(2, 1), padding='same'), precision=precision)
    layers('average_pool' + end, [9, 8, 3], L.AveragePooling2D(3, strides=2, padding='same'), precision=precision)
    layers('global_average' + end, [9, 8, 3], L.Conv2D(4, 3), L.GlobalAveragePooling2D(), precision=precision)


def integer_cells():
    """LSTMs whose memory has 16 bits; more than 64 steps become a loop."""
    layers('lstm_whole_int8', [9, 10], L.LSTM(12), precision='int8')
    # weights as large as these fill the memory: below a half, its scale is one that LiteRT does not compute
    layers('lstm_long_int8', [80, 4], L.LSTM(5, kernel_initializer=tf.keras.initializers.RandomUniform(-2, 2)), precision='int8')
    layers('lstm_sequence_int8', [9, 10], L.LSTM(12, return_sequences=True), precision='int8')
    layers('bidirectional_int8', [9, 10], L.Bidirectional(L.LSTM(6)), precision='int8')
    layers('crnn_int8', [25, 10, 1], L.Conv2D(8, 3, strides=(1, 2), padding='same', activation='relu'),
           L.Reshape((25, 40)), L.LSTM(24, return_sequences=True), L.LSTM(16),
           L.Dense(12, activation='softmax'), precision='int8')


def integer_functions(precision):
    """Not SUM: LiteRT's reference kernel takes all levels for uint8."""
    def make(name, shape, function, low=-1):
        one(name + '_' + precision, shape, function, precision, low)
    for op in 'relu relu6 sigmoid tanh exp abs'.split():
        function = getattr(tf.nn, op, None) or getattr(tf, op, None) or getattr(tf.math, op)
        make('unary_' + op, [1, 3, 4, 50], lambda x, f=function: f(x * 4))
    for op in 'rsqrt log'.split():
        make('positive_' + op, [2, 90], lambda x, op=op: getattr(tf.math, op)(tf.nn.relu(x) + 0.1), low=0.1)
    for op in 'add subtract multiply maximum minimum'.split():
        function = getattr(tf.math, op)
        make('binary_' + op, [1, 3, 4, 5], lambda x, f=function: f(x, tf.tanh(x * 2)))
        make('channel_' + op, [1, 3, 4, 5], lambda x, f=function: f(x, floats(5)))
    make('add_relu', [1, 3, 40], lambda x: tf.nn.relu(x + floats(40)))
    make('leaky_relu', [1, 4, 90], lambda x: tf.nn.leaky_relu(x * 3, 0.3))
    make('gelu', [1, 4, 90], lambda x: tf.nn.gelu(x * 3))
    make('gelu_tanh', [1, 4, 90], lambda x: tf.nn.gelu(x * 3, approximate=True))
    make('softmax', [4, 12], lambda x: tf.nn.softmax(x * 4))
    make('softmax_long', [2, 100], tf.nn.softmax)
    make('softmax_steep', [1, 3, 7], lambda x: tf.nn.softmax(x * 40))
    make('softmax_one', [3, 1], tf.nn.softmax)
    make('mean', [2, 30, 4], lambda x: tf.reduce_mean(x, 1))
    make('mean_keep', [2, 3, 4, 7], lambda x: tf.reduce_mean(x, [1, 2], keepdims=True))
    make('max', [2, 3, 4], lambda x: tf.reduce_max(x, 1))
    make('min', [2, 3, 4], lambda x: tf.reduce_min(x, 1))
    make('reshape', [2, 3, 4], lambda x: tf.reshape(x, [4, -1]))
    make('squeeze', [1, 3, 1, 4], tf.squeeze)
    make('expand_dims', [2, 3], lambda x: tf.expand_dims(x, 1))
    make('transpose', [2, 3, 4], lambda x: tf.transpose(x, [2, 0, 1]))
    make('tile', [2, 3], lambda x: tf.tile(x, [2, 3]))
    make('strided_slice', [4, 6], lambda x: x[1:4:2, ::2])
    make('slice', [4, 6], lambda x: tf.slice(x, [1, 2], [2, -1]))
    make('split', [4, 6], lambda x: tf.concat(tf.split(x, 3, 1)[::-1], 0))
    make('split_v', [4, 6], lambda x: tf.concat(tf.split(x, [1, 3, 2], 1)[::-1], 1))
    make('concat', [1, 3, 4], lambda x: tf.concat([x, tf.tanh(x * 3)], -1))
    make('pack', [3, 4], lambda x: tf.stack([x, tf.tanh(x)], 1))
    make('unpack', [3, 4], lambda x: tf.unstack(x, axis=1)[2])
    make('gather', [5, 3], lambda x: tf.gather(x, [4, 0, 2]))
    make('pad', [2, 3], lambda x: tf.pad(x, [[1, 0], [0, 2]]))
    make('mirror', [1, 5, 4], lambda x: tf.pad(x, [[0, 0], [2, 1], [1, 2]], 'REFLECT'))
    make('reverse', [3, 4], lambda x: tf.reverse(x, [0]))
    make('matmul', [2, 7], lambda x: tf.matmul(x, floats(7, 3)))
    make('batch_matmul', [2, 3, 40], lambda x: tf.matmul(x, tf.tanh(x), transpose_b=True))
    make('batch_matmul_turned', [2, 40, 3], lambda x: tf.matmul(x, tf.tanh(x), transpose_a=True))
    make('resize_bilinear', [1, 4, 5, 2], lambda x: tf.raw_ops.ResizeBilinear(images=x, size=[7, 9]))
    make('resize_centers', [1, 9, 7, 2], lambda x: tf.raw_ops.ResizeBilinear(images=x, size=[5, 4], half_pixel_centers=True))
    make('resize_corners', [1, 4, 5, 2], lambda x: tf.raw_ops.ResizeBilinear(images=x, size=[7, 9], align_corners=True))
    make('resize_nearest', [1, 4, 5, 2], lambda x: tf.raw_ops.ResizeNearestNeighbor(images=x, size=[7, 9]))
    layers('transposed_' + precision, [5, 4, 3], L.Conv2DTranspose(4, 3, strides=2, padding='same'), precision=precision)
    layers('transposed_valid_' + precision, [5, 4, 30], L.Conv2DTranspose(4, (3, 2), strides=2), precision=precision)
    layers('lstm_' + precision, [9, 10], L.LSTM(6, unroll=True), precision=precision)
    make('attention', [1, 6, 8], lambda x: tf.matmul(tf.nn.softmax(tf.matmul(x, x, transpose_b=True)), x))
    make('residual', [1, 5, 6, 4], lambda x: tf.nn.relu(x + tf.nn.conv2d(
        tf.nn.relu(tf.nn.conv2d(x, floats(3, 3, 4, 4), 1, 'SAME')), floats(3, 3, 4, 4), 1, 'SAME')))


def integer_bytes():
    """What the converter, or LiteRT, has for int8 alone."""
    def make(name, shape, function, low=-1):
        one(name + '_int8', shape, function, 'int8', low)
    make('unary_elu', [1, 3, 4, 50], lambda x: tf.nn.elu(x * 4))
    make('positive_sqrt', [2, 90], lambda x: tf.sqrt(tf.nn.relu(x) + 0.1), low=0.1)
    make('binary_squared_difference', [1, 3, 4, 5], lambda x: tf.math.squared_difference(x, tf.tanh(x * 2)))
    make('channel_squared_difference', [1, 3, 4, 5], lambda x: tf.math.squared_difference(x, floats(5)))
    make('hard_swish', [1, 4, 90], lambda x: x * tf.nn.relu6(x + 3) * np.float32(1 / 6))
    make('hard_swish_steep', [1, 4, 90], lambda x: tf.abs(x) * 9 * tf.nn.relu6(tf.abs(x) * 9 + 3) * np.float32(1 / 6))
    make('log_softmax', [4, 12], lambda x: tf.nn.log_softmax(x * 9))
    make('log_softmax_flat', [3, 100], lambda x: tf.nn.log_softmax(x * 0.1))
    make('log_softmax_long', [2, 5, 300], tf.nn.log_softmax)
    make('log_softmax_one', [3, 1], tf.nn.log_softmax)
    make('arg_max', [3, 5], lambda x: tf.argmax(x, 1, output_type=tf.int32))
    make('pad_v2', [2, 3], lambda x: tf.pad(x, [[1, 0], [0, 2]], constant_values=0.5))
    make('space_to_depth', [1, 4, 6, 2], lambda x: tf.nn.space_to_depth(x, 2))
    make('depth_to_space', [1, 2, 3, 8], lambda x: tf.nn.depth_to_space(x, 2))
    layers('prelu_int8', [4, 5, 3], L.PReLU(shared_axes=[1, 2], alpha_initializer='uniform'), precision='int8')
