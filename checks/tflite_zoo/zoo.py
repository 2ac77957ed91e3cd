"""Makes small TensorFlow Lite models, one per operator, option and idiom, with what LiteRT computes.

    zoo.py DIR

Writes NAME.tflite, NAME.input.csv and NAME.output.csv into DIR: the shape in the first line, then
one value per line. Needs the PyPI packages tensorflow-cpu, tf_keras, ai-edge-litert and numpy.
"""
import os
import sys

from models import MODELS, save  # first: it sets what TensorFlow reads as it loads

import arrays
import elements
import idioms
import integers
import stateful
import weighted

if __name__ == '__main__':
    os.makedirs(sys.argv[1], exist_ok=True)
    for family in (elements.elementwise, arrays.shapes, arrays.reductions, weighted.products, weighted.convolutions,
                   weighted.recurrences, idioms.idioms, integers.integers, stateful.stateful):
        family()
    for model in MODELS:
        try:
            save(sys.argv[1], *model)
        except Exception as e:
            raise SystemExit('%s: %s' % (model[0], e)) from e
    print('%d models' % len(MODELS))
