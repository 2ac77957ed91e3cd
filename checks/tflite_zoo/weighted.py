"""Products, convolutions and recurrent layers."""
import tensorflow as tf

from models import L, floats, layers, one


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
