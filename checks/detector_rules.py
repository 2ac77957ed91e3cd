"""TensorFlow's rule for spotting words in a stream, written from its description alone.

    detector_rules.py > java/spotter/src/test/resources/io/kwsbench/detect/tensorflow-rule.txt

Runs the rule of TensorFlow's RecognizeCommands over random scores, with several parameter sets, and
prints every result that is a new command: the set, the result's number, its time in milliseconds,
the label and its mean score. TensorFlowRuleTest makes the same scores and must find the same; where
there is a python3 it runs this script too. Needs nothing but Python.

The rule (tensorflow/examples/speech_commands/recognize_commands.py tells it in its comments): keep
the results of a time window; with too few of them, or with less than a quarter of the window, answer
nothing new; else the label with the largest mean is new if the mean exceeds the threshold, the label
is another than the last new one, and that one was silence or lies more than the suppression back.
"""
import fractions
import sys

LABELS = ['_silence_', '_unknown_', 'yes', 'no', 'stop']
SILENCE = LABELS[0]

# name, window, threshold, suppression, minimum count, stride (all times in ms)
SETS = [
    ('class', 1000, 0.2, 500, 3, 30),
    ('streaming-cc', 500, 0.7, 1500, 3, 30),
    ('streaming-py', 500, 0.7, 500, 4, 30),
    ('tflite-demo', 1000, 0.5, 1500, 3, 30),
    ('micro', 1000, 0.784, 1500, 3, 80),
    ('sparse', 300, 0.4, 0, 2, 100),
    ('odd-window', 333, 0.5, 250, 1, 37),
    ('one-result', 50, 0.6, 100, 1, 100),
]
RESULTS = 1500


class Random:
    """Knuth's 64-bit linear congruential generator; its top 24 bits are a score exactly."""

    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return self.state >> 40

    def below(self, n):
        return self.bits() % n


def results(seed, stride):
    """Times and scores: one label is loud for a while, then another."""
    random = Random(seed)
    time, loud, left = 0, 0, 0
    for _ in range(RESULTS):
        if left == 0:
            loud, left = random.below(len(LABELS)), 1 + random.below(40)
        left -= 1
        # float32 holds all of these exactly
        yield time, [(random.bits() // 2 / 2 ** 24) + (0.5 if i == loud else 0) for i in range(len(LABELS))]
        time += stride + random.below(5)


def new_commands(window, threshold, suppression, minimum, stream):
    kept = []
    previous, since = SILENCE, None
    for number, (now, scores) in enumerate(stream):
        kept = [(t, s) for t, s in kept + [(now, scores)] if t >= now - window]
        enough = len(kept) >= minimum
        covered = fractions.Fraction(now - kept[0][0]) >= fractions.Fraction(window, 4)
        if not (enough and covered):
            continue
        means = {label: sum(s[i] for _, s in kept) / len(kept) for i, label in enumerate(LABELS)}
        top = max(means, key=means.get)
        free = previous == SILENCE or since is None or now - since > suppression
        if means[top] > threshold and top != previous and free:
            previous, since = top, now
            yield number, now, top, means[top]


def main():
    if len(sys.argv) > 1:
        sys.exit('usage: detector_rules.py (no arguments)')
    for seed, (name, window, threshold, suppression, minimum, stride) in enumerate(SETS):
        stream = results(seed, stride)
        for found in new_commands(window, threshold, suppression, minimum, stream):
            print(name, *found[:3], repr(found[3]))


if __name__ == '__main__':
    main()
