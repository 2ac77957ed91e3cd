"""Makes small ONNX models, one per operator, attribute and idiom, with what ONNX Runtime computes.

    zoo.py DIR

Writes NAME.onnx, NAME.input.csv and NAME.output.csv into DIR: the shape in the first line, then one
value per line. Needs the PyPI packages onnx, onnxruntime and numpy.
"""
import os
import sys

import arrays
import control
import elements
import idioms
import layers
import picking
import quantized
import resizing
import sequences
import spectra
import transposed
from models import MODELS


def main(folder):
    for family in (elements.elementwise, layers.convolutions, layers.pools, layers.normalizations,
                   arrays.reductions, arrays.shapes, layers.products, layers.recurrent, idioms.idioms, quantized.quantization,
                   transposed.transposed, transposed.einsums, resizing.resizing, resizing.margins, picking.picking,
                   picking.scattering, spectra.spectra,
                   control.control, quantized.long_sums, sequences.sequences):
        family()
    os.makedirs(folder, exist_ok=True)
    made, without = 0, []
    for graph in MODELS:
        try:
            graph.save(folder)
            made += 1
        except Exception as e:
            without.append('%s: %s' % (graph.name, str(e).splitlines()[0][:150]))
    for line in without:
        print('not run by ONNX Runtime: ' + line)
    print('%d models' % made)


if __name__ == '__main__':
    main(sys.argv[1])
