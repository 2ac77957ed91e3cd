"""What makes the zoo's models, each of one input and one output."""
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
os.environ['CUDA_VISIBLE_DEVICES'] = ''
os.environ['TF_USE_LEGACY_KERAS'] = '1'

import numpy as np
import tensorflow as tf
import tf_keras as keras
from ai_edge_litert.interpreter import Interpreter, OpResolverType

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from values_file import write

RANDOM = np.random.RandomState(7)
MODELS = []
L = keras.layers


def floats(*shape, low=-1, high=1):
    return RANDOM.uniform(low, high, shape).astype(np.float32)


def one(name, shape, function, precision='float', low=-1):
    """A model of a function of TensorFlow."""
    MODELS.append((name, shape, function, precision, low))


def layers(name, shape, *stack, precision='float'):
    """A model of Keras layers, one after the other; built where it is converted."""
    MODELS.append((name, [1] + shape, stack, precision, -1))


def converter(shape, function):
    if hasattr(function, 'convert'):
        return function
    if isinstance(function, tuple):
        keras.utils.set_random_seed(5)
        x = y = keras.Input(shape[1:], batch_size=1)
        for layer in function:
            y = layer(y)
        model = keras.Model(x, y)
        for weight in model.weights:
            if 'moving_variance' not in weight.name and 'gamma' not in weight.name:
                weight.assign(weight + floats(*weight.shape, low=-0.1, high=0.1))
        return tf.lite.TFLiteConverter.from_keras_model(model)
    spec = tf.TensorSpec(shape, tf.float32, name='x')
    concrete = tf.function(function).get_concrete_function(spec)
    return tf.lite.TFLiteConverter.from_concrete_functions([concrete])


def interpreter(model):
    """LiteRT with its reference kernels, or with the others where an operator has none."""
    for kernels in (OpResolverType.BUILTIN_REF, OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES):
        try:
            runtime = Interpreter(model_content=model, experimental_op_resolver_type=kernels)
            runtime.allocate_tensors()
            return runtime
        except (RuntimeError, ValueError) as e:
            why = e
    raise why


INTEGERS = {'int8': tf.int8, 'uint8': tf.uint8, 'int16x8': tf.int16, 'inside': tf.float32}


def quantized(conversion, shape, precision, low):
    """The inputs and outputs of 'inside' stay real; of 'uint8' only they have no sign."""
    examples = [floats(*shape, low=low) for _ in range(8)]
    conversion.representative_dataset = lambda: [[example] for example in examples]
    mode = tf.lite.OpsSet.TFLITE_BUILTINS_INT8
    if precision == 'int16x8':
        mode = tf.lite.OpsSet.EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8
    conversion.target_spec.supported_ops = [mode]
    conversion.inference_input_type = conversion.inference_output_type = INTEGERS[precision]


def levels(shape, dtype):
    """Levels of the whole range, most of them in its middle."""
    limits = np.iinfo(dtype)
    middle = (int(limits.min) + limits.max + 1) // 2
    values = RANDOM.normal(middle, (int(limits.max) - limits.min) / 5, shape)
    return np.clip(np.rint(values), limits.min, limits.max).astype(dtype)


def save(folder, name, shape, function, precision, low):
    conversion = converter(shape, function)
    if precision != 'float':
        conversion.optimizations = [tf.lite.Optimize.DEFAULT]
    if precision == 'float16':
        conversion.target_spec.supported_types = [tf.float16]
    if precision in INTEGERS:
        quantized(conversion, shape, precision, low)
    model = conversion.convert()
    runtime = interpreter(model)
    dtype = runtime.get_input_details()[0]['dtype']
    feed = floats(*shape, low=low) if dtype == np.float32 else levels(shape, dtype)
    runtime.set_tensor(runtime.get_input_details()[0]['index'], feed)
    runtime.invoke()
    result = runtime.get_tensor(runtime.get_output_details()[0]['index'])
    path = os.path.join(folder, name)
    with open(path + '.tflite', 'wb') as out:
        out.write(model)
    write(path + '.input.csv', feed)
    write(path + '.output.csv', result)
