"""Speech models and the ops that they bring along. GRAPHS: name -> (shape of the input, function)."""

import math

import numpy as np

from tf1 import CONTRIB, tf, weights

FRAMES, BANDS = 49, 40
SPECTRUM = [1, FRAMES, BANDS]


def image(x):
    return tf.expand_dims(x, -1)


def conv(x, name, h, w, channels, stride=(1, 1), padding="SAME", dilation=None):
    with tf.variable_scope(name):
        filters = weights("w", h, w, int(x.shape[-1]), channels)
        if dilation:
            y = tf.nn.convolution(x, filters, padding, dilation_rate=dilation)
        else:
            y = tf.nn.conv2d(x, filters, [1, stride[0], stride[1], 1], padding)
        return tf.nn.bias_add(y, weights("b", channels))


def depthwise(x, name, h, w, stride=1, multiplier=1, padding="SAME"):
    with tf.variable_scope(name):
        filters = weights("w", h, w, int(x.shape[-1]), multiplier)
        return tf.nn.depthwise_conv2d(x, filters, [1, stride, stride, 1], padding)


def norm(x, name, fused=True):
    with tf.variable_scope(name):
        n = int(x.shape[-1])
        scale, shift, mean = weights("gamma", n), weights("beta", n), weights("mean", n)
        variance = tf.square(weights("sigma", n)) + 0.5
        if fused:
            return tf.nn.fused_batch_norm(x, scale, shift, mean, variance, is_training=False)[0]
        return tf.nn.batch_normalization(x, mean, variance, shift, scale, 1e-3)


def dense(x, name, n):
    with tf.variable_scope(name):
        flat = x
        if len(x.shape) != 2:
            flat = tf.reshape(x, [-1, int(np.prod([int(d) for d in x.shape[1:]]))])
        return tf.matmul(flat, weights("w", int(flat.shape[-1]), n)) + weights("b", n)


def pool(x, h, w, stride):
    return tf.nn.max_pool(x, [1, h, w, 1], [1, stride, stride, 1], "SAME")


def softmax(x, n=12):
    return tf.nn.softmax(dense(x, "logits", n))


def svdf(x):
    """low_latency_svdf: a time filter over what each node's feature filter makes of every frame."""
    rank, units = 2, 32
    filters = units * rank
    f = weights("frequency", BANDS, filters)
    t = weights("time", filters, FRAMES)
    activations = tf.nn.conv1d(tf.reshape(x, [1, FRAMES * BANDS, 1]), tf.expand_dims(f, 1), BANDS, "VALID")
    activations = tf.transpose(activations, [2, 0, 1])
    outputs = tf.matmul(activations, tf.expand_dims(t, 2))
    outputs = tf.reshape(tf.transpose(tf.squeeze(outputs, 2), [1, 0]), [-1, units, rank])
    return softmax(tf.nn.relu(tf.reduce_sum(outputs, 2) + weights("bias", units)))


def residual_net(x, dilated):
    h = tf.nn.relu(conv(image(x), "c0", 3, 3, 45))
    for i in range(3):
        y = h
        for j in range(2):
            d = [2 ** i, 2 ** i] if dilated else None
            y = norm(tf.nn.relu(conv(y, "c%d_%d" % (i, j), 3, 3, 45, dilation=d)), "n%d_%d" % (i, j), False)
        h = h + y
    return softmax(tf.reduce_mean(h, [1, 2]))


def ds_cnn(x):
    h = tf.nn.relu(norm(conv(image(x), "c0", 10, 4, 64, (2, 2)), "n0"))
    for i in range(3):
        h = tf.nn.relu(norm(depthwise(h, "d%d" % i, 3, 3), "nd%d" % i))
        h = tf.nn.relu(norm(conv(h, "p%d" % i, 1, 1, 64), "np%d" % i))
    return softmax(tf.nn.avg_pool(h, [1, int(h.shape[1]), int(h.shape[2]), 1], [1, 1, 1, 1], "VALID"))


