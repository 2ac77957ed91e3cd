"""Quantized numbers: ONNX's own operators and those of ONNX Runtime's domain."""

import numpy as np
from onnx import TensorProto

from models import MODELS, RANDOM, Graph, floats, ints

DOMAIN = 'com.microsoft'
TYPES = {'u8': np.uint8, 's8': np.int8}


def weights(*shape, kind=np.int8):
    span = np.iinfo(kind)
    return RANDOM.randint(span.min, span.max + 1, shape).astype(kind)


def small(*shape):
    """Weights of seven bits: beyond them, sums of uint8 times int8 saturate in ONNX Runtime on many processors."""
    return RANDOM.randint(-64, 64, shape).astype(np.int8)


def scales(n):
    return RANDOM.uniform(0.002, 0.02, n).astype(np.float32)


def scale(value):
    return np.float32(value)


def added(name, shape, opset=13):
    graph = Graph('q_' + name, shape, opset)
    MODELS.append(graph)
    return graph


def quantized(graph, kind, step=0.011):
    """The input as quantized numbers, their scale and their zero point."""
    zero = kind(119 if kind == np.uint8 else -7)
    return graph.node('QuantizeLinear', 'x', scale(step), zero), scale(step), zero


def linear():
    for name, kind in list(TYPES.items()) + [('u16', np.uint16), ('s16', np.int16)]:
        wide = name.endswith('16')
        graph = added('round_trip_' + name, [3, 40], 21 if wide else 13)
        zero, step = kind(3), scale(0.0001 if wide else 0.0061)
        v = graph.node('QuantizeLinear', 'x', step, zero)
        graph.node('DequantizeLinear', v, step, zero, last=True)
    graph = added('round_trip_default', [3, 40])
    v = graph.node('QuantizeLinear', 'x', scale(0.0061))
    graph.node('DequantizeLinear', v, scale(0.0061), last=True)
    graph = added('round_trip_axis', [2, 4, 5])
    zeros = np.array([1, 100, 200, 17], np.uint8)
    s = scales(4)
    v = graph.node('QuantizeLinear', 'x', s, zeros, axis=1)
    graph.node('DequantizeLinear', v, s, zeros, last=True, axis=1)
    graph = added('round_trip_last', [2, 4, 5])
    zeros, s = np.array([0, 10, 20, 30, 40], np.int8), scales(5)
    v = graph.node('QuantizeLinear', 'x', s, zeros, axis=-1)
    graph.node('DequantizeLinear', v, s, zeros, last=True, axis=-1)
    graph = added('halves', [1, 64])
    v = graph.node('Mul', graph.node('Round', graph.node('Mul', 'x', scale(9))), scale(0.5))
    graph.node('DequantizeLinear', graph.node('QuantizeLinear', v, scale(1), np.int8(0)), scale(1), np.int8(0),
               last=True)
    graph = added('moves', [1, 2, 6, 5])
    v, s, z = quantized(graph, np.uint8)
    v = graph.node('Transpose', v, perm=[0, 2, 3, 1])
    v = graph.node('Reshape', v, ints(6, 10))
    v = graph.node('Concat', v, weights(6, 2, kind=np.uint8), axis=1)
    graph.node('DequantizeLinear', graph.node('Slice', v, ints(1), ints(11), ints(1)), s, z, last=True)
    graph = added('max_pool', [1, 2, 6, 6])
    v, s, z = quantized(graph, np.uint8)
    v = graph.node('MaxPool', v, kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[2, 2])
    graph.node('DequantizeLinear', v, s, z, last=True)
    graph = added('integers_out', [2, 9])
    graph.kind = TensorProto.UINT8
    graph.node('QuantizeLinear', 'x', scale(0.01), np.uint8(128), last=True)
    graph = added('dynamic', [5, 30], 11)
    v, s, z = graph.node('DynamicQuantizeLinear', 'x', outputs=3)
    graph.node('DequantizeLinear', v, s, z, last=True)
    graph = added('dynamic_positive', [5, 30], 11)
    v, s, z = graph.node('DynamicQuantizeLinear', graph.node('Abs', 'x'), outputs=3)
    graph.node('DequantizeLinear', v, s, z, last=True)
    graph = added('dynamic_zeros', [5, 3], 11)
    v, s, z = graph.node('DynamicQuantizeLinear', graph.node('Sub', 'x', 'x'), outputs=3)
    graph.node('Add', graph.node('DequantizeLinear', v, s, z), s, last=True)


