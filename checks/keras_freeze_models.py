"""The models that keras_freeze.py makes: every layer with many settings, Lambda bodies of many kinds, and,
with its sources, the original project's architectures. Each is a function by name that makes a model of
16,000 samples and 12 classes.
"""
import importlib
import sys

SAMPLES = 16000
K = None  # keras.backend: a global, as Keras saves what a Lambda closes over


def small_models():
    from keras import layers as L
    from keras.applications.mobilenet import DepthwiseConv2D
    from keras.models import Model, Sequential

    models = {}

    def end(x):
        if K.ndim(x) > 2:
            x = L.Flatten()(x)
        return L.Dense(12, activation='softmax')(x)

    def functional(name, body, head=(40, 400)):
        def make():
            i = L.Input((SAMPLES,))
            x = L.Reshape(head)(i)
            if len(head) == 2:
                x = L.Conv1D(8, 8, strides=1, padding='valid', activation='tanh')(x)  # 33 x 8
            return Model(i, end(body(x)))
        models[name] = make

    image = (40, 20, 20)
    for a in 'softmax elu selu softplus softsign relu tanh sigmoid hard_sigmoid linear'.split():
        functional('act_' + a, lambda x, a=a: L.Activation(a)(L.Dense(6, activation=a)(x)))
    for p in ('valid', 'same', 'causal'):
        for s, d in ((1, 1), (2, 1), (3, 1), (1, 2), (1, 3)):
            functional('conv1d_%s_s%d_d%d' % (p, s, d), lambda x, p=p, s=s, d=d: L.Conv1D(
                5, 3, padding=p, strides=s, dilation_rate=d, activation='relu', use_bias=s != 2)(x))
    for p in ('valid', 'same'):
        functional('conv2d_' + p, lambda x, p=p: L.Conv2D(6, (5, 3), strides=(2, 3), padding=p)(x), image)
        functional('conv2d_dil_' + p, lambda x, p=p: L.BatchNormalization()(L.Conv2D(
            6, (3, 2), dilation_rate=(3, 2), padding=p, activation='relu')(x)), image)
        functional('conv2d_dil_bn_' + p, lambda x, p=p: L.Activation('relu')(L.BatchNormalization()(L.Conv2D(
            6, (3, 2), dilation_rate=(3, 2), padding=p)(x))), image)
        functional('conv2d_first_' + p, lambda x, p=p: L.Conv2D(
            6, (5, 3), strides=2, padding=p, data_format='channels_first')(x), image)
        functional('dw_' + p, lambda x, p=p: L.BatchNormalization()(DepthwiseConv2D(
            (3, 3), strides=2, padding=p, depth_multiplier=2, use_bias=False)(x)), image)
        # Keras 2.1.2 works out a wrong shape for this one: only what ignores the shape may follow
        functional('dw_dil_' + p, lambda x, p=p: L.GlobalMaxPooling2D()(DepthwiseConv2D(
            (3, 3), dilation_rate=2, padding=p, use_bias=False, activation='relu')(x)), image)
        functional('dw_first_' + p, lambda x, p=p: DepthwiseConv2D(
            (3, 3), padding=p, use_bias=False, data_format='channels_first')(x), image)
        functional('sep2d_' + p, lambda x, p=p: L.SeparableConv2D(
            7, (3, 3), strides=2, padding=p, depth_multiplier=2, activation='relu')(x), image)
        functional('sep2d_dil_' + p, lambda x, p=p: L.SeparableConv2D(
            7, (3, 3), dilation_rate=2, padding=p)(x), image)
        for kind in ('Max', 'Average'):
            functional('%spool1d_%s' % (kind, p), lambda x, p=p, kind=kind: getattr(L, kind + 'Pooling1D')(
                3, strides=2, padding=p)(L.Conv1D(4, 3)(x)))
            functional('%spool2d_%s' % (kind, p), lambda x, p=p, kind=kind: getattr(L, kind + 'Pooling2D')(
                (3, 2), padding=p)(x), image)
            functional('%spool2d_first_%s' % (kind, p), lambda x, p=p, kind=kind: getattr(L, kind + 'Pooling2D')(
                (3, 2), strides=(1, 2), padding=p, data_format='channels_first')(x), image)
    for kind in ('Max', 'Average'):
        functional('global%s1d' % kind, lambda x, kind=kind: getattr(L, 'Global%sPooling1D' % kind)()(x))
        functional('global%s2d' % kind, lambda x, kind=kind: getattr(L, 'Global%sPooling2D' % kind)()(x), image)
        functional('global%s2d_first' % kind, lambda x, kind=kind: getattr(L, 'Global%sPooling2D' % kind)(
            data_format='channels_first')(x), image)
    functional('bn_axis1', lambda x: L.BatchNormalization(axis=1)(L.Conv1D(4, 3)(x)))
    functional('bn_noscale', lambda x: L.BatchNormalization(scale=False)(L.Conv1D(4, 3)(x)))
    functional('bn_nocenter', lambda x: L.BatchNormalization(center=False)(L.Conv1D(4, 3)(x)))
    functional('bn_bare', lambda x: L.BatchNormalization(center=False, scale=False, epsilon=0.1)(L.Dense(4)(x)))
    functional('bn_before', lambda x: L.Conv1D(4, 3, padding='same')(L.BatchNormalization()(x)))
    functional('bn_twice', lambda x: L.BatchNormalization()(L.BatchNormalization()(L.Conv1D(4, 3)(x))))
    functional('bn_first', lambda x: L.BatchNormalization(axis=1)(L.Conv2D(
        4, 3, data_format='channels_first')(x)), image)

    def bn_shared(x):
        c = L.Conv1D(4, 3)(x)
        return L.Add()([L.BatchNormalization()(c), c])
    functional('bn_conv_used_twice', bn_shared)
    functional('leaky', lambda x: L.LeakyReLU(0.1)(x))
    functional('elu_half', lambda x: L.ELU(0.5)(x))
    functional('prelu', lambda x: L.PReLU(alpha_initializer='uniform')(x))
    functional('prelu_shared', lambda x: L.PReLU(shared_axes=[1], alpha_initializer='uniform')(x))
    functional('thresholded', lambda x: L.ThresholdedReLU(0.3)(x))
    functional('permute', lambda x: L.Permute((2, 1))(x))
    functional('permute2d', lambda x: L.Conv2D(3, 2)(L.Permute((3, 1, 2))(x)), image)
    functional('repeat', lambda x: L.Conv1D(3, 2)(L.RepeatVector(5)(L.GlobalMaxPooling1D()(x))))
    functional('zeropad1d', lambda x: L.Conv1D(4, 3)(L.ZeroPadding1D((2, 1))(x)))
    functional('zeropad2d', lambda x: L.Conv2D(4, 3)(L.ZeroPadding2D(((1, 2), (0, 3)))(x)), image)
    functional('zeropad2d_first', lambda x: L.ZeroPadding2D((1, 2), data_format='channels_first')(x), image)
    functional('crop1d', lambda x: L.Cropping1D((2, 1))(x))
    functional('crop2d', lambda x: L.Cropping2D(((1, 2), (0, 3)))(x), image)
    functional('up1d', lambda x: L.UpSampling1D(3)(L.Conv1D(4, 3, strides=3)(x)))
    functional('up2d', lambda x: L.Conv2D(2, 3)(L.UpSampling2D((2, 3))(L.Conv2D(4, 3, strides=3)(x))), image)
    functional('dropouts', lambda x: L.GaussianNoise(0.5)(L.GaussianDropout(0.2)(L.SpatialDropout1D(0.2)(
        L.AlphaDropout(0.1)(L.Dropout(0.5)(x))))))

    def merge(kind, **kw):
        def body(x):
            a, b = L.Conv1D(4, 3)(x), L.Conv1D(4, 3, activation='relu')(x)
            parts = [a, b] if kind == 'Subtract' else [a, b, L.Activation('tanh')(a)]
            return getattr(L, kind)(**kw)(parts)
        return body
    for kind in ('Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Concatenate'):
        functional('merge_' + kind, merge(kind))
    functional('concat_axis1', merge('Concatenate', axis=1))
    functional('multiply_broadcast', lambda x: L.Multiply()([x, L.Conv1D(1, 1)(x)]))
    functional('multiply_ranks', lambda x: L.Multiply()([x, L.GlobalMaxPooling1D()(x)]))
    functional('dot_2d', lambda x: L.Dot(1)([L.GlobalMaxPooling1D()(x), L.GlobalAveragePooling1D()(x)]))
    functional('dot_3d', lambda x: L.Dot((2, 2))([x, L.Conv1D(8, 3)(x)]))
    functional('dot_3d_axis1', lambda x: L.Dot(1)([x, L.Conv1D(5, 1)(x)]))
    functional('dot_23', lambda x: L.Dot((1, 2))([L.GlobalMaxPooling1D()(x), x]))
    functional('dot_norm', lambda x: L.Dot(-1, normalize=True)([x, L.Conv1D(8, 3)(x)]))

    def short(x):
        return L.Conv1D(6, 4, strides=3)(x)  # 10 x 6
    for kind in ('SimpleRNN', 'LSTM', 'GRU'):
        for impl in (0, 1, 2):
            functional('%s_%d' % (kind, impl), lambda x, k=kind, m=impl: getattr(L, k)(
                5, implementation=m, dropout=0.1)(short(x)))
        functional(kind + '_seq', lambda x, k=kind: getattr(L, k)(5, return_sequences=True)(short(x)))
        functional(kind + '_back', lambda x, k=kind: getattr(L, k)(
            5, return_sequences=True, go_backwards=True)(short(x)))
        functional(kind + '_nobias', lambda x, k=kind: getattr(L, k)(5, use_bias=False, unroll=True)(short(x)))
        functional(kind + '_relu', lambda x, k=kind: getattr(L, k)(5, activation='relu')(short(x)))
        functional(kind + '_long', lambda x, k=kind: getattr(L, k)(3, return_sequences=True)(
            L.UpSampling1D(3)(x)))
        for mode in ('concat', 'sum', 'mul', 'ave'):
            functional('bi_%s_%s' % (kind, mode), lambda x, k=kind, m=mode: L.Bidirectional(
                getattr(L, k)(4, return_sequences=m != 'sum'), merge_mode=m)(short(x)))
    functional('lstm_stack', lambda x: L.LSTM(4)(L.Bidirectional(L.LSTM(5, return_sequences=True))(short(x))))

    def states(x):
        y, h, c = L.LSTM(4, return_state=True)(short(x))
        return L.LSTM(4, return_sequences=True)(short(x), initial_state=[h, c])
    functional('lstm_states', states)
    functional('gru_state', lambda x: L.Concatenate()(L.GRU(4, return_state=True)(short(x))))
    functional('td_dense', lambda x: L.TimeDistributed(L.Dense(3, activation='relu'))(x))
    functional('td_conv', lambda x: L.TimeDistributed(L.Conv1D(3, 4, strides=2, activation='relu'))(x), image)
    functional('td_lstm', lambda x: L.TimeDistributed(L.LSTM(3))(L.Cropping2D(((0, 30), (0, 10)))(x)), image)
    functional('td_bn', lambda x: L.TimeDistributed(L.BatchNormalization())(x))

    def inner(sequential):
        if sequential:
            m = Sequential()
            m.add(L.Conv1D(4, 3, input_shape=(33, 8)))
            m.add(L.BatchNormalization())
            m.add(L.Activation('relu'))
            return m
        i = L.Input((33, 8))
        y = L.Conv1D(4, 3)(i)
        return Model(i, L.Add()([L.BatchNormalization()(y), L.Activation('tanh')(y)]))
    functional('nested_model', lambda x: inner(False)(x))
    functional('nested_sequential', lambda x: inner(True)(x))

    def twice(x):
        m = inner(False)
        return L.Concatenate()([m(x), m(L.Activation('tanh')(x))])
    functional('nested_twice', twice)

    def frozen(x):
        m = inner(True)
        m.layers[0].trainable = False
        return m(x)
    functional('nested_frozen', frozen)

    def shared(x):
        d = L.Dense(8, activation='tanh')
        return d(d(d(x)))
    functional('shared_dense', shared)

    def sequential():
        m = Sequential()
        m.add(L.Reshape((40, 400), input_shape=(SAMPLES,)))
        m.add(L.Conv1D(6, 3, activation='relu'))
        m.add(L.GlobalMaxPooling1D())
        m.add(L.Dense(12, activation='softmax'))
        return m
    models['sequential'] = sequential

    def sequential_nested():
        m = Sequential()
        m.add(L.Reshape((33, 8), input_shape=(264,)))
        m.add(inner(True))
        top = Sequential()
        top.add(L.Dense(264, input_shape=(SAMPLES,)))
        top.add(m)
        top.add(L.Flatten())
        top.add(L.Dense(12, activation='softmax'))
        return top
    models['sequential_nested'] = sequential_nested

    def on_samples(name, body):
        def make():
            i = L.Input((SAMPLES,))
            return Model(i, end(body(i)))
        models[name] = make
    for k, s, p in ((80, 40, 'same'), (479, 160, 'valid'), (75, 50, 'same'), (31, 16, 'same'), (5, 4, 'valid')):
        on_samples('raw_%d_%d_%s' % (k, s, p), lambda x, k=k, s=s, p=p: L.AveragePooling1D(10)(
            L.Activation('relu')(L.BatchNormalization()(L.Conv1D(4, k, strides=s, padding=p, use_bias=False)(
                L.Reshape((-1, 1))(x))))))
    for name, body in lambda_bodies().items():
        functional('lambda_' + name, lambda x, b=body: L.Lambda(b)(x))
    a, b = 2, 6
    functional('lambda_closure', lambda x: L.Lambda(lambda y: y[:, :, a:b])(x))
    functional('lambda_arguments', lambda x: L.Lambda(scaled, arguments={'factor': 0.25})(x))
    functional('lambda_two', lambda x: L.Lambda(lambda p: p[0] * p[1] - p[0])([x, L.Activation('tanh')(x)]))
    return models


