"""Layers as TensorFlow 1's own libraries spell them (tf.layers, slim, contrib.layers), and what tf.cond leaves behind."""

import numpy as np

from models import FRAMES, SPECTRUM, conv, depthwise, image, softmax
from tf1 import CONTRIB, along, tf, weights

TIME, WIDTH = 20, 13
SEQUENCE = [1, TIME, WIDTH]


def atrous_pyramid(x):
    h = image(x)
    return softmax(tf.concat([tf.nn.relu(conv(h, "r%d" % r, 3, 3, 8, dilation=[r, r])) for r in (1, 2, 4)], 3))


def causal_wavenet(x):
    h = conv(tf.expand_dims(x, 2), "in", 1, 1, 16)
    skips = 0.0
    for i in range(4):
        d = 2 ** i
        padded = tf.pad(h, [[0, 0], [d, 0], [0, 0], [0, 0]])
        with tf.variable_scope("b%d" % i):
            f = tf.nn.convolution(padded, weights("f", 2, 1, 16, 16), "VALID", dilation_rate=[d, 1])
            g = tf.nn.convolution(padded, weights("g", 2, 1, 16, 16), "VALID", dilation_rate=[d, 1])
        y = conv(tf.tanh(f) * tf.sigmoid(g), "o%d" % i, 1, 1, 16)
        skips = skips + y
        h = h + y
    return softmax(tf.reduce_max(tf.nn.relu(skips), [1, 2]))


def squeeze_excite(x):
    h = tf.nn.relu(conv(image(x), "c", 3, 3, 16, (2, 2)))
    s = tf.reduce_mean(h, [1, 2])
    with tf.variable_scope("se"):
        s = tf.sigmoid(tf.matmul(tf.nn.relu(tf.matmul(s, weights("a", 16, 4))), weights("b", 4, 16)))
    return softmax(h * tf.reshape(s, [-1, 1, 1, 16]))


def inverted_residual(x):
    h = conv(image(x), "c", 3, 3, 8, (2, 2))
    y = tf.nn.relu6(conv(h, "expand", 1, 1, 24))
    y = tf.nn.relu6(depthwise(y, "d", 3, 3))
    return softmax(h + conv(y, "project", 1, 1, 8))


def separable(x, stride):
    h = tf.nn.separable_conv2d(image(x), weights("d", 3, 3, 1, 8), weights("p", 1, 1, 8, 12), [1, stride, stride, 1], "SAME")
    return tf.nn.separable_conv2d(h, weights("d2", 5, 1, 12, 2), weights("p2", 1, 1, 24, 9), [1, 1, 1, 1], "VALID")


def separable_dilated(x):
    options = {"rate": [2, 2]} if CONTRIB else {"dilations": [2, 2]}
    return tf.nn.separable_conv2d(
        image(x), weights("d", 3, 3, 1, 8), weights("p", 1, 1, 8, 12), [1, 1, 1, 1], "SAME", **options)


def transposed(x, stride, padding, kernel=(3, 3), channels=5):
    h, w = FRAMES, 40
    out = [
        n * s if padding == "SAME" else (n - 1) * s + max(k, s)
        for n, s, k in zip((h, w), stride, kernel)]
    return tf.nn.conv2d_transpose(
        tf.concat([image(x), image(x) * 0.5], 3), weights("w", kernel[0], kernel[1], channels, 2), [1] + out + [channels],
        [1, stride[0], stride[1], 1], padding) + weights("b", channels)


def autoencoder(x):
    h = tf.nn.relu(conv(image(x[:, :48]), "c0", 3, 3, 6, (2, 2)))
    h = tf.nn.relu(conv(h, "c1", 3, 3, 8, (2, 2)))
    for i, (c, k) in enumerate(((6, 8), (1, 6))):
        shape = tf.shape(h)
        out = tf.stack([shape[0], shape[1] * 2, shape[2] * 2, c])
        size = [1, 2 * int(h.shape[1]), 2 * int(h.shape[2]), c]
        h = tf.nn.relu(tf.nn.conv2d_transpose(h, weights("t%d" % i, 3, 3, c, k), out, [1, 2, 2, 1], "SAME"))
        h.set_shape(size)
    return softmax(h)