def spelled():
    """Quantizing and back around operators of floats, as ONNX Runtime's quantizer writes it."""
    graph = added('qdq_conv', [1, 3, 9, 8])
    v, s, z = quantized(graph, np.uint8)
    v = graph.node('DequantizeLinear', v, s, z)
    w = graph.node('DequantizeLinear', weights(4, 3, 3, 3), scales(4), np.zeros(4, np.int8), axis=0)
    b = graph.node('DequantizeLinear', RANDOM.randint(-900, 900, 4).astype(np.int32), scale(0.0001), np.int32(0))
    v = graph.node('Relu', graph.node('Conv', v, w, b, pads=[1, 1, 1, 1]))
    v = graph.node('QuantizeLinear', v, scale(0.05), np.uint8(0))
    graph.node('DequantizeLinear', v, scale(0.05), np.uint8(0), last=True)
    graph = added('qdq_gemm', [3, 12])
    v, s, z = quantized(graph, np.int8)
    v = graph.node('DequantizeLinear', v, s, z)
    w = graph.node('DequantizeLinear', weights(5, 12), scale(0.01), np.int8(0))
    v = graph.node('Gemm', v, w, floats(5), transB=1)
    v = graph.node('QuantizeLinear', v, scale(0.05), np.int8(3))
    graph.node('DequantizeLinear', v, scale(0.05), np.int8(3), last=True)
    graph = added('qdq_residual', [1, 3, 6, 5])
    v, s, z = quantized(graph, np.int8)
    v = graph.node('DequantizeLinear', v, s, z)
    w = graph.node('DequantizeLinear', weights(3, 1, 3, 3), scales(3), np.zeros(3, np.int8), axis=0)
    u = graph.node('Conv', v, w, group=3, pads=[1, 1, 1, 1])
    u = graph.node('DequantizeLinear', graph.node('QuantizeLinear', u, scale(0.03), np.int8(1)), scale(0.03), np.int8(1))
    v = graph.node('GlobalAveragePool', graph.node('Add', u, v))
    graph.node('DequantizeLinear', graph.node('QuantizeLinear', v, scale(0.02), np.int8(-4)), scale(0.02), np.int8(-4),
               last=True)