def scaled(x, factor=2.0, offset=1.0):
    return x * factor + offset


def lambda_bodies():
    def slices(x):
        parts = []
        for i in range(3):
            part = x[:, i::3]
            parts.append(K.expand_dims(part[:, :10], axis=-1))
        return K.concatenate(parts, axis=-1)

    def unpacked(x):
        n, t, c = K.int_shape(x)
        y = K.reshape(x, [-1, t * c])
        y = K.reshape(y, (-1, c, t))
        return K.permute_dimensions(y, (0, 2, 1))

    def conditional(x, flag=True):
        if flag:
            y = x * 2
        else:
            y = x / 2
        y -= 1
        return y ** 2

    def comprehension(x):
        return K.concatenate([x[:, i:i + 20] for i in range(3)], axis=-1)

    def nested(x):
        def half(y):
            return y * 0.5
        return half(x) + half(half(x))

    return {
        'clip': lambda x: K.clip((x + 0.8) / 7.0, -5, 5),
        'relu6': lambda x: K.relu(x, max_value=6),
        'relu_alpha': lambda x: K.relu(x, alpha=0.2),
        'squeeze': lambda x: K.squeeze(K.expand_dims(x, 1), 1),
        'sum': lambda x: K.sum(x, axis=1),
        'mean_max': lambda x: K.concatenate([K.mean(x, axis=1, keepdims=True), K.max(x, axis=1, keepdims=True)]),
        'softmax1': lambda x: K.exp(x - K.max(x, axis=1, keepdims=True)) / K.sum(
            K.exp(x - K.max(x, axis=1, keepdims=True)), axis=1, keepdims=True),
        'std': lambda x: K.std(x, axis=1),
        'abs_sqrt': lambda x: K.sqrt(K.abs(x) + 1e-3) - K.square(x) * -0.5,
        'log': lambda x: K.log(K.abs(x) + 1),
        'norm': lambda x: K.l2_normalize(x, axis=-1),
        'ellipsis': lambda x: x[..., 1:-1],
        'newaxis': lambda x: x[:, None, :, 0],
        'reverse': lambda x: x[:, ::-1],
        'index': lambda x: x[:, -1, :] - x[:, 0],
        'stack': lambda x: K.stack([x[:, 0], x[:, 1]], axis=1),
        'repeat': lambda x: K.repeat_elements(x, 2, axis=1),
        'minmax': lambda x: K.maximum(x, 0.1) - K.minimum(x, -0.1),
        'hard': lambda x: K.hard_sigmoid(x) + K.sigmoid(x) + K.tanh(x),
        'pad': lambda x: K.temporal_padding(x, (1, 2)),
        'slices': slices, 'unpacked': unpacked, 'conditional': conditional, 'comprehension': comprehension,
        'nested': nested,
    }


