"""Recurrent layers in the spellings that TensorFlow 1 and Keras have for them. Input [1, TIME, WIDTH]."""

import numpy as np

from tf1 import CONTRIB, bidirectional, cells, dynamic_rnn, static_rnn, tf

TIME, WIDTH = 20, 13
FRAMES = np.random.RandomState(1).randn(1, TIME, WIDTH).astype(np.float32)
SHAPE = [1, TIME, WIDTH]


def over(cell, x, **options):
    return dynamic_rnn(cell, x, dtype=tf.float32, **options)


def both_ways(make, x, **options):
    return tf.concat(bidirectional(make(), make(), x, dtype=tf.float32, **options)[0], 2)


def stacked_both_ways(x):
    for i in range(2):
        with tf.variable_scope("layer%d" % i):
            x = both_ways(lambda: cells.GRUCell(20), x)
    return x


def steps(x):
    return tf.unstack(x, axis=1)


def crnn(x):
    w = tf.get_variable("w", [5, 4, 1, 8])
    h = tf.nn.relu(tf.nn.conv2d(tf.expand_dims(x, -1), w, [1, 2, 2, 1], "SAME"))
    h = tf.reshape(h, [-1, int(h.shape[1]), int(h.shape[2]) * 8])
    return over(cells.GRUCell(16), h)[0][:, -1]


def attention(x):
    o = both_ways(lambda: cells.LSTMCell(20), x)
    q = tf.matmul(o[:, -1], tf.get_variable("q", [40, 40]))
    a = tf.nn.softmax(tf.squeeze(tf.matmul(o, tf.expand_dims(q, -1)), -1))
    return tf.reduce_sum(o * tf.expand_dims(a, -1), 1)


def per_frame(x):
    """A layer over every output, as CTC models have it."""
    o = both_ways(lambda: cells.LSTMCell(16), x)
    return tf.nn.softmax(tf.reshape(tf.matmul(tf.reshape(o, [-1, 32]), tf.get_variable("p", [32, 9])), [1, TIME, 9]))


def counted(x):
    """A loop that is no recurrent layer: a leaky sum over frames."""
    frames = tf.transpose(x, [1, 0, 2])
    body = lambda i, state: (i + 1, 0.9 * state + tf.tanh(tf.gather(frames, i)))
    return tf.while_loop(lambda i, _: i < TIME, body, [tf.constant(0), tf.zeros([1, WIDTH])])[1]


def filtered(x):
    """PCEN's smoother: m = (1 - s) m + s x, then what it is for."""
    m = tf.scan(lambda before, now: 0.96 * before + 0.04 * now, tf.transpose(tf.abs(x), [1, 0, 2]))
    return tf.sqrt(tf.abs(x) / (tf.transpose(m, [1, 0, 2]) + 0.1) + 2.0)


def mapped(x):
    return tf.map_fn(lambda frame: tf.nn.softmax(frame * 2.0), tf.reshape(x, [TIME, WIDTH]))


def fed_length(x, length):
    outputs, state = over(cells.LSTMCell(20), x, sequence_length=length)
    return tf.concat([tf.reshape(outputs, [1, -1]), state[0], state[1]], 1)


def fed_length_gru(x, length):
    return tf.concat(bidirectional(cells.GRUCell(9), cells.GRUCell(9), x, dtype=tf.float32, sequence_length=length)[0], 2)


def until_still(x):
    """How often it runs depends on the input."""
    return tf.while_loop(lambda s: tf.reduce_sum(s) > 0.001, lambda s: s * 0.5, [tf.abs(x)])[0]


def stack(*layers):
    return cells.MultiRNNCell(list(layers))


