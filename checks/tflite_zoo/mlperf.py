"""Writes what LiteRT's reference kernels compute of MLPerf Tiny's keyword spotter: mlperf.py MODEL OUT.

100 inputs, of which TfliteIntegersTest makes the same: level i of input k is the top byte of
2654435761 (490 k + i) modulo 2^32, divided by k % 13 + 4, and k less. A line holds an input's 12
outputs.
"""
import sys

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType

if len(sys.argv) != 3:
    sys.exit('usage: mlperf.py MODEL OUT')
runtime = Interpreter(model_path=sys.argv[1], experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
runtime.allocate_tensors()
source = runtime.get_input_details()[0]
result = runtime.get_output_details()[0]
with open(sys.argv[2], 'w') as out:
    for run in range(100):
        places = np.arange(490 * run, 490 * (run + 1), dtype=np.uint64)
        levels = (places * np.uint64(2654435761) % np.uint64(1 << 32) >> np.uint64(24)).astype(np.int64)
        levels = levels // (run % 13 + 4) - run
        runtime.set_tensor(source['index'], levels.astype(np.int8).reshape(source['shape']))
        runtime.invoke()
        out.write(','.join(map(str, runtime.get_tensor(result['index']).reshape(-1))) + '\n')