def products():
    cases = {
        'plain': ([1, 3, 9, 8], (4, 3, 3, 3), {}),
        'padded': ([1, 3, 9, 8], (4, 3, 3, 3), dict(pads=[1, 1, 1, 1], strides=[2, 2])),
        'depthwise': ([1, 4, 9, 8], (4, 1, 3, 3), dict(group=4, pads=[1, 1, 1, 1])),
        'groups': ([1, 4, 9, 8], (6, 2, 3, 3), dict(group=2)),
        'dilated': ([1, 2, 12, 9], (3, 2, 3, 3), dict(dilations=[2, 1])),
        'line': ([1, 3, 30], (5, 3, 4), dict(strides=[2], pads=[1, 1])),
        'wide': ([1, 96, 3, 3], (4, 96, 3, 3), dict(pads=[1, 1, 1, 1])),
    }
    for name, (shape, kernel, attributes) in cases.items():
        for kind in (np.uint8, np.int8):
            graph = added('conv_%s_%s' % (name, kind.__name__), shape, 10)
            v, s, z = quantized(graph, kind)
            per_channel = kind == np.int8
            ws = scales(kernel[0]) if per_channel else scale(0.01)
            wz = np.zeros(kernel[0], np.int8) if per_channel else np.uint8(127)
            w = weights(*kernel, kind=np.int8 if per_channel else np.uint8)
            out, zero = scale(0.011 * kernel[1] ** 0.5), kind(5)
            bias = RANDOM.randint(-3000, 3000, kernel[0]).astype(np.int32)
            v = graph.node('QLinearConv', v, s, z, w, ws, wz, out, zero, bias, **attributes)
            graph.node('DequantizeLinear', v, out, zero, last=True)
    for kind in (np.uint8, np.int8):
        graph = added('matmul_' + kind.__name__, [2, 3, 20], 10)
        v, s, z = quantized(graph, kind)
        v = graph.node('QLinearMatMul', v, s, z, weights(20, 6, kind=kind), scale(0.01), kind(4), scale(0.07), kind(9))
        graph.node('DequantizeLinear', v, scale(0.07), kind(9), last=True)
    graph = added('matmul_columns', [3, 20], 10)
    v, s, z = quantized(graph, np.int8)
    v = graph.node('QLinearMatMul', v, s, z, weights(20, 6), scales(6), np.zeros(6, np.int8), scale(0.05), np.int8(9))
    graph.node('DequantizeLinear', v, scale(0.05), np.int8(9), last=True)
    graph = added('conv_integer', [1, 3, 9, 8], 10)
    v, s, z = quantized(graph, np.uint8)
    v = graph.node('ConvInteger', v, weights(4, 3, 3, 3, kind=np.uint8), z, np.uint8(120), pads=[1, 1, 1, 1])
    graph.node('Mul', graph.node('Cast', v, to=1), scale(0.0002), last=True)
    graph = added('matmul_integer', [3, 20], 11)
    v, s, z = graph.node('DynamicQuantizeLinear', 'x', outputs=3)
    v = graph.node('MatMulInteger', v, small(20, 6), z, np.int8(0))
    graph.node('Add', graph.node('Mul', graph.node('Cast', v, to=1), graph.node('Mul', s, scale(0.01))), floats(6),
               last=True)
    graph = added('matmul_integer_bias', [3, 20], 10)
    v, s, z = quantized(graph, np.uint8)
    v = graph.node('MatMulInteger', v, small(20, 6), z)
    v = graph.node('Add', v, RANDOM.randint(-900, 900, 6).astype(np.int32))
    graph.node('Mul', graph.node('Cast', v, to=1), scale(0.001), last=True)


def own():
    """ONNX Runtime's own domain."""
    for kind in (np.uint8, np.int8):
        kind_name = kind.__name__
        for op in ('QLinearAdd', 'QLinearMul'):
            graph = added('%s_%s' % (op.lower(), kind_name), [1, 4, 6, 5])
            v, s, z = quantized(graph, kind)
            w, zero = weights(4, 1, 1, kind=kind), kind(6)
            v = graph.node(op, v, s, z, w, scale(0.008), kind(2), scale(0.021), zero, domain=DOMAIN)
            graph.node('DequantizeLinear', v, scale(0.021), zero, last=True)
        for op, attributes in (('QLinearSigmoid', {}), ('QLinearLeakyRelu', dict(alpha=0.2)),
                               ('QLinearSoftmax', dict(opset=13, axis=-1)),
                               ('QLinearGlobalAveragePool', {}),
                               ('QLinearAveragePool', dict(kernel_shape=[2, 2], strides=[2, 2]))):
            graph = added('%s_%s' % (op.lower(), kind_name), [1, 4, 6, 5])
            v, s, z = quantized(graph, kind)
            out, zero = scale(1 / 256 if op in ('QLinearSigmoid', 'QLinearSoftmax') else 0.009), kind(2)
            v = graph.node(op, v, s, z, out, zero, domain=DOMAIN, **attributes)
            graph.node('DequantizeLinear', v, out, zero, last=True)
        graph = added('qlinearconcat_' + kind_name, [2, 6])
        v, s, z = quantized(graph, kind)
        v = graph.node('QLinearConcat', scale(0.01237), kind(8), v, s, z, weights(2, 3, kind=kind), scale(0.00913), kind(1),
                       domain=DOMAIN, axis=1)
        graph.node('DequantizeLinear', v, scale(0.01237), kind(8), last=True)
        graph = added('qgemm_' + kind_name, [3, 14])
        v, s, z = quantized(graph, kind)
        v = graph.node('QGemm', v, s, z, weights(5, 14, kind=kind), scale(0.01), kind(3),
                       RANDOM.randint(-900, 900, 5).astype(np.int32), scale(0.06), kind(4), domain=DOMAIN, transB=1)
        graph.node('DequantizeLinear', v, scale(0.06), kind(4), last=True)
    graph = added('qgemm_float', [3, 14])
    v, s, z = quantized(graph, np.uint8)
    graph.node('QGemm', v, s, z, small(14, 5), scales(5), np.zeros(5, np.int8), domain=DOMAIN, last=True)
    graph = added('dynamic_matmul', [3, 14])
    graph.node('DynamicQuantizeMatMul', 'x', small(14, 5), scales(5), np.zeros(5, np.int8), floats(5), domain=DOMAIN,
               last=True)
    graph = added('matmul_to_float', [3, 14])
    v, s, z = quantized(graph, np.uint8)
    graph.node('MatMulIntegerToFloat', v, small(14, 5), s, scale(0.01), z, np.int8(3), floats(5), domain=DOMAIN,
               last=True)