def tc_resnet(x):
    h = conv(tf.expand_dims(x, 2), "c0", 3, 1, 16)
    for i, c in enumerate((24, 32, 48)):
        y = tf.nn.relu(norm(conv(h, "a%d" % i, 9, 1, c, (2, 1)), "na%d" % i))
        y = norm(conv(y, "b%d" % i, 9, 1, c), "nb%d" % i)
        h = tf.nn.relu(y + tf.nn.relu(norm(conv(h, "s%d" % i, 1, 1, c, (2, 1)), "ns%d" % i)))
    return softmax(tf.reduce_mean(h, [1, 2]))


def matchbox(x):
    h = tf.expand_dims(x, 2)
    for i in range(3):
        y = depthwise(h, "d%d" % i, 11, 1)
        y = norm(conv(y, "p%d" % i, 1, 1, 64), "n%d" % i)
        h = tf.nn.relu(y + norm(conv(h, "s%d" % i, 1, 1, 64), "ns%d" % i))
    h = tf.nn.relu(norm(conv(h, "last", 29, 1, 64, dilation=[2, 1]), "nl"))
    return softmax(tf.reduce_mean(h, [1, 2]))


def layer_norm(x, name):
    with tf.variable_scope(name):
        mean, variance = tf.nn.moments(x, [-1], keep_dims=True) if CONTRIB else tf.nn.moments(x, [-1], keepdims=True)
        n = int(x.shape[-1])
        return (x - mean) * tf.rsqrt(variance + 1e-6) * weights("g", n) + weights("b", n)


def gelu(x):
    return 0.5 * x * (1.0 + tf.erf(x / math.sqrt(2.0)))


