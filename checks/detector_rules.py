"""The rules for spotting words in a stream, written from their descriptions alone.

    detector_rules.py > fixtures/stream/detections.txt

Runs each rule of docs/reference/listen.md over random scores, with several parameter sets. Prints a
line per set (its seed, its time between results, its rule, its thresholds) and after it every
detection: the result's number, its time in milliseconds, the label, what was compared with the
threshold. The tests of both detectors, in Java and in C++, make the same scores and must find the
same; where there is a python3, DetectionsTest runs this script too. Needs nothing but Python.

TensorFlow's rule (tensorflow/examples/speech_commands/recognize_commands.py tells it in its
comments): keep the results of a time window; with too few of them, or with less than a quarter of
the window, answer nothing new; else the label with the largest mean is new if the mean exceeds the
threshold, the label is another than the last new one, and that one was silence or lies more than
the suppression back.
"""
import fractions
import struct
import sys

LABELS = ['_silence_', '_unknown_', 'yes', 'no', 'stop']
SILENCE = LABELS[0]
WORDS = LABELS[2:]

# stride (ms), rule, threshold of all labels, thresholds of some
SETS = [
    (30, 'tensorflow,window_ms=1000,suppression_ms=500,minimum_count=3', 0.2, {}),
    (30, 'tensorflow,window_ms=500,suppression_ms=1500,minimum_count=3', 0.7, {}),
    (30, 'tensorflow,window_ms=500,suppression_ms=500,minimum_count=4', 0.7, {}),
    (30, 'tensorflow,window_ms=1000,suppression_ms=1500,minimum_count=3', 0.5, {}),
    (80, 'tensorflow,window_ms=1000,suppression_ms=1500,minimum_count=3', 0.784, {}),
    (100, 'tensorflow,window_ms=300,suppression_ms=0,minimum_count=2', 0.4, {}),
    (37, 'tensorflow,window_ms=333,suppression_ms=250,minimum_count=1', 0.5, {}),
    (100, 'tensorflow,window_ms=50,suppression_ms=100,minimum_count=1', 0.6, {}),
    (80, 'tensorflow', 0.5, {'yes': 0.9, '_silence_': 0.3}),
    (80, 'average', 0.7, {}),
    (100, 'average,results=5,pause_ms=300,pause_of=label', 0.4, {'no': 0.75}),
    (30, 'average,results=1,pause_ms=0,pause_of=all', 0.95, {}),
    (80, 'streak', 0.4, {}),
    (80, 'streak,results=1,pause_ms=0,pause_of=label', 0.5, {}),
    (30, 'streak,results=4,pause_ms=700,pause_of=label', 0.45, {'yes': 0.6, 'stop': 1}),
    (80, 'micro', 0.6, {}),
    (20, 'micro,results=7,pause_ms=250,pause_of=label', 0.25, {'stop': 0.7}),
    (80, 'micro,results=1,pause_ms=2000,pause_of=all', 0.5, {}),
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


def float32(x):
    return struct.unpack('f', struct.pack('f', x))[0]


def tensorflow(values, threshold, stream):
    window, suppression = values.get('window_ms', 500), values.get('suppression_ms', 500)
    kept = []
    previous, since = SILENCE, None
    for number, (now, scores) in enumerate(stream):
        kept = [(t, s) for t, s in kept + [(now, scores)] if t >= now - window]
        enough = len(kept) >= values.get('minimum_count', 3)
        covered = fractions.Fraction(now - kept[0][0]) >= fractions.Fraction(window, 4)
        if not (enough and covered):
            continue
        means = {label: sum(s[i] for _, s in kept) / len(kept) for i, label in enumerate(LABELS)}
        top = max(means, key=means.get)
        free = previous == SILENCE or since is None or now - since > suppression
        if means[top] > threshold(top) and top != previous and free:
            previous, since = top, now
            yield number, now, top, means[top]


class Pause:
    """A detection holds back those of every label, or of its own, for a time."""

    def __init__(self, values):
        self.millis, self.of_all = values.get('pause_ms', 1000), values.get('pause_of', 'all') == 'all'
        self.begun = {}

    def is_over(self, label, now):
        since = self.begun.get('all' if self.of_all else label)
        return since is None or now - since >= self.millis

    def begin(self, label, now):
        self.begun['all' if self.of_all else label] = now


def average(values, threshold, stream):
    """The label with the largest mean of the last results, in single precision, if it is a word."""
    kept, pause = [], Pause(values)
    for number, (now, scores) in enumerate(stream):
        kept = (kept + [scores])[-values.get('results', 3):]
        means = {}
        for i, label in enumerate(LABELS):
            total = 0.0
            for one in kept:
                total = float32(total + one[i])
            means[label] = float32(total / len(kept))
        top = max(means, key=means.get)
        if top in WORDS and means[top] >= threshold(top) and pause.is_over(top, now):
            pause.begin(top, now)
            yield number, now, top, means[top]


def largest(candidates):
    return max(candidates, key=candidates.get) if candidates else None


def streak(values, threshold, stream):
    """So many results in a row reach the word's threshold; a detection starts its row anew."""
    rows, pause = dict.fromkeys(WORDS, 0), Pause(values)
    for number, (now, scores) in enumerate(stream):
        score = dict(zip(LABELS, scores))
        for word in WORDS:
            rows[word] = rows[word] + 1 if score[word] >= threshold(word) else 0
        found = largest({w: score[w] for w in WORDS if rows[w] >= values.get('results', 3) and pause.is_over(w, now)})
        if found:
            rows[found] = 0
            pause.begin(found, now)
            yield number, now, found, score[found]


def micro(values, threshold, stream):
    """The mean of the last results, once there are enough, exceeds the word's threshold."""
    kept, pause, count = [], Pause(values), values.get('results', 5)
    for number, (now, scores) in enumerate(stream):
        kept = (kept + [scores])[-count:]
        if len(kept) < count:
            continue
        means = {label: sum(s[i] for s in kept) / count for i, label in enumerate(LABELS)}
        found = largest({w: means[w] for w in WORDS if means[w] > threshold(w) and pause.is_over(w, now)})
        if found:
            pause.begin(found, now)
            yield number, now, found, means[found]


RULES = {'tensorflow': tensorflow, 'average': average, 'streak': streak, 'micro': micro}


def main():
    if len(sys.argv) > 1:
        sys.exit('usage: detector_rules.py (no arguments)')
    for seed, (stride, rule, threshold, own) in enumerate(SETS):
        name, *words = rule.split(',')
        values = {key: value if key == 'pause_of' else int(value) for key, value in (w.split('=') for w in words)}
        thresholds = [str(threshold)] + [f'{label}={value}' for label, value in own.items()]
        print('set', seed, stride, rule, ','.join(thresholds))
        for found in RULES[name](values, lambda label: own.get(label, threshold), results(seed, stride)):
            print(*found[:3], repr(float(found[3])))


if __name__ == '__main__':
    main()
