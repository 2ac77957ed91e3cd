#!/usr/bin/env python3
"""Writes the Lambda bodies that PythonVersionsTest follows, as this Python marshals them.

  for v in 3.6 3.7 ... ; do python$v python_lambdas.py; done > java/lambda/src/test/resources/io/kwsbench/lambda/lambdas.txt

A line a body: Python's version, the body's name, its code in base64. Any CPython from 3.5 on will do; nothing
but the standard library is needed.
"""
import base64
import marshal
import os
import sys


def loop(x):
    parts = []
    for i in range(3):
        part = x[:, i::3]
        parts.append(K.expand_dims(part, axis=-1))
    return K.concatenate(parts, axis=-1)


def conditional(x, flag=True):
    n = len([1, 2, 3])
    if flag and n > 2:
        y = x * 2
    else:
        y = x / 2
    y -= 1
    return y ** 2


def comprehension(x):
    return K.concatenate([x[:, i:i + 2] for i in range(2)], axis=-1)


def nested(x):
    def half(y, factor=0.5):
        return y * factor
    return half(x) + half(half(x), factor=2.0)


def repeated(x):
    n = 0
    y = x
    while n < 3:
        y = y * 2
        n += 1
    if y is not None:
        y = y + 1
    return y


def shared(x):
    scale = 3

    def scaled(y):
        return y * scale
    return scaled(x)


def unpacked(x):
    n, w = K.int_shape(x)
    return K.reshape(x, [-1, w // 3, 3])


BODIES = {
    'clip': lambda x: K.clip((x + 0.8) / 7.0, -5, 5),
    'keyword': lambda x: K.expand_dims(x, axis=-1),
    'slices': lambda x: x[:, 1:-1, None],
    'ends': lambda x: x[..., ::2] - x[:, 1::2],
    'helper': lambda x: overlapping_time_slice_stack(x, 4, 2, padding='VALID'),
    'tensorflow': lambda x: tf.nn.relu(tf.reduce_sum(x, axis=1, keepdims=True)),
    'negative': lambda x: -x if True else x,
    'loop': loop, 'conditional': conditional, 'comprehension': comprehension, 'nested': nested,
    'repeated': repeated, 'shared': shared, 'unpacked': unpacked,
}


def without_folder(code):
    """The code with the script's bare name: Python 3.9 and later record its absolute path."""
    if not hasattr(code, 'replace'):
        return code
    constants = tuple(without_folder(c) if isinstance(c, type(code)) else c for c in code.co_consts)
    return code.replace(co_filename=os.path.basename(code.co_filename), co_consts=constants)


for name in sorted(BODIES):
    code = base64.b64encode(marshal.dumps(without_folder(BODIES[name].__code__))).decode('ascii')
    print('%d.%d %s %s' % (sys.version_info[0], sys.version_info[1], name, code))
