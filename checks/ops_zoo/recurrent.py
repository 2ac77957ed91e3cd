"""Recurrent layers in the spellings that TensorFlow 1 and Keras have for them. Input [1, TIME, WIDTH]."""

from tf1 import CONTRIB, bidirectional, cells, dynamic_rnn, static_rnn, tf

TIME, WIDTH = 20, 13
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
    })
