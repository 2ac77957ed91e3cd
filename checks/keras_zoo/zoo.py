"""Makes small Keras models, one per layer, attribute and idiom, with what Keras computes.

    zoo.py DIR [NAME ...]

Writes NAME.keras (of some NAME.h5, and NAME.weights.h5 beside NAME.json), NAME.input.csv and
NAME.output.csv into DIR: the shape in the first line, then one value per line. Models that are to be refused go into DIR/refused. Needs
Keras 3 with any backend, or TensorFlow 2.12 to 2.15 with its own Keras 2.
"""
import os
import sys

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
import numpy as np

import keras

KERAS3 = keras.__version__.startswith('3')
layers = keras.layers
PREFIX = 'k3_' if KERAS3 else 'k2_'
RANDOM = np.random.RandomState(7)
MODELS = {}
REFUSED = {}
STEPS, IMAGE, VECTOR = (12, 6), (8, 10, 4), (10,)


def one(name, shape, *made, into=MODELS):
    """A chain of layers that are made when they are needed."""
    def build():
        x = y = keras.Input(shape)
        for make in made:
            y = make()(y)
        return keras.Model(x, y)
    into[name] = build


def graph(name, shape, function, into=MODELS):
    """A model that a function makes of its input."""
    def build():
        x = keras.Input(shape)
        return keras.Model(x, function(x))
    into[name] = build


def convolutions():
    for padding in ('valid', 'same', 'causal'):
        one('conv1d_' + padding, STEPS, lambda p=padding: layers.Conv1D(5, 3, padding=p))
        one('conv1d_dilated_' + padding, STEPS,
            lambda p=padding: layers.Conv1D(5, 3, padding=p, dilation_rate=2))
        one('conv1d_strided_' + padding, STEPS,
            lambda p=padding: layers.Conv1D(5, 3, padding=p, strides=2, activation='relu'))
    for padding in ('valid', 'same'):
        one('conv2d_' + padding, IMAGE, lambda p=padding: layers.Conv2D(5, (3, 2), padding=p))
        one('conv2d_strided_' + padding, IMAGE,
            lambda p=padding: layers.Conv2D(5, 3, strides=(2, 1), padding=p, use_bias=False))
        one('conv2d_dilated_' + padding, IMAGE,
            lambda p=padding: layers.Conv2D(5, 3, dilation_rate=(2, 1), padding=p))
        one('depthwise2d_' + padding, IMAGE,
            lambda p=padding: layers.DepthwiseConv2D(3, padding=p, depth_multiplier=2))
        one('depthwise2d_strided_' + padding, IMAGE,
            lambda p=padding: layers.DepthwiseConv2D(3, padding=p, strides=2))
        one('depthwise1d_' + padding, STEPS,
            lambda p=padding: layers.DepthwiseConv1D(3, padding=p, depth_multiplier=2))
        one('separable1d_' + padding, STEPS, lambda p=padding: layers.SeparableConv1D(5, 3, padding=p))
        one('separable2d_' + padding, IMAGE,
            lambda p=padding: layers.SeparableConv2D(5, 3, padding=p, depth_multiplier=2))
        for kind in ('Max', 'Average'):
            one('%s_pool1d_%s' % (kind.lower(), padding), STEPS,
                lambda p=padding, k=kind: getattr(layers, k + 'Pooling1D')(3, 2, padding=p))
            one('%s_pool2d_%s' % (kind.lower(), padding), IMAGE,
                lambda p=padding, k=kind: getattr(layers, k + 'Pooling2D')((3, 2), padding=p))
    one('conv2d_grouped', IMAGE, lambda: layers.Conv2D(6, 3, groups=2))
    for kind in ('Max', 'Average'):
        for keep in (False, True):
            one('global_%s1d_%s' % (kind.lower(), keep), STEPS,
                lambda k=kind, a=keep: getattr(layers, 'Global%sPooling1D' % k)(keepdims=a))
            one('global_%s2d_%s' % (kind.lower(), keep), IMAGE,
                lambda k=kind, a=keep: getattr(layers, 'Global%sPooling2D' % k)(keepdims=a))


