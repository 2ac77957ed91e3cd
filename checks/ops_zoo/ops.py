"""Ops alone, and the attributes that change what they mean."""

import numpy as np

from models import FRAMES, SPECTRUM, image
from tf1 import CONTRIB, tf, weights

KEEP = {"keep_dims": True} if CONTRIB else {"keepdims": True}


def math(name):
    return getattr(tf, name) if hasattr(tf, name) else getattr(tf.math, name)


def pooled(x, kind, k, s, padding):
    pool = tf.nn.max_pool if kind == "max" else tf.nn.avg_pool
    return pool(image(x) - 3.0, [1, k[0], k[1], 1], [1, s[0], s[1], 1], padding)


def patches(x):
    options = [[1, 3, 2, 1], [1, 2, 3, 1], [1, 2, 1, 1], "SAME"]
    if CONTRIB:
        return tf.extract_image_patches(image(x), *options)
    return tf.image.extract_patches(image(x), *options)


def quantized_constant(x, mode):
    """Weights as transform_graph's quantize_weights leaves them."""
    rng = np.random.RandomState(3)
    codes = tf.constant(rng.randint(0, 256, [40, 12]).astype(np.uint8))
    codes = tf.bitcast(codes, tf.quint8)
    dequantize = tf.dequantize if hasattr(tf, "dequantize") else tf.quantization.dequantize
    w = dequantize(codes, tf.constant(-0.7), tf.constant(0.9), mode)
    return tf.matmul(tf.reshape(x, [FRAMES, 40]), w)


def per_channel(x):
    fake = tf.fake_quant_with_min_max_vars_per_channel if CONTRIB else (
        tf.quantization.fake_quant_with_min_max_vars_per_channel)
    low = tf.constant(np.linspace(-1, -0.2, 8).astype(np.float32))
    high = tf.constant(np.linspace(0.3, 1, 8).astype(np.float32))
    return tf.nn.conv2d(image(x), fake(weights("w", 3, 3, 1, 8), low, high), [1, 2, 2, 1], "SAME")


def scattered(x):
    return tf.scatter_nd(tf.constant([[3], [1], [7]]), tf.reshape(x, [FRAMES, 40])[:3], [9, 40])


def divided_no_nan(x):
    divide = tf.div_no_nan if hasattr(tf, "div_no_nan") else tf.math.divide_no_nan
    return divide(x, tf.nn.relu(x))