GRAPHS = {
    "lstm": lambda x: over(cells.LSTMCell(37), x)[0][:, -1],
    "lstm_states": lambda x: tf.concat(list(over(cells.LSTMCell(20), x)[1]), 1),
    "lstm_peepholes_clip": lambda x: over(cells.LSTMCell(37, use_peepholes=True, cell_clip=0.3), x)[0],
    "lstm_projection": lambda x: over(cells.LSTMCell(40, use_peepholes=True, num_proj=24, proj_clip=0.2), x)[0],
    "lstm_projection_states": lambda x: tf.concat(list(over(cells.LSTMCell(40, num_proj=24), x)[1]), 1),
    "basic_lstm": lambda x: over(cells.BasicLSTMCell(32, forget_bias=0.7), x)[0][:, -1],
    "basic_lstm_relu": lambda x: over(cells.BasicLSTMCell(16, activation=tf.nn.relu), x)[0],
    "gru": lambda x: over(cells.GRUCell(33), x)[0],
    "gru_state": lambda x: over(cells.GRUCell(33), x)[1],
    "gru_time_major": lambda x: over(cells.GRUCell(21), tf.transpose(x, [1, 0, 2]), time_major=True)[0][-1],
    "rnn": lambda x: over(cells.BasicRNNCell(30), x)[0],
    "rnn_relu": lambda x: over(cells.BasicRNNCell(30, activation=tf.nn.relu), x)[1],
    "stacked": lambda x: over(stack(cells.LSTMCell(24), cells.GRUCell(17), cells.BasicRNNCell(12)), x)[0],
    "dropout_wrapped": lambda x: over(
        stack(*[cells.DropoutWrapper(cells.LSTMCell(24), output_keep_prob=1.0) for _ in range(2)]), x)[0],
    "residual": lambda x: over(stack(*[cells.ResidualWrapper(cells.GRUCell(WIDTH)) for _ in range(2)]), x)[0],
    "both_ways_lstm": lambda x: both_ways(lambda: cells.LSTMCell(20), x),
    "both_ways_gru_stacked": stacked_both_ways,
    "both_ways_lengths": lambda x: both_ways(lambda: cells.LSTMCell(20), x, sequence_length=tf.constant([TIME])),
    "static_lstm": lambda x: static_rnn(cells.LSTMCell(20), steps(x), dtype=tf.float32)[0][-1],
    "static_gru": lambda x: tf.stack(static_rnn(cells.GRUCell(20), steps(x), dtype=tf.float32)[0], 1),
    "length_constant": lambda x: over(cells.LSTMCell(20), x, sequence_length=[TIME])[0],
    "length_short": lambda x: over(cells.GRUCell(20), x, sequence_length=tf.constant([TIME - 5]))[0],
    "crnn": crnn,
    "learned_state": lambda x: dynamic_rnn(cells.GRUCell(20), x, initial_state=tf.get_variable("s", [1, 20]))[0],
    "attention": attention,
    "per_frame": per_frame,
    "loop_counted": counted,
    "loop_scan": filtered,
    "loop_map": mapped,
    "loop_until_still": until_still,
    "lstm_long": lambda x: over(cells.LSTMCell(12), tf.tile(x, [1, 8, 1]))[0],
    "length_fed": ({"x": FRAMES, "length": np.array([13], np.int32)}, fed_length),
    "length_fed_whole": ({"x": FRAMES, "length": np.array([TIME], np.int32)}, fed_length),
    "length_fed_both_ways": ({"x": FRAMES, "length": np.array([7], np.int32)}, fed_length_gru),
    "batch_of_3": ({"x": np.random.RandomState(2).randn(3, TIME, WIDTH).astype(np.float32)}, lambda x: over(
        cells.LSTMCell(11), x)[0]),
}
if CONTRIB:
    from tensorflow.contrib import rnn as contrib

    GRAPHS.update({
        "block_lstm": lambda x: over(contrib.LSTMBlockCell(20), x)[0],
        "block_lstm_peepholes": lambda x: over(contrib.LSTMBlockCell(20, use_peephole=True), x)[0],
        "block_lstm_fused": lambda x: contrib.LSTMBlockFusedCell(20)(tf.transpose(x, [1, 0, 2]), dtype=tf.float32)[0],
        "block_gru": lambda x: over(contrib.GRUBlockCell(20), x)[0],
        "layer_norm_lstm": lambda x: over(contrib.LayerNormBasicLSTMCell(20), x)[0],
        "ugrnn": lambda x: over(contrib.UGRNNCell(20), x)[0],
        "coupled_lstm": lambda x: over(contrib.CoupledInputForgetGateLSTMCell(20), x)[0],
        "nas": lambda x: over(contrib.NASCell(20), x)[0],
        "nas_projection": lambda x: over(contrib.NASCell(20, num_proj=9, use_biases=True), x)[0],
        "layer_norm_lstm_plain": lambda x: over(contrib.LayerNormBasicLSTMCell(20, layer_norm=False), x)[0],
        "layer_norm_lstm_stacked": lambda x: over(stack(*[contrib.LayerNormBasicLSTMCell(24) for _ in range(2)]), x)[0],
        "layer_norm_lstm_both_ways": lambda x: both_ways(lambda: contrib.LayerNormBasicLSTMCell(16), x),
        "layer_norm_lstm_long": lambda x: over(contrib.LayerNormBasicLSTMCell(64), tf.tile(x, [1, 5, 1]))[0][:, -1],
        "intersection": lambda x: over(contrib.IntersectionRNNCell(WIDTH), x)[0],
        "ugrnn_stacked": lambda x: over(stack(contrib.UGRNNCell(20), contrib.UGRNNCell(12)), x)[1][1],
        "glstm": lambda x: over(contrib.GLSTMCell(20, number_of_groups=2, num_proj=14), tf.concat([x, x[:, :, :1]], 2))[0],
        "time_freq_lstm": lambda x: over(contrib.TimeFreqLSTMCell(8, feature_size=5, frequency_skip=4), x)[0],
        "grid_lstm": lambda x: over(contrib.GridLSTMCell(8, feature_size=5, frequency_skip=4, num_frequency_blocks=[3]), x)[0],
        "conv_lstm": lambda x: over(
            contrib.ConvLSTMCell(1, [WIDTH, 1], 6, [3]), tf.expand_dims(x, -1))[0],
        "attention_cell": lambda x: over(contrib.AttentionCellWrapper(cells.LSTMCell(12), 4, state_is_tuple=True), x)[0],
        "highway_cell": lambda x: over(contrib.HighwayWrapper(cells.GRUCell(WIDTH)), x)[0],
        "projected_output": lambda x: over(contrib.OutputProjectionWrapper(cells.GRUCell(20), 7), x)[0],
        "projected_input": lambda x: over(contrib.InputProjectionWrapper(cells.GRUCell(20), 9), x)[0],
        "phased_lstm": lambda x: over(contrib.PhasedLSTMCell(12), (tf.reshape(tf.range(float(TIME)), [1, TIME, 1]), x))[0],
        "layer_norm_lstm_static": lambda x: static_rnn(contrib.LayerNormBasicLSTMCell(20), steps(x), dtype=tf.float32)[0][-1],
        "stack_bidirectional": lambda x: contrib.stack_bidirectional_dynamic_rnn(
            [cells.LSTMCell(12), cells.LSTMCell(10)], [cells.LSTMCell(12), cells.LSTMCell(10)], x, dtype=tf.float32)[0],
        "fused_reversed": lambda x: contrib.TimeReversedFusedRNN(contrib.LSTMBlockFusedCell(20))(
            tf.transpose(x, [1, 0, 2]), dtype=tf.float32)[0],
        "fused_adaptor": lambda x: contrib.FusedRNNCellAdaptor(cells.LSTMCell(20), use_dynamic_rnn=True)(
            tf.transpose(x, [1, 0, 2]), dtype=tf.float32)[0],
    })