def activations():
    names = ['linear', 'relu', 'relu6', 'elu', 'selu', 'softplus', 'softsign', 'tanh', 'sigmoid',
             'exponential', 'hard_sigmoid', 'softmax', 'swish', 'gelu', 'log_softmax', 'mish',
             'leaky_relu']
    if KERAS3:
        names += ['silu', 'hard_silu', 'hard_tanh', 'log_sigmoid', 'tanh_shrink', 'hard_shrink',
                  'soft_shrink', 'celu', 'squareplus', 'sparse_plus', 'sparse_sigmoid']
    for name in names:
        one('activation_' + name, STEPS, lambda n=name: layers.Activation(n))
    one('relu_all', STEPS, lambda: layers.ReLU(max_value=1.5, negative_slope=0.1, threshold=0.2))
    one('leaky_relu_layer', STEPS, lambda: layers.LeakyReLU())
    one('elu_layer', STEPS, lambda: layers.ELU(0.7))
    one('softmax_axis', STEPS, lambda: layers.Softmax(axis=1))
    one('prelu', STEPS, lambda: layers.PReLU())
    one('prelu_shared', IMAGE, lambda: layers.PReLU(shared_axes=[1, 2]))
    one('activation_object', STEPS, lambda: layers.Dense(4, activation=layers.LeakyReLU()))


def normalizations():
    one('batch_norm', STEPS, lambda: layers.BatchNormalization())
    one('batch_norm_plain', IMAGE, lambda: layers.BatchNormalization(scale=False, center=False))
    one('batch_norm_axis', IMAGE, lambda: layers.BatchNormalization(axis=1))
    one('layer_norm', STEPS, lambda: layers.LayerNormalization())
    one('layer_norm_axes', IMAGE, lambda: layers.LayerNormalization(axis=[1, 2], epsilon=1e-5))
    one('layer_norm_plain', STEPS, lambda: layers.LayerNormalization(scale=False, center=False))
    one('group_norm', IMAGE, lambda: layers.GroupNormalization(2))
    one('group_norm_instance', IMAGE, lambda: layers.GroupNormalization(-1))
    one('unit_norm', STEPS, lambda: layers.UnitNormalization())
    one('rescaling', STEPS, lambda: layers.Rescaling(0.5, offset=-0.1))
    one('normalization_given', STEPS, lambda: layers.Normalization(mean=0.2, variance=2.0))

    def adapted():
        layer = layers.Normalization()
        layer.adapt(RANDOM.normal(1, 2, (50,) + STEPS).astype(np.float32))
        return layer
    one('normalization_adapted', STEPS, adapted)


def shapes():
    one('zero_padding1d', STEPS, lambda: layers.ZeroPadding1D((1, 2)))
    one('zero_padding2d', IMAGE, lambda: layers.ZeroPadding2D(((1, 0), (2, 1))))
    one('cropping1d', STEPS, lambda: layers.Cropping1D((1, 2)))
    one('cropping2d', IMAGE, lambda: layers.Cropping2D(((1, 0), (2, 1))))
    one('upsampling1d', STEPS, lambda: layers.UpSampling1D(3))
    one('upsampling2d', IMAGE, lambda: layers.UpSampling2D((2, 3)))
    one('upsampling2d_bilinear', IMAGE,
        lambda: layers.UpSampling2D((2, 3), interpolation='bilinear'))
    one('resizing_up', IMAGE, lambda: layers.Resizing(13, 17))
    one('resizing_down', IMAGE, lambda: layers.Resizing(5, 4))
    one('resizing_nearest', IMAGE, lambda: layers.Resizing(12, 7, interpolation='nearest'))
    one('permute', IMAGE, lambda: layers.Permute((3, 1, 2)))
    one('reshape', STEPS, lambda: layers.Reshape((-1, 9)))
    one('flatten', IMAGE, lambda: layers.Flatten())
    one('repeat_vector', VECTOR, lambda: layers.RepeatVector(3))
    one('dropouts', STEPS, lambda: layers.Dropout(0.5), lambda: layers.SpatialDropout1D(0.5),
        lambda: layers.GaussianNoise(1.0), lambda: layers.GaussianDropout(0.5), lambda: layers.Dense(3))
    for kind in ('Add', 'Multiply', 'Average', 'Maximum', 'Minimum', 'Concatenate', 'Subtract'):
        graph('merge_' + kind.lower(), STEPS, lambda x, k=kind: getattr(layers, k)()(
            [layers.Dense(6)(x), layers.Dense(6, activation='tanh')(x)]))
    graph('merge_dot', STEPS, lambda x: layers.Dot(axes=2)([x, layers.Dense(6)(x)]))


