#!/usr/bin/env python3
"""Writes the small models of later Keras that LaterKerasTest freezes, and what Keras computes of them.

  keras_later.py later.zip    makes an archive of NAME.h5 and of outputs.txt with a line a model: NAME p0 p1 ...

The test has it in java/keras/src/test/resources/io/kwsbench/keras/freeze. Needs tensorflow-cpu 2.18, tf_keras 2.18
and keras 3. The clip is clip() below, which the test makes, too. Models that are to be refused have no line.
"""
import os
import sys
import tempfile
import zipfile

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')

import keras as keras3  # noqa: E402
import numpy as np  # noqa: E402
import tf_keras  # noqa: E402

SAMPLES = 16000
MODELS = 31  # how many there are: fewer would go unnoticed


def clip():
    i = np.arange(SAMPLES)
    return (0.6 * np.sin(0.013 * i) * ((i * 7919 % 1000) / 1000.0 - 0.2)).astype(np.float32)


def preprocess(x):
    return x * 2.0


def relu6(x):
    return x * 3.0


def model(keras, body, classes=3, activation='softmax', trunk=True):
    """The clip in 40 steps of its loudest sample, a body, three classes."""
    L = keras.layers
    i = L.Input((SAMPLES, 1))
    x = body(L, L.MaxPooling1D(400)(i) if trunk else i)
    if len(x.shape) > 2:
        x = L.GlobalAveragePooling1D()(x)
    return keras.Model(i, L.Dense(classes, activation=activation)(x))


def randomized(m, seed=3):
    rng = np.random.RandomState(seed)
    for layer in m.layers:
        if 'normalization' in layer.name and 'batch' not in layer.name:
            continue
        weights = []
        for w, v in zip(layer.get_weights(), layer.weights):
            name = getattr(v, 'path', v.name)
            weights.append(rng.uniform(0.5, 1.5, w.shape) if 'variance' in name else rng.normal(0, 0.5, w.shape))
        layer.set_weights(weights)
    return m


def adapted(L):
    layer = L.Normalization(name='normalization')
    layer.adapt(np.random.RandomState(1).normal(0.3, 0.7, (50, 40, 1)).astype(np.float32))
    return layer


def common(keras):
    """Bodies that both Keras know."""
    yield 'rescaling', model(keras, lambda L, x: L.Rescaling(2.0, offset=-0.25)(x))
    yield 'rescaling_list', model(keras, lambda L, x: L.Rescaling([2.0, -1.0], offset=[0.1, 0.2])(L.Dense(2)(x)))
    yield 'normalization', model(keras, lambda L, x: adapted(L)(x))
    yield 'normalization_given', model(keras, lambda L, x: L.Normalization(
        mean=0.2, variance=0.3, name='normalization')(x))
    yield 'normalization_axes', model(keras, lambda L, x: L.Normalization(
        axis=-1, mean=[0.2, 0.1], variance=[0.3, 2.0], invert=True, name='normalization')(L.Dense(2)(x)))
    yield 'inference', model(keras, lambda L, x: L.BatchNormalization()(L.Dense(4)(x), training=False))
    yield 'training', model(keras, lambda L, x: L.BatchNormalization()(L.Dense(4)(x), training=True))
    yield 'training_dropout', model(keras, lambda L, x: L.Dropout(0.5)(L.Dense(4)(x), training=True))

    def states(L, x):
        _, state = L.GRU(4, return_state=True)(x)
        return L.GRU(4)(x, initial_state=state)
    yield 'states', model(keras, states)
    yield 'logits', model(keras, lambda L, x: L.Dense(4)(x), activation=None)
    yield 'lambda_preprocess', model(keras, lambda L, x: L.Lambda(preprocess, name='lam')(x))
    yield 'lambda_calls', model(keras, lambda L, x: L.Lambda(lambda y: relu6(y), name='lam')(x))


def tf_keras_only():
    L = tf_keras.layers
    for kind in ('GRU', 'LSTM'):
        for both in (False, True):
            yield cudnn(kind, 5, both)
    sequential = tf_keras.Sequential([L.MaxPooling1D(400), L.Flatten(), L.Dense(3, activation='softmax')])
    sequential.build((None, SAMPLES, 1))
    yield 'built', sequential, sequential
    inner = tf_keras.Sequential([L.Input((40, 1)), L.Dense(4), L.BatchNormalization()])
    nested = model(tf_keras, lambda L, x: inner(x, training=True))
    yield 'training_nested', nested, None
    yield 'operation', model(tf_keras, lambda L, x: x * 2.0 + 0.5), None


def cudnn(kind, units, both):
    """A model of the class for graphics cards; the same with the plain one, which loads its file, computes."""
    from tf_keras.src.layers.rnn import cudnn_gru, cudnn_lstm
    card = {'GRU': cudnn_gru.CuDNNGRU, 'LSTM': cudnn_lstm.CuDNNLSTM}[kind]
    plain = {'GRU': tf_keras.layers.GRU, 'LSTM': tf_keras.layers.LSTM}[kind]

    def body(make):
        def wrapped(L, x):
            layer = make()
            return (L.Bidirectional(layer, name='rnn') if both else layer)(L.Dense(3, name='dense_in')(x))
        return wrapped
    on_card = model(tf_keras, body(lambda: card(units, name='inner')))
    on_cpu = model(tf_keras, body(lambda: plain(units, name='inner')))
    return 'cudnn_%s%s' % (kind.lower(), '_both' if both else ''), on_card, on_cpu


def main(archive):
    x = clip().reshape(1, SAMPLES, 1)
    refused = {'tf_training', 'tf_training_dropout', 'k3_lambda_preprocess', 'k3_lambda_calls', 'tf_lambda_calls',
               'k3_training_dropout'}
    lines = []
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(archive, 'w', zipfile.ZIP_DEFLATED) as out:
        def add(name, data):
            out.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)

        def write(name, made, computing):
            file = os.path.join(folder, name + '.h5')
            randomized(made).save(file, include_optimizer=False)
            with open(file, 'rb') as f:
                add(name + '.h5', f.read())
            if computing is not None and name not in refused:
                if computing is not made:
                    computing.load_weights(file)
                numbers = computing.predict(x, verbose=0)[0]
                lines.append(name + ' ' + ' '.join('%.9g' % n for n in numbers))
        for prefix, keras in (('tf', tf_keras), ('k3', keras3)):
            for name, made in common(keras):
                write(prefix + '_' + name, made, made)
        for name, made, computing in tf_keras_only():
            write('tf_' + name, made, computing)
        made = len(out.namelist())
        add('outputs.txt', '\n'.join(lines) + '\n')
    if made != MODELS:
        sys.exit('%d models, not %d' % (made, MODELS))


if __name__ == '__main__':
    if len(sys.argv) != 2:
        print(__doc__)
        sys.exit(2)
    main(sys.argv[1])
