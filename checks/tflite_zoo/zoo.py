"""Makes small TensorFlow Lite models, one per operator, option and idiom, with what LiteRT computes.

    zoo.py DIR

Writes NAME.tflite, NAME.input.csv and NAME.output.csv into DIR: the shape in the first line, then
one value per line. Needs the PyPI packages tensorflow-cpu, tf_keras, ai-edge-litert and numpy.
"""
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
os.environ['CUDA_VISIBLE_DEVICES'] = ''
os.environ['TF_USE_LEGACY_KERAS'] = '1'

import numpy as np
import tensorflow as tf
import tf_keras as keras
from ai_edge_litert.interpreter import Interpreter, OpResolverType

RANDOM = np.random.RandomState(7)
MODELS = []
L = keras.layers


def floats(*shape, low=-1, high=1):
    return RANDOM.uniform(low, high, shape).astype(np.float32)


def one(name, shape, function, precision='float', low=-1):
    """A model of a function of TensorFlow."""
    MODELS.append((name, shape, function, precision, low))


def layers(name, shape, *stack, precision='float'):
    """A model of Keras layers, one after the other; built where it is converted."""
    MODELS.append((name, [1] + shape, stack, precision, -1))


def write(file, values):
    with open(file, 'w') as out:
        out.write('shape ' + ' '.join(map(str, values.shape)) + '\n')
        out.writelines('%.9g\n' % v for v in values.reshape(-1))


def converter(shape, function):
    if isinstance(function, tuple):
        keras.utils.set_random_seed(5)
        x = y = keras.Input(shape[1:], batch_size=1)
        for layer in function:
            y = layer(y)
        model = keras.Model(x, y)
        for weight in model.weights:
            if 'moving_variance' not in weight.name and 'gamma' not in weight.name:
                weight.assign(weight + floats(*weight.shape, low=-0.1, high=0.1))
        return tf.lite.TFLiteConverter.from_keras_model(model)
    spec = tf.TensorSpec(shape, tf.float32, name='x')
    concrete = tf.function(function).get_concrete_function(spec)
    return tf.lite.TFLiteConverter.from_concrete_functions([concrete])


def interpreter(model):
    """LiteRT with its reference kernels, or with the others where an operator has none."""
    for kernels in (OpResolverType.BUILTIN_REF, OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES):
        try:
            runtime = Interpreter(model_content=model, experimental_op_resolver_type=kernels)
            runtime.allocate_tensors()
            return runtime
        except (RuntimeError, ValueError) as e:
            why = e
    raise why


INTEGERS = {'int8': tf.int8, 'uint8': tf.uint8, 'int16x8': tf.int16, 'inside': tf.float32}


def quantized(conversion, shape, precision, low):
    """The inputs and outputs of 'inside' stay real; of 'uint8' only they have no sign."""
    examples = [floats(*shape, low=low) for _ in range(8)]
    conversion.representative_dataset = lambda: [[example] for example in examples]
    mode = tf.lite.OpsSet.TFLITE_BUILTINS_INT8
    if precision == 'int16x8':
        mode = tf.lite.OpsSet.EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8
    conversion.target_spec.supported_ops = [mode]
    conversion.inference_input_type = conversion.inference_output_type = INTEGERS[precision]


def levels(shape, dtype):
    """Levels of the whole range, most of them in its middle."""
    limits = np.iinfo(dtype)
    middle = (int(limits.min) + limits.max + 1) // 2
    values = RANDOM.normal(middle, (int(limits.max) - limits.min) / 5, shape)
    return np.clip(np.rint(values), limits.min, limits.max).astype(dtype)


def save(folder, name, shape, function, precision, low):
    conversion = converter(shape, function)
    if precision != 'float':
        conversion.optimizations = [tf.lite.Optimize.DEFAULT]
    if precision == 'float16':
        conversion.target_spec.supported_types = [tf.float16]
    if precision in INTEGERS:
        quantized(conversion, shape, precision, low)
    model = conversion.convert()
    runtime = interpreter(model)
    dtype = runtime.get_input_details()[0]['dtype']
    feed = floats(*shape, low=low) if dtype == np.float32 else levels(shape, dtype)
    runtime.set_tensor(runtime.get_input_details()[0]['index'], feed)
    runtime.invoke()
    result = runtime.get_tensor(runtime.get_output_details()[0]['index'])
    path = os.path.join(folder, name)
    with open(path + '.tflite', 'wb') as out:
        out.write(model)
    write(path + '.input.csv', feed)
    write(path + '.output.csv', result)