def unpooled(x, method):
    h = tf.nn.relu(conv(image(x), "c", 3, 3, 4, (2, 2)))
    resize = {"nearest": tf.image.resize_nearest_neighbor, "bilinear": tf.image.resize_bilinear}[method]
    return conv(resize(h, [49, 40]), "after", 3, 3, 2)


def moments_norm(x, axes):
    if CONTRIB:
        mean, variance = tf.nn.moments(x, axes, keep_dims=True)
    else:
        mean, variance = tf.nn.moments(x, axes, keepdims=True)
    n = int(x.shape[-1])
    return tf.nn.batch_normalization(x, mean, variance, weights("beta", n), weights("gamma", n), 1e-5)


def group_norm(x):
    h = conv(image(x), "c", 3, 3, 8, (2, 2))
    _, t, w, c = [int(d) for d in h.shape]
    g = tf.reshape(h, [-1, t, w, 4, c // 4])
    mean, variance = tf.nn.moments(g, [1, 2, 4], keep_dims=True) if CONTRIB else tf.nn.moments(g, [1, 2, 4], keepdims=True)
    g = (g - mean) / tf.sqrt(variance + 1e-5)
    return softmax(tf.reshape(g, [-1, t, w, c]) * weights("gamma", c) + weights("beta", c))


def old_norm(x):
    n = 8
    h = conv(image(x), "c", 3, 3, n)
    return tf.nn.batch_norm_with_global_normalization(
        h, weights("m", n), tf.square(weights("v", n)) + 0.5, weights("beta", n), weights("gamma", n), 1e-3, True)


def half_norm(x, **which):
    n = 8
    h = conv(image(x), "c", 3, 3, n)
    return tf.nn.batch_normalization(
        h, weights("m", n), tf.square(weights("v", n)) + 0.5, variance_epsilon=1e-3,
        offset=weights("beta", n) if which.get("offset") else None, scale=weights("gamma", n) if which.get("scale") else None)


def dropped(x, keep=1.0):
    """Dropout with a probability that is only known to be 1 in the frozen graph."""
    keep_prob = tf.placeholder_with_default(tf.constant(keep), [], name="keep_prob")
    h = tf.nn.relu(conv(image(x), "c", 3, 3, 8, (2, 2)))
    h = tf.nn.dropout(h, keep_prob=keep_prob) if CONTRIB else tf.nn.dropout(h, rate=1 - keep_prob)
    return softmax(h)


def phased(x):
    """A learning phase that a placeholder's default decides."""
    training = tf.placeholder_with_default(tf.constant(False), [], name="training")
    h = tf.nn.relu(conv(image(x), "c", 3, 3, 8, (2, 2)))
    h = tf.cond(training, lambda: tf.nn.dropout(h, 0.5), lambda: tf.identity(h))
    return softmax(h)


def loud_or_soft(x):
    """A branch that the input decides."""
    loud = tf.reduce_mean(tf.abs(x)) > 0.5
    h = tf.cond(loud, lambda: x * 0.5 + 1.0, lambda: tf.tanh(x))
    flipped = tf.cond(tf.reduce_max(x) > 100.0, lambda: tf.zeros_like(x), lambda: h - 1.0)
    return flipped


def nested_conditions(x):
    mean = tf.reduce_mean(x)
    return tf.cond(
        mean > 10.0, lambda: x, lambda: tf.cond(mean > -10.0, lambda: x * 2.0, lambda: tf.ones_like(x)))


def constants_by_condition(x):
    level = tf.cond(tf.reduce_sum(x) > 1e9, lambda: tf.constant(3.0), lambda: tf.constant(5.0))
    return x * level


def attention_pool(x):
    """Additive attention over frames, the softmax over an axis that is not the last."""
    with tf.variable_scope("a"):
        h = tf.tanh(along(x, weights("w", WIDTH, 16)) + weights("b", 16))
        scores = along(h, weights("v", 16, 1))
    shares = tf.nn.softmax(scores, 1)
    return tf.reduce_sum(x * shares, 1)


def multi_head(x, heads=4):
    d = 16
    h = tf.tensordot(x, weights("in", WIDTH, d), 1)
    q, k, v = [tf.concat(tf.split(tf.tensordot(h, weights(n, d, d), 1), heads, axis=2), axis=0) for n in "qkv"]
    scores = tf.matmul(q, tf.transpose(k, [0, 2, 1])) / (d // heads) ** 0.5
    y = tf.concat(tf.split(tf.matmul(tf.nn.softmax(scores), v), heads, axis=0), axis=2)
    return y + h


def masked_attention(x):
    scores = tf.matmul(x, x, transpose_b=True)
    mask = tf.matrix_band_part(tf.ones([TIME, TIME]), -1, 0) if CONTRIB else tf.linalg.band_part(tf.ones([TIME, TIME]), -1, 0)
    scores = tf.where(tf.tile(mask[tf.newaxis] > 0, [1, 1, 1]), scores, tf.fill([1, TIME, TIME], -1e9))
    return tf.matmul(tf.nn.softmax(scores), x)


def highway(x):
    h = tf.reshape(x, [TIME, WIDTH])
    t = tf.sigmoid(tf.matmul(h, weights("t", WIDTH, WIDTH)) - 2.0)
    return t * tf.nn.relu(tf.matmul(h, weights("h", WIDTH, WIDTH))) + (1.0 - t) * h


def maxout(x):
    h = tf.reshape(tf.matmul(tf.reshape(x, [TIME, WIDTH]), weights("w", WIDTH, 24)), [TIME, 8, 3])
    return tf.reduce_max(h, 2)


def tdnn(x):
    """Frames spliced with their neighbors, then a product: time delay layers, statistics pooled."""
    h = x
    for i, context in enumerate(((-2, -1, 0, 1, 2), (-1, 2), (-3, 3))):
        padded = tf.pad(h, [[0, 0], [3, 3], [0, 0]])
        n = int(h.shape[1])
        h = tf.concat([padded[:, 3 + c:3 + c + n] for c in context], 2)
        h = tf.nn.relu(along(h, weights("w%d" % i, int(h.shape[2]), 24)) + weights("b%d" % i, 24))
    mean, variance = tf.nn.moments(h, [1])
    return softmax(tf.concat([mean, tf.sqrt(variance + 1e-6)], 1))


def lookup(x):
    """Scores that pick rows of a table."""
    best = tf.argmax(x, 2)
    return tf.nn.embedding_lookup(weights("table", WIDTH, 6), best)


def last_relevant(x):
    rows = tf.stack([tf.range(1), tf.constant([TIME - 3])], 1)
    return tf.gather_nd(x, rows)


GRAPHS = {
    "atrous_pyramid": (SPECTRUM, atrous_pyramid),
    "causal_wavenet": (SPECTRUM, causal_wavenet),
    "squeeze_excite": (SPECTRUM, squeeze_excite),
    "inverted_residual": (SPECTRUM, inverted_residual),
    "separable": (SPECTRUM, lambda x: separable(x, 1)),
    "separable_strided": (SPECTRUM, lambda x: separable(x, 2)),
    "separable_dilated": (SPECTRUM, separable_dilated),
    "transpose_same": (SPECTRUM, lambda x: transposed(x, (2, 2), "SAME")),
    "transpose_valid": (SPECTRUM, lambda x: transposed(x, (2, 3), "VALID")),
    "transpose_wide_stride": (SPECTRUM, lambda x: transposed(x, (3, 4), "VALID", (2, 3))),
    "transpose_stride_1": (SPECTRUM, lambda x: transposed(x, (1, 1), "SAME", (4, 5))),
    "transpose_one_channel": (SPECTRUM, lambda x: transposed(x, (2, 1), "SAME", (5, 1), 1)),
    "autoencoder": (SPECTRUM, autoencoder),
    "unpooled_nearest": (SPECTRUM, lambda x: unpooled(x, "nearest")),
    "unpooled_bilinear": (SPECTRUM, lambda x: unpooled(x, "bilinear")),
    "instance_norm": (SPECTRUM, lambda x: moments_norm(conv(image(x), "c", 3, 3, 8), [1, 2])),
    "layer_norm_conv": (SPECTRUM, lambda x: moments_norm(conv(image(x), "c", 3, 3, 8), [1, 2, 3])),
    "group_norm": (SPECTRUM, group_norm),
    "norm_old": (SPECTRUM, old_norm),
    "norm_neither": (SPECTRUM, half_norm),
    "norm_offset": (SPECTRUM, lambda x: half_norm(x, offset=True)),
    "norm_scale": (SPECTRUM, lambda x: half_norm(x, scale=True)),
    "dropout_kept": (SPECTRUM, dropped),
    "learning_phase": (SPECTRUM, phased),
    "cond_on_input": (SPECTRUM, loud_or_soft),
    "cond_nested": (SPECTRUM, nested_conditions),
    "cond_constants": (SPECTRUM, constants_by_condition),
    "attention_pool": (SEQUENCE, attention_pool),
    "multi_head": (SEQUENCE, multi_head),
    "masked_attention": (SEQUENCE, masked_attention),
    "highway": (SEQUENCE, highway),
    "maxout": (SEQUENCE, maxout),
    "tdnn": (SEQUENCE, tdnn),
    "lookup": (SEQUENCE, lookup),
    "last_relevant": (SEQUENCE, last_relevant),
}

if hasattr(tf, "layers") and CONTRIB:
    layers = tf.layers

    def tf_layers(x):
        h = layers.conv1d(x, 16, 5, 2, "same", activation=tf.nn.relu)
        h = layers.batch_normalization(h, training=False)
        h = layers.max_pooling1d(h, 2, 2, "same")
        h = layers.conv1d(h, 24, 3, dilation_rate=2, padding="same", activation=tf.nn.elu)
        h = layers.average_pooling1d(h, 2, 1, "valid")
        h = layers.dropout(layers.dense(h, 12, activation=tf.nn.tanh), training=False)
        return layers.dense(layers.flatten(h) if hasattr(layers, "flatten") else tf.reshape(h, [1, -1]), 12, tf.nn.softmax)

    def tf_layers_2d(x, fused):
        h = layers.conv2d(image(x), 8, (8, 4), (2, 1), "same", use_bias=False)
        h = tf.nn.relu(layers.batch_normalization(h, training=False, fused=fused, scale=fused))
        h = layers.separable_conv2d(h, 12, 3, (2, 2), "same", depth_multiplier=2, activation=tf.nn.relu6)
        h = layers.conv2d(h, 12, 3, dilation_rate=(2, 1), activation=tf.nn.leaky_relu if hasattr(tf.nn, "leaky_relu") else tf.nn.selu)
        h = layers.conv2d_transpose(h, 4, 3, 2, "same")
        return softmax(layers.max_pooling2d(h, (2, 2), (2, 2)))

    def phase_of_layers(x):
        training = tf.placeholder_with_default(False, [], name="is_training")
        h = layers.conv2d(image(x), 8, 3, 2)
        h = tf.nn.relu(layers.batch_normalization(h, training=training))
        h = layers.dropout(h, 0.5, training=training)
        return softmax(h)

    def slim_net(x):
        slim = tf.contrib.slim
        norm = {"is_training": False, "decay": 0.96}
        with slim.arg_scope([slim.conv2d, slim.separable_conv2d], normalizer_fn=slim.batch_norm, normalizer_params=norm):
            h = slim.conv2d(image(x), 16, [10, 4], stride=2)
            h = slim.separable_conv2d(h, None, [3, 3], depth_multiplier=1, stride=2)
            h = slim.conv2d(h, 16, [1, 1])
            h = slim.conv2d(h, 16, [3, 3], rate=2)
        h = slim.avg_pool2d(h, [int(h.shape[1]), int(h.shape[2])])
        return slim.softmax(slim.fully_connected(slim.dropout(slim.flatten(h), 0.5, is_training=False), 12, activation_fn=None))

    def contrib_layer_norm(x):
        return tf.contrib.layers.layer_norm(conv(image(x), "c", 3, 3, 8), activation_fn=tf.nn.relu)

    GRAPHS.update({
        "tf_layers": (SEQUENCE, tf_layers),
        "tf_layers_fused": (SPECTRUM, lambda x: tf_layers_2d(x, True)),
        "tf_layers_unfused": (SPECTRUM, lambda x: tf_layers_2d(x, False)),
        "tf_layers_phase": (SPECTRUM, phase_of_layers),
        "slim": (SPECTRUM, slim_net),
        "contrib_layer_norm": (SPECTRUM, contrib_layer_norm),
    })
