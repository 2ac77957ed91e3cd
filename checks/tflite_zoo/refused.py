"""Makes the models of fixtures/tflite/refused, stateful/counter and several/two_outputs: refused.py DIR."""
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
os.environ['CUDA_VISIBLE_DEVICES'] = ''

import flatbuffers
import numpy as np
import tensorflow as tf
from ai_edge_litert import schema_py_generated as schema

import stateful

KERNEL = np.random.RandomState(1).uniform(-1, 1, (4, 3)).astype(np.float32)


class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.total = tf.Variable(tf.zeros([1, 4]))

    @tf.function(input_signature=[tf.TensorSpec([1, 4], tf.float32, name='x')])
    def call(self, x):
        self.total.assign_add(x)
        return self.total + 1.0


def conversion(function, *shape):
    spec = tf.TensorSpec(shape, tf.float32, name='x')
    concrete = tf.function(function).get_concrete_function(spec)
    return tf.lite.TFLiteConverter.from_concrete_functions([concrete])


def save(name, converter):
    with open(os.path.join(sys.argv[1], name + '.tflite'), 'wb') as out:
        out.write(converter.convert())


def integer_exp():
    converter = conversion(tf.exp, 4, 12)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: [[np.ones((4, 12), np.float32) * n] for n in (-1, 1)]
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    return converter


def quantized_product():
    square = np.random.RandomState(2).uniform(-1, 1, (1, 33, 32)).astype(np.float32)
    converter = conversion(lambda x: tf.matmul(x, square), 1, 5, 33)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    return converter


def signatures():
    class Two(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([1, 4], tf.float32)])
        def first(self, x):
            return tf.exp(x)

        @tf.function(input_signature=[tf.TensorSpec([1, 4], tf.float32)])
        def second(self, x):
            return tf.tanh(x)
    two = Two()
    tf.saved_model.save(two, '/tmp/kwsbench_two', signatures={'first': two.first, 'second': two.second})
    return tf.lite.TFLiteConverter.from_saved_model('/tmp/kwsbench_two')


class Changed:
    """A model whose one operator is another: what no converter writes."""

    def __init__(self, converter, change):
        self.converter, self.change = converter, change

    def convert(self):
        model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(self.converter.convert(), 0))
        self.change(model)
        builder = flatbuffers.Builder(0)
        builder.Finish(model.Pack(builder), b'TFL3')
        return builder.Output()


def to_flex(model):
    code = model.operatorCodes[0]
    code.builtinCode = code.deprecatedBuiltinCode = schema.BuiltinOperator.CUSTOM
    code.customCode = 'FlexErfinv'


def to_sine(model):
    code = model.operatorCodes[0]
    code.builtinCode = code.deprecatedBuiltinCode = schema.BuiltinOperator.SIN


def to_rank_three(model):
    for operator in model.subgraphs[0].operators:
        if isinstance(operator.builtinOptions, schema.SVDFOptionsT):
            operator.builtinOptions.rank = 3


def to_plain_state(model):
    for tensor in model.subgraphs[0].tensors:
        tensor.isVariable = False


def two_outputs():
    class Both(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([1, 4], tf.float32, name='x')])
        def call(self, x):
            return {'a': tf.exp(x), 'b': tf.tanh(x)}
    both = Both()
    tf.saved_model.save(both, '/tmp/kwsbench_both', signatures=both.call)
    return tf.lite.TFLiteConverter.from_saved_model('/tmp/kwsbench_both')


def state():
    counter = Counter()
    tf.saved_model.save(counter, '/tmp/kwsbench_state', signatures=counter.call)
    converter = tf.lite.TFLiteConverter.from_saved_model('/tmp/kwsbench_state')
    converter.experimental_enable_resource_variables = True
    return converter


os.makedirs(sys.argv[1], exist_ok=True)
save('integer_sine', Changed(integer_exp(), to_sine))
save('rank_of_filters', Changed(stateful.svdf(7, 1, 4), to_rank_three))
save('state_of_nothing', Changed(stateful.rnn(6), to_plain_state))
save('counter', state())
save('two_outputs', two_outputs())
save('quantized_product', quantized_product())
save('signatures', signatures())
save('open_dimension', conversion(tf.exp, 1, None, 4))
save('loop_of_input', conversion(lambda x: tf.while_loop(
    lambda y: tf.reduce_sum(y) < 9, lambda y: [y + 1], [x])[0], 4))
save('endless', conversion(lambda x: tf.while_loop(
    lambda i, y: i < 10**9, lambda i, y: (i + 1, y + 1), (0, x))[1], 4))
save('flex', Changed(conversion(tf.exp, 1, 2, 4), to_flex))
save('complex', conversion(lambda x: tf.abs(tf.signal.rfft2d(x)), 4, 4))