def cancelled(sums):
    """A bias that leaves of sums beyond 2^24 what the output holds."""
    return np.int32(7 - sums.astype(np.int64))


def long_sums():
    """Sums beyond 2^24, which a float does not hold: of uint8 alone, as ONNX Runtime saturates others."""
    graph = added('matmul_integer_long', [1, 700], 10)
    graph.kind = TensorProto.INT32
    v = graph.node('QuantizeLinear', 'x', scale(0.001), np.uint8(200))
    graph.node('MatMulInteger', v, np.maximum(weights(700, 5, kind=np.uint8), 231), last=True)
    graph = added('conv_integer_long', [1, 60, 3, 3], 10)
    graph.kind = TensorProto.INT32
    v = graph.node('QuantizeLinear', 'x', scale(0.001), np.uint8(200))
    graph.node('ConvInteger', v, np.maximum(weights(5, 60, 3, 3, kind=np.uint8), 231), last=True)
    most, own = np.full([1, 300], 255, np.uint8), scale(0.05)
    s, z = scale(1), np.uint8(0)
    graph = added('qgemm_long', [1, 8])
    v = graph.node('Concat', graph.node('QuantizeLinear', 'x', own, np.uint8(100)), most, axis=1)
    w = np.concatenate([np.ones([3, 8]), np.maximum(weights(3, 300, kind=np.uint8), 239)], 1).astype(np.uint8)
    bias = cancelled(w[:, 8:].sum(1, dtype=np.int64) * 255 + 800)
    graph.node('DequantizeLinear', graph.node('QGemm', v, s, z, w, s, z, bias, s, np.uint8(120), domain=DOMAIN, transB=1),
               s, np.uint8(120), last=True)
    graph = added('conv_long', [1, 2, 3, 3])
    v = graph.node('Concat', graph.node('QuantizeLinear', 'x', own, np.uint8(100)),
                   np.full([1, 300, 3, 3], 255, np.uint8), axis=1)
    w = np.concatenate([np.ones([3, 2]), np.maximum(weights(3, 300, kind=np.uint8), 239)], 1).astype(np.uint8)
    bias = cancelled(w[:, 2:].sum(1, dtype=np.int64) * 255 + 200)
    v = graph.node('QLinearConv', v, s, z, w.reshape(3, 302, 1, 1), s, z, s, np.uint8(120), bias)
    graph.node('DequantizeLinear', v, s, np.uint8(120), last=True)


def quantization():
    linear()
    spelled()
    products()
    own()
