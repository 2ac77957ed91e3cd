"""Parts of networks, of several operators each."""
import numpy as np
import tensorflow as tf

from models import L, floats, layers, one


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