def recurrent():
    for kind in ('LSTM', 'GRU', 'SimpleRNN'):
        make = getattr(layers, kind)
        one(kind.lower(), STEPS, lambda m=make: m(5))
        one(kind.lower() + '_sequences', STEPS, lambda m=make: m(5, return_sequences=True))
        one(kind.lower() + '_backwards', STEPS,
            lambda m=make: m(5, go_backwards=True, return_sequences=True))
        one(kind.lower() + '_relu', STEPS, lambda m=make: m(5, activation='relu', use_bias=False))
        one('rnn_' + kind.lower(), STEPS,
            lambda k=kind: layers.RNN(getattr(layers, k + 'Cell')(5), return_sequences=True))
    one('gru_before', STEPS, lambda: layers.GRU(5, reset_after=False))
    one('lstm_hard', STEPS, lambda: layers.LSTM(5, recurrent_activation='hard_sigmoid'))
    for mode in ('concat', 'sum', 'mul', 'ave'):
        one('bidirectional_' + mode, STEPS, lambda m=mode: layers.Bidirectional(
            layers.GRU(4, return_sequences=True), merge_mode=m))
    one('bidirectional_last', STEPS, lambda: layers.Bidirectional(layers.LSTM(4)))
    one('stacked_cells', STEPS, lambda: layers.RNN(layers.StackedRNNCells(
        [layers.LSTMCell(4), layers.GRUCell(3), layers.LSTMCell(5)])))
    graph('stacked_cells_list', STEPS, lambda x: layers.RNN([layers.GRUCell(4), layers.GRUCell(3)],
                                                            return_sequences=True)(x))
    one('time_distributed', STEPS, lambda: layers.TimeDistributed(layers.Dense(4, 'relu')))
    one('time_distributed_conv', (5,) + STEPS, lambda: layers.TimeDistributed(layers.Conv1D(3, 3)))


def attention():
    def heads(x, **settings):
        call = settings.pop('call', {})
        return layers.MultiHeadAttention(2, 4, **settings)(x, x, **call)
    graph('mha', STEPS, lambda x: heads(x))
    graph('mha_value_dim', STEPS, lambda x: heads(x, value_dim=3, output_shape=(7,)))
    graph('mha_plain', STEPS, lambda x: heads(x, use_bias=False))
    graph('mha_causal', STEPS, lambda x: heads(x, call=dict(use_causal_mask=True)))
    graph('mha_key', STEPS, lambda x: layers.MultiHeadAttention(2, 3)(
        x, layers.Dense(5)(x), key=layers.Dense(4)(x)))
    graph('attention', STEPS, lambda x: layers.Attention()([x, layers.Dense(6)(x)]))
    graph('attention_scale', STEPS, lambda x: layers.Attention(use_scale=True)([x, x]))
    graph('attention_concat', STEPS, lambda x: layers.Attention(score_mode='concat')([x, x]))
    graph('attention_additive', STEPS, lambda x: layers.AdditiveAttention()([x, layers.Dense(6)(x)]))
    graph('attention_softmax', STEPS, lambda x: layers.Dot(axes=1)(
        [x, layers.Softmax(axis=1)(layers.Dense(1)(x))]))


def models():
    def sequential(*made):
        return lambda: keras.Sequential([keras.Input(STEPS)] + [make() for make in made])
    MODELS['sequential'] = sequential(
        lambda: layers.Conv1D(4, 3), lambda: layers.Conv1D(4, 3), lambda: layers.Flatten(),
        lambda: layers.Dense(3, 'softmax'))

    def unshaped():
        model = keras.Sequential([layers.Dense(4), layers.Dense(3)])
        model.build((None,) + STEPS)
        return model
    MODELS['sequential_unshaped'] = unshaped

    def nested(x):
        inner = keras.Sequential([keras.Input(STEPS), layers.Dense(6, 'relu'), layers.Dense(6)])
        return layers.Dense(2)(inner(inner(x)))
    graph('nested', STEPS, nested)

    def nested_functional(x):
        i = keras.Input(STEPS)
        inner = keras.Model(i, layers.BatchNormalization()(layers.Conv1D(6, 3, padding='same')(i)))
        return layers.Add()([inner(x), layers.BatchNormalization()(x)])
    graph('nested_functional', STEPS, nested_functional)

    def shared(x):
        dense = layers.Dense(6)
        return dense(layers.ReLU()(dense(x)))
    graph('shared', STEPS, shared)
    graph('eleven', STEPS, lambda x: layers.Concatenate()([layers.Dense(2)(x) for _ in range(12)]))


