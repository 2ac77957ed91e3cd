"""Does real TensorBoard read the event files that kwsbench writes?

    tensorboard_events.py LOGS TRAINING_JSON

LOGS is a run's folder of event files, TRAINING_JSON the run's record. TensorBoard's own reader must
find every curve with one value an epoch, at the step and with the value that the record tells.

Needs a Python with the package tensorboard (tried with 2.21). The product never runs this; the test
EventsInTensorBoardTest does, when KWSBENCH_TENSORBOARD_PYTHON names such a Python.
"""
import json
import math
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

CURVES = {'loss': 'loss', 'categorical_accuracy': 'accuracy', 'val_loss': 'valLoss',
          'val_categorical_accuracy': 'valAccuracy', 'lr': 'learningRate'}


def main(logs, record):
    with open(record) as f:
        epochs = json.load(f)['epochs']
    accumulator = EventAccumulator(logs, size_guidance={'scalars': 0})
    accumulator.Reload()
    found = set(accumulator.Tags()['scalars'])
    if found != set(CURVES):
        sys.exit('curves %s, not %s' % (sorted(found), sorted(CURVES)))
    for curve, field in CURVES.items():
        scalars = accumulator.Scalars(curve)
        if [s.step for s in scalars] != [e['epoch'] for e in epochs]:
            sys.exit('%s: steps %s' % (curve, [s.step for s in scalars]))
        for scalar, epoch in zip(scalars, epochs):
            if not math.isclose(scalar.value, epoch[field], rel_tol=1e-6, abs_tol=1e-9):
                sys.exit('%s of epoch %d: %r, not %r' % (
                    curve, epoch['epoch'], scalar.value, epoch[field]))
            if abs(scalar.wall_time - epoch['wallTime']) > 1:
                sys.exit('%s of epoch %d: another time' % (curve, epoch['epoch']))
    print('%d curves of %d epochs read as written' % (len(CURVES), len(epochs)))


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