def split_heads(x, heads):
    n, d = int(x.shape[1]), int(x.shape[2])
    return tf.transpose(tf.reshape(x, [1, n, heads, d // heads]), [0, 2, 1, 3])


def linear(x, name, n, einsum):
    with tf.variable_scope(name):
        d = int(x.shape[2])
        w = weights("w", d, n)
        y = tf.einsum("btd,dn->btn", x, w) if einsum else tf.reshape(
            tf.matmul(tf.reshape(x, [-1, d]), w), [1, int(x.shape[1]), n])
        return y + weights("b", n)


def attend(x, name, heads, einsum):
    with tf.variable_scope(name):
        d = int(x.shape[2])
        q, k, v = [split_heads(linear(x, c, d, einsum), heads) for c in "qkv"]
        scores = tf.einsum("bhqd,bhkd->bhqk", q, k) if einsum else tf.matmul(q, k, transpose_b=True)
        a = tf.nn.softmax(scores / math.sqrt(d // heads))
        y = tf.einsum("bhqk,bhkd->bqhd", a, v) if einsum else tf.transpose(tf.matmul(a, v), [0, 2, 1, 3])
        return linear(tf.reshape(y, [1, int(x.shape[1]), d]), "out", d, einsum)


def transformer(x, einsum):
    h = linear(x, "patch", 64, einsum)
    h = tf.concat([weights("class", 1, 1, 64), h], 1) + weights("position", 1, FRAMES + 1, 64)
    for i in range(2):
        h = layer_norm(h + attend(h, "a%d" % i, 2, einsum), "na%d" % i)
        m = linear(gelu(linear(h, "m%d" % i, 128, einsum)), "o%d" % i, 64, einsum)
        h = layer_norm(h + m, "nm%d" % i)
    return softmax(h[:, 0])


def stft(x):
    """The training's features as contrib.signal writes them: frames, window, RFFT, mel, log."""
    frames = tf.stack([x[:, 160 * i:160 * i + 480] for i in range(98)], 1)
    window = np.hanning(481)[:480].astype(np.float32)
    magnitudes = tf.abs(tf.spectral.rfft(frames * window, [512]) if CONTRIB else tf.signal.rfft(frames * window, [512]))
    mel = tf.tensordot(magnitudes, tf.abs(weights("mel", 257, 40)), 1)
    return tf.log(mel + 1e-6) if CONTRIB else tf.math.log(mel + 1e-6)


def quantized(x):
    h = tf.fake_quant_with_min_max_args(x, -4, 4) if CONTRIB else tf.quantization.fake_quant_with_min_max_args(x, -4, 4)
    fake = tf.fake_quant_with_min_max_vars if CONTRIB else tf.quantization.fake_quant_with_min_max_vars
    w = fake(weights("w", 10, 4, 1, 8), tf.constant(-0.9), tf.constant(0.8))
    h = tf.nn.relu(tf.nn.conv2d(image(h), w, [1, 2, 2, 1], "SAME") + weights("b", 8))
    h = fake(h, tf.constant(0.0), tf.constant(6.0))
    return softmax(h)


def low_latency_conv(x):
    h = tf.nn.relu(conv(image(x), "c0", FRAMES, 8, 186, padding="VALID"))
    return softmax(dense(dense(h, "d0", 128), "d1", 128))


CNN = lambda x: softmax(tf.nn.relu(conv(pool(tf.nn.relu(conv(image(x), "c0", 20, 8, 64)), 2, 2, 2), "c1", 10, 4, 64)))
GRAPHS = {
    "single_fc": (SPECTRUM, softmax),
    "conv": (SPECTRUM, CNN),
    "low_latency_conv": (SPECTRUM, low_latency_conv),
    "low_latency_svdf": (SPECTRUM, svdf),
    "tiny_conv": (SPECTRUM, lambda x: softmax(tf.nn.relu(conv(image(x), "c0", 10, 8, 8, (2, 2))))),
    "tiny_embedding_conv": (
        SPECTRUM,
        lambda x: softmax(tf.nn.relu(conv(tf.nn.relu(conv(image(x), "c0", 10, 8, 8, (2, 2))), "c1", 10, 8, 8, (8, 8))))),
    "tiny_conv_quantized": (SPECTRUM, quantized),
    "resnet": (SPECTRUM, lambda x: residual_net(x, False)),
    "resnet_dilated": (SPECTRUM, lambda x: residual_net(x, True)),
    "ds_cnn": (SPECTRUM, ds_cnn),
    "tc_resnet": (SPECTRUM, tc_resnet),
    "matchbox": (SPECTRUM, matchbox),
    "transformer": (SPECTRUM, lambda x: transformer(x, False)),
    "transformer_einsum": (SPECTRUM, lambda x: transformer(x, True)),
    "stft_log_mel": ([1, 16000], stft),
    "op_cumsum": (SPECTRUM, lambda x: tf.cumsum(x, 1)),
    "op_cumsum_reverse": (SPECTRUM, lambda x: tf.cumsum(x, 2, exclusive=True, reverse=True)),
    "op_erf": (SPECTRUM, tf.erf if hasattr(tf, "erf") else lambda x: tf.math.erf(x)),
    "op_lrn": (SPECTRUM, lambda x: tf.nn.lrn(image(x) * tf.ones([1, 1, 1, 16]) * weights("w", 16), 3, 1.0, 0.1, 0.7)),
    "op_top_1": (SPECTRUM, lambda x: tf.nn.top_k(x, 1)[0]),
    "op_top_3": (SPECTRUM, lambda x: tf.nn.top_k(x, 3)[0]),
    "op_log_softmax": (SPECTRUM, tf.nn.log_softmax),
    "op_mirror_pad": (SPECTRUM, lambda x: tf.pad(x, [[0, 0], [3, 2], [1, 0]], "REFLECT")),
    "op_leaky_relu": (SPECTRUM, lambda x: tf.maximum(0.1 * x, x)),
    "op_swish": (SPECTRUM, lambda x: x * tf.nn.sigmoid(x)),
    "op_l2_normalize": (SPECTRUM, lambda x: tf.nn.l2_normalize(x, 2)),
    "op_gather": (SPECTRUM, lambda x: tf.gather(x, [3, 1, 1, 7], axis=1)),
    "op_space_to_depth": (SPECTRUM, lambda x: tf.space_to_depth(image(x[:, :48]), 2)),
    "op_one_hot": (SPECTRUM, lambda x: tf.one_hot(tf.argmax(x, 2), BANDS)),
    "op_conv_transpose": (
        SPECTRUM,
        lambda x: tf.nn.conv2d_transpose(image(x), weights("w", 3, 3, 4, 1), [1, 98, 80, 4], [1, 2, 2, 1])),
    "op_resize": (SPECTRUM, lambda x: tf.image.resize_bilinear(image(x), [30, 20])),
}