def operations():
    graph('op_arithmetic', STEPS, lambda x: (x * 2.0 + 1.0 - x) / 3.0 - (1.0 - x) * -x)
    graph('op_slices', STEPS, lambda x: x[:, 1:9:2, ::-1])
    graph('op_index', STEPS, lambda x: x[:, -1])
    graph('op_power', STEPS, lambda x: x ** 2.0)
    if KERAS3:
        from keras import ops
        concat, transpose, mean, stack, reshape = (
            ops.concatenate, ops.transpose, ops.mean, ops.stack, ops.reshape)
        graph('op_split', STEPS, lambda x: ops.split(x, [2, 5], axis=-1)[1])
        graph('op_clip', STEPS, lambda x: ops.clip(x, -0.5, 0.4))
        graph('op_where', STEPS, lambda x: ops.where(x > 0.1, x, x * 2.0))
        graph('op_std', STEPS, lambda x: ops.std(x, axis=1))
        graph('op_swap', STEPS, lambda x: ops.swapaxes(x, 1, 2))
        graph('op_pad', STEPS, lambda x: ops.pad(x, [[0, 0], [1, 2], [0, 0]]))
        graph('op_ellipsis', STEPS, lambda x: x[..., None])
        graph('op_gelu', STEPS, lambda x: ops.gelu(x))
        graph('op_squeeze', STEPS, lambda x: ops.squeeze(x[:, 2:3], 1))
        graph('op_matmul', STEPS, lambda x: ops.matmul(x, ops.transpose(x, (0, 2, 1))))
        graph('op_einsum', STEPS, lambda x: ops.einsum('bij,bkj->bik', x, x), into=REFUSED)
    else:
        import tensorflow as tf
        concat, transpose, mean, stack, reshape = (
            tf.concat, tf.transpose, tf.reduce_mean, tf.stack, tf.reshape)
        graph('op_split', STEPS, lambda x: tf.split(x, [2, 3, 1], axis=-1)[1])
        graph('op_clip', STEPS, lambda x: tf.clip_by_value(x, -0.5, 0.4))
        graph('op_pad', STEPS, lambda x: tf.pad(x, [[0, 0], [1, 2], [0, 0]]))
        graph('op_expand', STEPS, lambda x: tf.expand_dims(x, -1))
        graph('op_std', STEPS, lambda x: tf.math.reduce_std(x, axis=1))
        graph('op_matmul', STEPS, lambda x: tf.matmul(x, x, transpose_b=True))
        graph('op_squeeze', STEPS, lambda x: tf.squeeze(x[:, 2:3], 1))
        graph('op_einsum', STEPS, lambda x: tf.einsum('bij,bkj->bik', x, x), into=REFUSED)
    graph('op_concat', STEPS, lambda x: concat([x, x * 2.0], axis=-1))
    graph('op_transpose', STEPS, lambda x: transpose(x, [0, 2, 1]))
    graph('op_mean', STEPS, lambda x: mean(x, axis=1, keepdims=True))
    graph('op_stack', STEPS, lambda x: stack([x, -x], 1))
    graph('op_reshape', STEPS, lambda x: reshape(x, [-1, 72]))


