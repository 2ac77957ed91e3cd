"""Fourier transforms and the front ends that are made of them."""

import numpy as np

from models import MODELS, Graph, floats, ints, one


def spectra():
    one('dft', 'DFT', [1, 16, 1], opset=17, axis=1)
    one('dft_one_side', 'DFT', [1, 15, 1], opset=17, axis=1, onesided=1)
    one('dft_complex', 'DFT', [2, 12, 2], opset=17, axis=1)
    one('dft_inverse', 'DFT', [2, 12, 2], opset=17, axis=1, inverse=1)
    one('dft_longer', 'DFT', [1, 10, 1], np.int64(16), opset=17, axis=1, onesided=1)
    one('dft_shorter', 'DFT', [1, 20, 1], np.int64(16), opset=17, axis=1)
    one('dft_rows', 'DFT', [1, 6, 8, 1], opset=17, axis=1)
    one('dft_20', 'DFT', [1, 6, 8, 1], opset=20, onesided=1)
    one('dft_20_axis', 'DFT', [1, 6, 8, 1], None, np.int64(1), opset=20)
    hann = np.hanning(17)[:16].astype(np.float32)
    one('stft', 'STFT', [1, 80], np.int64(8), hann, opset=17)
    one('stft_of_length', 'STFT', [1, 80, 1], np.int64(10), None, np.int64(20), opset=17)
    one('stft_both_sides', 'STFT', [2, 50], np.int64(10), hann, np.int64(16), opset=17, onesided=0)
    for op in ('HannWindow', 'HammingWindow', 'BlackmanWindow'):
        for periodic in (0, 1):
            graph = Graph('%s_%d' % (op.lower(), periodic), [2, 12], 17)
            graph.node('Mul', 'x', graph.node(op, np.int64(12), periodic=periodic), last=True)
            MODELS.append(graph)
    for name, bands, length, rate, low, high in (('', 8, 64, 16000, 0, 8000), ('_narrow', 40, 512, 16000, 20, 4000),
                                                 ('_dense', 16, 32, 8000, 100, 3800)):
        graph = Graph('mel' + name, [2, length // 2 + 1], 17)
        mel = graph.node('MelWeightMatrix', np.int64(bands), np.int64(length), np.int64(rate), np.float32(low),
                         np.float32(high))
        graph.node('MatMul', 'x', mel, last=True)
        MODELS.append(graph)
    graph = Graph('log_mel', [1, 1600], 17)
    window = graph.node('HannWindow', np.int64(256))
    spectrum = graph.node('STFT', 'x', np.int64(128), window)
    power = graph.node('ReduceSumSquare', spectrum, axes=[3], keepdims=0)
    mel = graph.node('MelWeightMatrix', np.int64(20), np.int64(256), np.int64(16000), np.float32(20), np.float32(7600))
    bands = graph.node('MatMul', power, mel)
    graph.node('Log', graph.node('Add', bands, np.float32(0.01)), last=True)
    MODELS.append(graph)
    graph = Graph('group_norm_18', [1, 6, 5, 4], 18)
    graph.node('GroupNormalization', 'x', floats(3), floats(3), last=True, num_groups=3)
    MODELS.append(graph)