def original_models(sources):
    sys.path.insert(0, sources)
    import model as original
    globals().update(time_slice_stack=original.time_slice_stack,
                     overlapping_time_slice_stack=original.overlapping_time_slice_stack)
    names = ('snn simple conv_1d_time_stacked conv_1d_multi_time_sliced conv_1d_time_sliced '
             'conv_1d_time_sliced_group conv_1d_heavy conv_1d_simple conv_1d_gru inception inception_d1 '
             'conv_1d_learned_spec conv_1d_fast conv_1d_top_down conv_1d_residual xception_with_attention '
             'conv_1d_time_sliced_with_attention steffeNet').split()
    from keras import layers as L
    from keras.models import Model

    def whole(name):  # loaded anew each time: the module holds layers, whose names must not come twice
        return lambda: importlib.reload(original).speech_model(name, SAMPLES, num_classes=12)
    models = {'original_' + n: whole(n) for n in names}

    def stacked(step, padding=None):
        def make():
            i = L.Input((SAMPLES,))
            if padding is None:
                x = L.Lambda(lambda x: time_slice_stack(x, step))(i)
            else:
                x = L.Lambda(lambda x: overlapping_time_slice_stack(x, 480, step, padding=padding))(i)
            x = L.Activation(original.relu6)(L.BatchNormalization()(L.Conv1D(6, 3, strides=2)(x)))
            return Model(i, L.Dense(12, activation='softmax')(L.GlobalAveragePooling1D()(x)))
        return make
    models['slices_20'] = stacked(20)
    models['frames_valid'] = stacked(160, 'VALID')
    models['frames_same'] = stacked(160, 'SAME')
    return models