def elementwise():
    for op in ('relu relu6 sigmoid tanh exp abs negative floor ceil sign sin cos square elu '
               'round').split():
        function = getattr(tf.nn, op, None) or getattr(tf, op, None) or getattr(tf.math, op)
        one('unary_' + op, [1, 3, 4, 5], function)
    for op in 'sqrt rsqrt log'.split():
        one('positive_' + op, [2, 9], lambda x, op=op: getattr(tf.math, op)(x), low=0.1)
    one('leaky_relu', [1, 4, 9], lambda x: tf.nn.leaky_relu(x, 0.3))
    one('gelu', [1, 4, 9], lambda x: tf.nn.gelu(x))
    one('gelu_tanh', [1, 4, 9], lambda x: tf.nn.gelu(x, approximate=True))
    one('hard_swish', [1, 4, 9], lambda x: x * tf.nn.relu6(x * 5 + 3) / 6)
    one('swish', [1, 4, 9], tf.nn.swish)
    one('relu_n1_to_1', [1, 9], lambda x: tf.clip_by_value(x * 3, -1, 1))
    one('relu_0_to_1', [1, 9], lambda x: tf.clip_by_value(x * 3, 0, 1))
    one('clip', [1, 9], lambda x: tf.clip_by_value(x, -0.5, 0.25))
    one('softplus', [1, 9], tf.math.softplus)
    one('selu', [1, 9], tf.nn.selu)
    layers('prelu', [4, 5, 3], L.PReLU(shared_axes=[1, 2]))
    layers('prelu_whole', [4, 3], L.PReLU())
    for op in ('add subtract multiply divide maximum minimum squared_difference floordiv '
               'floormod pow').split():
        function = getattr(tf.math, op)
        low = 0.1 if op == 'pow' else -1
        one('binary_' + op, [1, 3, 4, 5], lambda x, f=function: f(x, floats(1, 3, 4, 5, low=0.5)), low=low)
        one('channel_' + op, [1, 3, 4, 5], lambda x, f=function: f(x, floats(5, low=0.5)), low=low)
        one('reversed_' + op, [1, 3, 4], lambda x, f=function: f(np.float32(1.5), x), low=0.5)
        one('higher_' + op, [4, 5], lambda x, f=function: f(x, floats(2, 3, 1, 5, low=0.5)), low=low)
    one('computed_add', [1, 3, 4], lambda x: tf.exp(x) + tf.reduce_sum(x, 2, keepdims=True))
    one('add_relu', [1, 3, 4], lambda x: tf.nn.relu(x + floats(4)))
    one('add_n', [2, 3], lambda x: tf.add_n([x, tf.exp(x), tf.abs(x)]))
    one('pow_2', [1, 9], lambda x: x ** 2)
    one('pow_half', [1, 9], lambda x: x ** 0.5, low=0.1)
    one('pow_3', [1, 9], lambda x: x ** 3)
    for op in 'equal not_equal greater greater_equal less less_equal'.split():
        function = getattr(tf.math, op)
        one('where_' + op, [2, 3, 4], lambda x, f=function: tf.where(f(tf.round(x * 2), 1.0), x, floats(4)))
    one('logic', [3, 4], lambda x: tf.cast(
        tf.logical_or(tf.logical_and(x > 0, x < 0.5), tf.logical_not(x > -0.5)), tf.float32))
    one('select_broadcast', [2, 3, 4], lambda x: tf.where(x[:, :, :1] > 0, x, 0.5))
    one('cast_int', [9], lambda x: tf.cast(tf.cast(x * 9, tf.int32), tf.float32))
    one('int_div', [9], lambda x: tf.cast(tf.cast(x * 90, tf.int32) // 7, tf.float32))


def shapes():
    one('reshape', [2, 3, 4], lambda x: tf.reshape(x, [4, -1]))
    one('reshape_rank1', [2, 3], lambda x: tf.reshape(x, [-1]))
    one('squeeze', [1, 3, 1, 4], tf.squeeze)
    one('squeeze_axis', [1, 3, 1, 4], lambda x: tf.squeeze(x, [2]))
    one('expand_dims', [2, 3], lambda x: tf.expand_dims(x, 1) + floats(4, 1))
    one('transpose', [2, 3, 4], lambda x: tf.transpose(x, [2, 0, 1]))
    one('transpose_ones', [1, 3, 1, 4], lambda x: tf.transpose(x, [0, 2, 1, 3]))
    one('tile', [2, 3], lambda x: tf.tile(x, [2, 3]))
    one('broadcast_to', [3, 1], lambda x: tf.broadcast_to(x, [2, 3, 4]))
    one('fill', [2, 3], lambda x: x + tf.fill([3], 0.5))
    one('shape_chain', [2, 3, 4], lambda x: tf.reshape(x, [tf.shape(x)[0], tf.shape(x)[1] * tf.shape(x)[2]]))
    one('range', [5], lambda x: x * tf.cast(tf.range(tf.shape(x)[0]), tf.float32))
    one('zeros_like', [2, 3], lambda x: tf.concat([x, tf.zeros_like(x)], 0))
    one('strided_slice', [4, 6], lambda x: x[1:4:2, ::2])
    one('strided_back', [4, 6], lambda x: x[::-1, 4:0:-2])
    one('strided_index', [4, 6], lambda x: x[2])
    one('strided_last', [4, 6], lambda x: x[:, -1])
    one('strided_new', [4, 6], lambda x: x[:, tf.newaxis, 1:3])
    one('strided_ellipsis', [2, 3, 4], lambda x: x[..., 1])
    one('slice', [4, 6], lambda x: tf.slice(x, [1, 2], [2, -1]))
    one('split', [4, 6], lambda x: tf.concat([tf.exp(p) for p in tf.split(x, 3, 1)], 0))
    one('split_v', [4, 6], lambda x: tf.concat([tf.exp(p) for p in tf.split(x, [1, 3, 2], 1)][::-1], 1))
    one('concat_negative', [1, 3, 4], lambda x: tf.concat([x, tf.exp(x)], -1))
    one('pack', [3, 4], lambda x: tf.stack([x, tf.exp(x)], 1))
    one('unpack', [3, 4], lambda x: tf.add_n(tf.unstack(x, axis=1)))
    one('gather', [5, 3], lambda x: tf.gather(x, [4, 0, 2]))
    one('gather_axis', [2, 5, 3], lambda x: tf.gather(x, [[4, 0], [1, 1]], axis=1))
    one('gather_one', [5, 3], lambda x: tf.gather(x, 3))
    one('pad', [2, 3], lambda x: tf.pad(x, [[1, 0], [0, 2]]))
    one('pad_v2', [2, 3], lambda x: tf.pad(x, [[1, 0], [0, 2]], constant_values=0.5))
    one('mirror_reflect', [1, 5, 4], lambda x: tf.pad(x, [[0, 0], [2, 1], [1, 2]], 'REFLECT'))
    one('mirror_symmetric', [1, 5, 4], lambda x: tf.pad(x, [[0, 0], [2, 1], [1, 2]], 'SYMMETRIC'))
    one('reverse', [3, 4], lambda x: tf.reverse(x, [0]))
    one('space_to_depth', [1, 4, 6, 2], lambda x: tf.nn.space_to_depth(x, 2))
    one('depth_to_space', [1, 2, 3, 8], lambda x: tf.nn.depth_to_space(x, 2))
    one('space_to_batch', [1, 4, 6, 2], lambda x: tf.space_to_batch(x, [2, 3], [[0, 0], [1, 2]]))
    one('batch_to_space', [6, 2, 3, 2], lambda x: tf.batch_to_space(x, [2, 3], [[0, 1], [1, 0]]))


def reductions():
    for op in 'mean sum max min prod'.split():
        function = getattr(tf, 'reduce_' + op)
        one('reduce_' + op, [2, 3, 4], lambda x, f=function: f(x, 1))
        one('reduce_%s_keep' % op, [2, 3, 4], lambda x, f=function: f(x, [0, -1], keepdims=True))
    one('global_pool', [1, 5, 4, 3], lambda x: tf.reduce_mean(x, [1, 2]))
    one('cumsum', [3, 5], lambda x: tf.cumsum(x, 1))
    one('cumsum_back', [3, 5], lambda x: tf.cumsum(x, 0, exclusive=True, reverse=True))
    one('arg_max', [3, 5], lambda x: tf.cast(tf.argmax(x, 1, output_type=tf.int32), tf.float32) + 1)
    one('softmax', [2, 7], tf.nn.softmax)
    one('softmax_3d', [2, 3, 4], tf.nn.softmax)
    one('log_softmax', [2, 7], tf.nn.log_softmax)
    one('l2_normalize', [2, 7], lambda x: tf.math.l2_normalize(x, 1))
    one('variance', [2, 7], lambda x: tf.math.reduce_variance(x, 1))


def products():
    one('matmul', [2, 7], lambda x: tf.matmul(x, floats(7, 3)))
    one('matmul_bias_relu', [2, 7], lambda x: tf.nn.relu(tf.matmul(x, floats(7, 3)) + floats(3)))
    one('matmul_turned', [7, 2], lambda x: tf.matmul(x, floats(7, 3), transpose_a=True))
    one('batch_matmul', [2, 3, 4], lambda x: tf.matmul(x, x, transpose_b=True))
    one('batch_matmul_heads', [1, 2, 3, 4], lambda x: tf.matmul(tf.nn.softmax(tf.matmul(x, x, transpose_b=True)), x))
    one('batch_matmul_adjoint', [2, 4, 3], lambda x: tf.matmul(x, tf.exp(x), transpose_a=True))
    one('batch_matmul_broadcast', [3, 4], lambda x: tf.matmul(x, floats(2, 4, 5)))
    for precision in ('float', 'float16', 'dynamic'):
        end = '' if precision == 'float' else '_' + precision
        layers('dense' + end, [40], L.Dense(30), precision=precision)
        layers('dense_3d' + end, [5, 40], L.Dense(30, activation='relu'), precision=precision)
        layers('conv' + end, [9, 8, 6], L.Conv2D(40, 3, padding='same', activation='relu'), precision=precision)
        layers('conv_strided' + end, [9, 8, 6], L.Conv2D(40, (3, 5), strides=(2, 1), activation='tanh'), precision=precision)
        layers('conv_line' + end, [20, 6], L.Conv1D(40, 3, padding='causal'), precision=precision)
        layers('conv_dilated_line' + end, [20, 6], L.Conv1D(40, 3, dilation_rate=2, padding='same'), precision=precision)
        layers('depthwise' + end, [9, 8, 80], L.DepthwiseConv2D(5, padding='same', activation='relu6'), precision=precision)
        layers('separable' + end, [20, 40], L.SeparableConv1D(40, 9, padding='same'), precision=precision)
        layers('lstm' + end, [9, 40], L.LSTM(12), precision=precision)
        layers('lstm_sequence' + end, [9, 40], L.LSTM(12, return_sequences=True), precision=precision)
        layers('gru' + end, [7, 40], L.GRU(12), precision=precision)
        layers('bidirectional' + end, [7, 40], L.Bidirectional(L.LSTM(12, return_sequences=True)), precision=precision)

    layers('conv_one_dynamic', [9, 8, 128], L.Conv2D(1, 3), precision='dynamic')
    layers('dense_one_dynamic', [1100], L.Dense(1), precision='dynamic')
    layers('conv_groups_dynamic', [9, 8, 64], L.Conv2D(64, 3, groups=2), precision='dynamic')
    layers('rnn_dynamic', [7, 40], L.SimpleRNN(40, return_sequences=True), precision='dynamic')
    layers('conv_dilated_dynamic', [12, 11, 20], L.Conv2D(20, 3, dilation_rate=2, padding='same'), precision='dynamic')
    layers('depthwise_multiplier_dynamic', [12, 11, 80], L.DepthwiseConv2D(3, depth_multiplier=2, strides=2), precision='dynamic')
    one('gather_dynamic', [1, 40], lambda x: tf.matmul(x, floats(40, 40)) + tf.gather(floats(40, 40), [3]), 'dynamic')
    one('zeros_dynamic', [1, 40], lambda x: tf.matmul(x * 0, floats(40, 40)) + floats(40), 'dynamic')


def convolutions():
    layers('conv_same_even', [10, 7, 3], L.Conv2D(4, (4, 2), strides=2, padding='same'))
    layers('conv_dilated', [12, 9, 3], L.Conv2D(4, 3, dilation_rate=(2, 3)))
    layers('conv_dilated_same', [12, 9, 3], L.Conv2D(4, 3, dilation_rate=(2, 3), padding='same'))
    layers('conv_groups', [6, 5, 8], L.Conv2D(4, 3, groups=2))
    layers('conv_no_bias', [6, 5, 8], L.Conv2D(4, 3, use_bias=False))
    layers('conv_norm', [6, 5, 8], L.Conv2D(4, 3), L.BatchNormalization(), L.ReLU())
    layers('norm_alone', [6, 8], L.BatchNormalization())
    layers('layer_norm', [6, 8], L.LayerNormalization())
    layers('depthwise_strided', [9, 8, 4], L.DepthwiseConv2D(3, strides=2, padding='same'))
    one('depthwise_uneven', [1, 9, 8, 4], lambda x: tf.nn.relu(tf.raw_ops.DepthwiseConv2dNative(
        input=x, filter=floats(3, 3, 4, 1), strides=[1, 2, 2, 1], padding='VALID') + floats(4)))
    layers('depthwise_multiplier', [9, 8, 4], L.DepthwiseConv2D(3, depth_multiplier=3))
    layers('depthwise_dilated', [9, 8, 4], L.DepthwiseConv2D(3, dilation_rate=2))
    layers('depthwise_dilated_same', [9, 8, 4], L.DepthwiseConv2D(3, dilation_rate=2, padding='same'))
    layers('transposed', [5, 4, 3], L.Conv2DTranspose(4, 3, strides=2, padding='same'))
    layers('transposed_valid', [5, 4, 3], L.Conv2DTranspose(4, (3, 2), strides=2))
    layers('transposed_line', [5, 3], L.Conv1DTranspose(4, 3, strides=2, padding='same'))
    layers('max_pool', [9, 8, 3], L.MaxPooling2D(2))
    layers('max_pool_same', [9, 8, 3], L.MaxPooling2D((3, 2), strides=(2, 1), padding='same'))
    layers('average_pool', [9, 8, 3], L.AveragePooling2D(2))
    layers('average_pool_same', [9, 8, 3], L.AveragePooling2D(3, strides=2, padding='same'))
    layers('pool_line', [9, 3], L.MaxPooling1D(3))
    layers('global_average', [9, 8, 3], L.GlobalAveragePooling2D())
    layers('global_max', [9, 3], L.GlobalMaxPooling1D())
    layers('up_sampling', [4, 3, 2], L.UpSampling2D(2))
    layers('resizing', [9, 7, 2], L.Resizing(5, 4))
    one('resize_bilinear_old', [1, 4, 5, 2], lambda x: tf.raw_ops.ResizeBilinear(images=x, size=[7, 9]))
    one('resize_bilinear_corners', [1, 4, 5, 2], lambda x: tf.raw_ops.ResizeBilinear(images=x, size=[7, 9], align_corners=True))
    one('resize_nearest', [1, 4, 5, 2], lambda x: tf.raw_ops.ResizeNearestNeighbor(images=x, size=[7, 9]))
    one('resize_nearest_half', [1, 4, 5, 2], lambda x: tf.raw_ops.ResizeNearestNeighbor(images=x, size=[7, 9], half_pixel_centers=True))


def recurrences():
    layers('lstm_two', [8, 6], L.LSTM(4, return_sequences=True), L.LSTM(3))
    layers('lstm_backwards', [8, 6], L.LSTM(4, go_backwards=True))
    layers('lstm_relu', [8, 6], L.LSTM(4, activation='relu'))
    layers('gru_sequence', [8, 6], L.GRU(4, return_sequences=True))
    layers('gru_before', [8, 6], L.GRU(4, reset_after=False))
    layers('simple_rnn', [8, 6], L.SimpleRNN(4, return_sequences=True))
    layers('lstm_unrolled', [5, 6], L.LSTM(4, unroll=True))
    one('while', [4], lambda x: tf.while_loop(
        lambda i, y: i < 5, lambda i, y: (i + 1, tf.tanh(y) + tf.cast(i, tf.float32)), (0, x))[1])
    layers('crnn', [20, 10, 1], L.Conv2D(4, (5, 4), strides=2, activation='relu'),
           L.Reshape((8, 16)), L.GRU(6), L.Dense(5, activation='softmax'))


def idioms():
    def attention(x):
        query, key, value = (tf.matmul(x, floats(1, 8, 8)) for _ in range(3))
        weights = tf.nn.softmax(tf.matmul(query, key, transpose_b=True) / np.float32(8 ** 0.5))
        return tf.reduce_mean(x + tf.matmul(weights, value), 1)

    def squeeze_excite(x):
        y = tf.nn.relu(tf.matmul(tf.reduce_mean(x, [1, 2]), floats(4, 2)))
        return x * tf.sigmoid(tf.matmul(y, floats(2, 4)))[:, None, None, :]

    def residual(x):
        y = tf.nn.relu(tf.nn.conv2d(x, floats(3, 3, 4, 4), 1, 'SAME') + floats(4))
        return tf.nn.relu(x + tf.nn.conv2d(y, floats(3, 3, 4, 4), 1, 'SAME'))
    one('attention', [1, 6, 8], attention)
    one('squeeze_excite', [1, 5, 6, 4], squeeze_excite)
    one('residual', [1, 5, 6, 4], residual)
    layers('ds_cnn', [25, 10, 1], L.Conv2D(8, (5, 4), strides=2, padding='same'),
           L.BatchNormalization(), L.ReLU(), L.DepthwiseConv2D(3, padding='same'),
           L.BatchNormalization(), L.ReLU(), L.Conv2D(8, 1), L.ReLU(),
           L.GlobalAveragePooling2D(), L.Dense(12, activation='softmax'))
    one('layer_norm_scaled', [1, 6, 8], lambda x: (x - tf.reduce_mean(x, -1, keepdims=True)) * tf.math.rsqrt(
        tf.math.reduce_variance(x, -1, keepdims=True) + 1e-3) * floats(8) + floats(8))


def integers():
    """Operators on levels; the widths of layers make sums of many sizes."""
    for precision in INTEGERS:
        integer_layers(precision)
    for precision in ('int8', 'int16x8'):
        integer_functions(precision)
    integer_bytes()


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
    make('arg_max', [3, 5], lambda x: tf.argmax(x, 1, output_type=tf.int32))
    make('pad_v2', [2, 3], lambda x: tf.pad(x, [[1, 0], [0, 2]], constant_values=0.5))
    make('space_to_depth', [1, 4, 6, 2], lambda x: tf.nn.space_to_depth(x, 2))
    make('depth_to_space', [1, 2, 3, 8], lambda x: tf.nn.depth_to_space(x, 2))
    layers('prelu_int8', [4, 5, 3], L.PReLU(shared_axes=[1, 2], alpha_initializer='uniform'), precision='int8')


if __name__ == '__main__':
    os.makedirs(sys.argv[1], exist_ok=True)
    for family in (elementwise, shapes, reductions, products, convolutions, recurrences, idioms, integers):
        family()
    for model in MODELS:
        try:
            save(sys.argv[1], *model)
        except Exception as e:
            raise SystemExit('%s: %s' % (model[0], e)) from e
    print('%d models' % len(MODELS))