def refused():
    def training(x):
        return layers.BatchNormalization()(x, training=True)
    graph('training', STEPS, training, into=REFUSED)
    one('masking', STEPS, lambda: layers.Masking(), lambda: layers.LSTM(3), into=REFUSED)
    one('stateful', STEPS, lambda: layers.GlobalAveragePooling1D(), lambda: layers.Dense(3),
        lambda: layers.Reshape((3, 1)), lambda: layers.ConvLSTM1D(2, 2) if False else
        layers.Conv1DTranspose(2, 2), into=REFUSED)
    one('conv3d', (4, 4, 4, 2), lambda: layers.Conv3D(2, 2), into=REFUSED)
    one('resizing_bicubic', IMAGE, lambda: layers.Resizing(4, 4, interpolation='bicubic'),
        into=REFUSED)
    graph('two_outputs', STEPS, lambda x: [layers.Dense(2)(x), layers.Dense(3)(x)], into=REFUSED)

    @keras.utils.register_keras_serializable('Custom', name='Twice')
    class Twice(layers.Layer):
        def call(self, x):
            return x * 2.0
    one('custom', STEPS, Twice, into=REFUSED)

    @keras.utils.register_keras_serializable('Custom', name='Dense')
    class Dense(layers.Dense):
        def call(self, x):
            return x * 2.0
    one('custom_dense', STEPS, lambda: Dense(2), into=REFUSED)
    one('open_steps', (None, 6), lambda: layers.Dense(2), into=REFUSED)


def mixed():
    """Layers of mixed precision: with float weights they compute in floats."""
    chains = {
        'dense': (VECTOR, lambda: layers.Dense(5, activation='relu'), lambda: layers.Dense(3)),
        'conv': (IMAGE, lambda: layers.Conv2D(4, 3), lambda: layers.BatchNormalization(),
                 lambda: layers.ReLU(), lambda: layers.GlobalAveragePooling2D()),
        'depthwise': (STEPS, lambda: layers.DepthwiseConv1D(3), lambda: layers.Flatten(),
                      lambda: layers.Dense(3, activation='softmax')),
        'gru': (STEPS, lambda: layers.GRU(4), lambda: layers.Dense(3)),
        'lstm': (STEPS, lambda: layers.Bidirectional(layers.LSTM(4))),
    }
    for name, (shape, *made) in chains.items():
        one('mixed_' + name, shape, *made)


def build(make, name):
    """A model with random weights, and what is computed with it: of mixed precision the float32 one."""
    if not name.startswith('mixed_'):
        model = make()
        randomize(model)
        return model, model
    keras.mixed_precision.set_global_policy('mixed_float16')
    model = make()
    keras.mixed_precision.set_global_policy('float32')
    randomize(model)
    plain = make()
    plain.set_weights(model.get_weights())
    return model, plain


def csv(path, values):
    with open(path, 'w') as out:
        out.write('# ' + ' '.join(map(str, values.shape)) + '\n')
        out.writelines('%.9g\n' % v for v in values.reshape(-1))


def randomize(model):
    for layer in model.layers:
        if hasattr(layer, 'layers'):
            randomize(layer)
        elif not isinstance(layer, layers.Normalization):
            weights = [RANDOM.uniform(-0.5, 0.5, w.shape) for w in layer.get_weights()]
            if isinstance(layer, layers.BatchNormalization):
                weights[-1] = np.abs(weights[-1]) + 0.1
            old = layer.get_weights()
            layer.set_weights([w.astype(o.dtype) if o.dtype == np.float32 else o
                               for w, o in zip(weights, old)])


def main(folder, names):
    for part in (convolutions, activations, normalizations, shapes, recurrent, attention, models,
                 operations, mixed, refused):
        part()
    os.makedirs(os.path.join(folder, 'refused'), exist_ok=True)
    for kind, models_ in (('', MODELS), ('refused', REFUSED)):
        for name in names or models_:
            if name not in models_:
                continue
            keras.backend.clear_session()
            model, oracle = build(models_[name], name)
            path = os.path.join(folder, kind, PREFIX + name)
            model.save(path + '.keras')
            if kind or model.input_shape[1] is None:
                continue
            feed = RANDOM.uniform(-1, 1, (1,) + tuple(model.input_shape[1:])).astype(np.float32)
            result = np.asarray(oracle.predict(feed, verbose=0))
            apart = not name.startswith('op_')
            for stem in [path] + [path + '.weights'] * apart:
                csv(stem + '.input.csv', feed)
                csv(stem + '.output.csv', result)
            if not KERAS3 or apart:
                model.save(path + '.h5')
            if apart:
                model.save_weights(path + '.weights.h5')
                with open(path + '.json', 'w') as out:
                    out.write(model.to_json())


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2:])