GRAPHS = {
    "op_crelu": lambda x: tf.nn.crelu(x),
    "op_selu": lambda x: tf.nn.selu(x),
    "op_elu": lambda x: tf.nn.elu(x),
    "op_softplus": lambda x: tf.nn.softplus(x) + tf.nn.softsign(x),
    "op_leaky_relu_fn": lambda x: tf.nn.leaky_relu(x, 0.3),
    "op_prelu": lambda x: tf.nn.relu(x) - weights("a", 40) * tf.nn.relu(-x),
    "op_hard_sigmoid": lambda x: tf.clip_by_value(0.2 * x + 0.5, 0.0, 1.0),
    "op_hard_swish": lambda x: x * tf.nn.relu6(x + 3.0) / 6.0,
    "op_log_sigmoid": lambda x: math("log_sigmoid")(x),
    "op_unary": lambda x: tf.sin(x) + tf.cos(x) + tf.sign(x) + tf.floor(x) + math("ceil")(x) + tf.round(x),
    "op_trigonometry": lambda x: tf.tan(x * 0.1) + tf.atan(x) + tf.asin(x * 0.1) + tf.acos(x * 0.1),
    "op_hyperbolic": lambda x: tf.sinh(x) + tf.cosh(x) * tf.asinh(x) + tf.acosh(tf.abs(x) + 1.5) + tf.atanh(x * 0.1),
    "op_atan2": lambda x: tf.atan2(x, x[:, ::-1] + 0.1),
    "op_erfc": lambda x: math("erfc")(x),
    "op_log": lambda x: math("log")(tf.abs(x) + 1e-3) + math("log1p")(tf.abs(x)) + tf.expm1(x * 0.1) if CONTRIB else (
        tf.math.log(tf.abs(x) + 1e-3) + tf.math.log1p(tf.abs(x)) + tf.math.expm1(x * 0.1)),
    "op_powers": lambda x: tf.pow(tf.abs(x) + 0.1, 0.3) + tf.pow(x, 3.0) + math("rsqrt")(tf.abs(x) + 1.0) + tf.square(x),
    "op_pow_base": lambda x: tf.pow(10.0, x * 0.1),
    "op_division": lambda x: tf.floordiv(x, 0.7) + tf.floormod(x, 0.3) + 1.0 / (tf.abs(x) + 1.0) + tf.truediv(x, 3.0),
    "op_div_no_nan": divided_no_nan,
    "op_compare": lambda x: tf.cast(
        tf.logical_or(tf.logical_and(x > 0.0, tf.logical_not(x > 1.0)), tf.equal(x, 0.0)), tf.float32),
    "op_where": lambda x: tf.where(x > 0.2, x, tf.zeros_like(x) - 0.1),
    "op_is_finite": lambda x: tf.where(tf.is_finite(x) if CONTRIB else tf.math.is_finite(x), x, tf.zeros_like(x)),
    "op_is_nan": lambda x: tf.where(tf.is_nan(x) if CONTRIB else tf.math.is_nan(x), tf.zeros_like(x), x),
    "op_any_all": lambda x: tf.cast(tf.reduce_any(x > 2.0, 2), tf.float32) + tf.cast(tf.reduce_all(x < 2.0, 1), tf.float32)[0, 0],
    "op_add_n": lambda x: tf.add_n([x, x * 2.0, x * x]),
    "op_broadcast": lambda x: x * weights("r", 1, FRAMES, 1) + weights("c", 40) - weights("o", 1, 1, 40) * tf.reduce_mean(x),
    "op_pad_value": lambda x: tf.pad(x, [[0, 0], [1, 2], [3, 0]], constant_values=-1.5),
    "op_mirror_symmetric": lambda x: tf.pad(x, [[0, 0], [3, 2], [1, 4]], "SYMMETRIC"),
    "op_tile": lambda x: tf.tile(x, [1, 2, 3]),
    "op_transpose": lambda x: tf.transpose(image(x), [3, 2, 0, 1]),
    "op_reverse": lambda x: tf.reverse(x, [1, -1]),
    "op_reverse_sequence": lambda x: tf.reverse_sequence(x, tf.constant([30]), 1, 0),
    "op_split": lambda x: tf.concat(tf.split(x, 4, 2)[::-1], 2),
    "op_split_sizes": lambda x: tf.concat(tf.split(x, [5, 15, 20], 2)[::-1], 2),
    "op_unstack": lambda x: tf.add_n(tf.unstack(x, axis=2)),
    "op_stack": lambda x: tf.stack([x, x * 2.0, -x], -1),
    "op_slice": lambda x: tf.slice(x, [0, 3, 5], [1, -1, 20]),
    "op_strided": lambda x: x[:, 40:5:-3, ::2],
    "op_strided_masks": lambda x: x[0, ..., tf.newaxis, 3] + x[:, -1, 3],
    "op_strided_negative": lambda x: x[:, -10:, :-1],
    "op_gather_nd": lambda x: tf.gather_nd(x, [[0, 3], [0, 48], [0, 0]]),
    "op_gather_nd_deep": lambda x: tf.gather_nd(x, [[[0, 3, 1], [0, 4, 39]]]),
    "op_gather_computed": lambda x: tf.gather(tf.reshape(x, [FRAMES, 40]), tf.argmax(x[0], 0)),
    "op_scatter_nd": scattered,
    "op_batch_to_space": lambda x: tf.batch_to_space_nd(tf.space_to_batch_nd(image(x), [2, 2], [[0, 1], [0, 0]]), [2, 2], [[0, 1], [0, 0]]),
    "op_space_to_batch": lambda x: tf.space_to_batch_nd(image(x), [7, 2], [[0, 0], [2, 0]]),
    "op_depth_to_space": lambda x: tf.depth_to_space(tf.reshape(x, [1, 7, 7, 40]), 2),
    "op_reductions": lambda x: tf.concat([
        tf.reduce_sum(x, 1, **KEEP), tf.reduce_mean(x, 1, **KEEP), tf.reduce_max(x, 1, **KEEP), tf.reduce_min(x, 1, **KEEP),
        tf.reduce_prod(tf.tanh(x) + 1.0, 1, **KEEP)], 1),
    "op_reduce_outer": lambda x: tf.reduce_sum(tf.reshape(x, [7, 7, 8, 5]), [0, 2]),
    "op_reduce_all": lambda x: tf.reduce_max(x),
    "op_log_sum_exp": lambda x: tf.reduce_logsumexp(x, 2),
    "op_norm": lambda x: tf.norm(x, axis=2),
    "op_standardize": lambda x: tf.image.per_image_standardization(image(x[0])),
    "op_arg_max": lambda x: tf.cast(tf.argmax(x, 1), tf.float32) + 2.0 * tf.cast(tf.argmin(x, 1), tf.float32),
    "op_int64": lambda x: tf.cast(tf.argmax(x, 1) + 2, tf.float32),
    "op_top_5_indices": lambda x: tf.cast(tf.nn.top_k(x, 5)[1], tf.float32),
    "op_top_10": lambda x: tf.nn.top_k(tf.reshape(x, [7, -1]), 10)[0],
    "op_top_ties": lambda x: tf.cast(tf.nn.top_k(tf.round(x), 6)[1], tf.float32),
    "op_sorted": lambda x: tf.nn.top_k(x[:, 0], 40)[0],
    "op_in_one_hot": lambda x: tf.one_hot(tf.argmax(x, 1), 49, on_value=2.0, off_value=-1.0, axis=1),
    "op_one_hot_first": lambda x: tf.one_hot(tf.nn.top_k(x, 2)[1], 40, axis=0),
    "op_one_hot_outside": lambda x: tf.one_hot(tf.cast(x * 30.0, tf.int32), 7),
    "op_softmax_middle": lambda x: tf.nn.softmax(x, 1),
    "op_log_softmax_middle": lambda x: tf.nn.log_softmax(x, 1),
    "op_softmax_rank_4": lambda x: tf.nn.softmax(tf.reshape(x, [7, 7, 8, 5])),
    "op_batch_matmul": lambda x: tf.matmul(tf.reshape(x, [7, 7, 40]), tf.reshape(x, [7, 40, 7])),
    "op_batch_matmul_adjoint": lambda x: tf.matmul(tf.reshape(x, [7, 7, 40]), tf.reshape(x, [7, 7, 40]), transpose_a=True),
    "op_matmul_transposed": lambda x: tf.matmul(weights("w", 12, FRAMES), x[0], transpose_b=False) + tf.matmul(
        weights("v", 49, 12), x[0], transpose_a=True),
    "op_tensordot": lambda x: tf.tensordot(x, weights("w", FRAMES, 40, 3), [[1, 2], [0, 1]]),
    "op_einsum": lambda x: tf.einsum("btc,bsc->bts", x, x),
    "op_einsum_outer": lambda x: tf.einsum("bi,bj->bij", x[:, 0], x[:, 1]),
    "op_cumprod": lambda x: tf.cumprod(1.0 + 0.01 * x, 1),
    "op_max_pool_same": lambda x: pooled(x, "max", (3, 2), (2, 3), "SAME"),
    "op_avg_pool_same": lambda x: pooled(x, "avg", (3, 4), (2, 3), "SAME"),
    "op_avg_pool_valid": lambda x: pooled(x, "avg", (5, 4), (1, 3), "VALID"),
    "op_pool_overlapping": lambda x: pooled(x, "max", (4, 4), (1, 1), "VALID"),
    "op_pool_channels": lambda x: tf.nn.max_pool(tf.reshape(x, [1, 7, 7, 40]), [1, 1, 1, 4], [1, 1, 1, 4], "VALID"),
    "op_patches": patches,
    "op_lrn_default": lambda x: tf.nn.lrn(image(x) * weights("w", 16)),
    "op_depthwise_multiplier": lambda x: tf.nn.depthwise_conv2d(
        image(x) * weights("s", 3), weights("w", 3, 5, 3, 4), [1, 2, 2, 1], "VALID"),
    "op_conv_computed": lambda x: tf.nn.conv2d(image(x), tf.reshape(x[:, :3, :3] * 1.0, [3, 3, 1, 1]), [1, 1, 1, 1], "SAME"),
    "op_conv_stride_over": lambda x: tf.nn.conv2d(image(x), weights("w", 2, 2, 1, 3), [1, 3, 4, 1], "SAME"),
    "op_resize_nearest": lambda x: tf.image.resize_nearest_neighbor(image(x), [21, 100]),
    "op_resize_bilinear_up": lambda x: tf.image.resize_bilinear(image(x), [98, 60]),
    "op_resize_aligned": lambda x: tf.image.resize_bilinear(image(x), [97, 13], align_corners=True),
    "op_resize_nearest_aligned": lambda x: tf.image.resize_nearest_neighbor(image(x), [97, 13], align_corners=True),
    "op_dequantize_first": lambda x: quantized_constant(x, "MIN_FIRST"),
    "op_dequantize_combined": lambda x: quantized_constant(x, "MIN_COMBINED"),
    "op_dequantize_scaled": lambda x: quantized_constant(x, "SCALED"),
    "op_fake_quant_channels": per_channel,
    "op_cast_int": lambda x: tf.cast(tf.cast(x * 3.0, tf.int32) * 2 + 1, tf.float32),
    "op_cast_double": lambda x: tf.cast(tf.cast(x, tf.float64), tf.float32),
    "op_int_reductions": lambda x: tf.cast(tf.reduce_max(tf.cast(x * 10.0, tf.int32), 2) + tf.reduce_sum(
        tf.cast(x * 10.0, tf.int32), 2), tf.float32),
    "op_identity_n": lambda x: tf.identity_n([x, x * 2.0])[1] if hasattr(tf, "identity_n") else tf.tuple([x, x * 2.0])[1],
    "op_shape_arithmetic": lambda x: tf.reshape(x, tf.stack([tf.shape(x)[0], tf.size(x) // 20, -1])),
    "op_linspace": lambda x: x * tf.reshape(tf.linspace(0.5, 1.5, 40), [1, 1, 40]),
    "op_control": lambda x: with_control(x),
    "op_confusion": lambda x: tf.squeeze(tf.expand_dims(tf.expand_dims(x, 0), -1), [0, 4]),
    "op_where_rows": lambda x: tf.where(x[0, :, 0] > 0.0, x[0], -x[0]),
    "op_clip_norm": lambda x: tf.clip_by_norm(x, 2.0),
}


def with_control(x):
    with tf.control_dependencies([tf.Assert(tf.reduce_mean(x) < 1e9, ["loud"])]):
        return tf.identity(x) * 2.0


if CONTRIB:  # its SAME with strides beyond the kernel is not what later ones (and its documentation) compute
    del GRAPHS["op_conv_stride_over"]
GRAPHS = {name: (SPECTRUM, make) for name, make in GRAPHS.items()}
