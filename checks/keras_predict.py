"""Does real Keras load a checkpoint of our own training, and does it say what our model says?

    keras_predict.py CHECKPOINT PROBABILITIES.f32 INPUT.f32...

An INPUT for each of the model's inputs (samples or features of the same clips), PROBABILITIES what
kwsbench's model gave for them; they must agree within 1e-5. The optimizer's state must load too.

Needs what keras_checkpoint.py needs.
"""
import sys
import warnings

import numpy as np
from keras.models import load_model

from keras_checkpoint import NAMES


def main(checkpoint, probabilities, inputs):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        model = load_model(checkpoint, custom_objects=NAMES)
    lost = [str(w.message) for w in caught if 'optimizer' in str(w.message)]
    if lost:
        sys.exit(lost[0])
    x = [np.fromfile(path, '<f4').reshape([-1] + tensor.shape.as_list()[1:])
         for path, tensor in zip(inputs, model.inputs)]
    expected = np.fromfile(probabilities, '<f4').reshape(len(x[0]), -1)
    worst = float(np.abs(model.predict(x) - expected).max())
    print('%s: %d optimizer weights, probabilities within %g'
          % (model.optimizer.__class__.__name__, len(model.optimizer.get_weights()), worst))
    if not worst <= 1e-5:
        sys.exit('probabilities differ')


if __name__ == '__main__':
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
