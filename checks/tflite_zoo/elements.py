"""Operators that work element by element."""
import numpy as np
import tensorflow as tf

from models import L, floats, layers, one


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
