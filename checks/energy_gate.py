"""The energy gate of a stream, written from its description (docs/reference/listen.md).

    energy_gate.py > fixtures/stream/gate.txt

Prints a digit for every 80 ms of 14 made-up seconds, at two sample rates: 1 where a window of one
second that ends there holds anything but background. The tests of both gates, in Java and in C++,
must print the same; where there is a python3, EnergyGateTest runs this script too. Needs nothing
but Python.
"""
import sys

RATES = [16000, 11025]
SECONDS = 14
# loudness of each half second: learning, a word, silence, a louder room, a word in it, its end
LOUD = [.001] * 4 + [.3] + [.001] * 5 + [.02] * 9 + [.2, .3] + [.02] * 4 + [0] * 3


def noise(rate):
    state = 5
    for i in range(SECONDS * rate):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        # 16 bits of sound: the same floats everywhere
        yield int(((state >> 48) - 32768) * LOUD[2 * i // rate]) / 32768


def main():
    if len(sys.argv) > 1:
        sys.exit('usage: energy_gate.py (no arguments)')
    for rate in RATES:
        frame = rate // 50
        hop = rate * 80 // 1000
        heard, energy, inside, floor, active, last = 0, 0.0, 0, 0.0, False, 0
        open_at = []
        for sample in noise(rate):
            energy += sample * sample
            heard, inside = heard + 1, inside + 1
            if inside == frame:
                floor = max(1e-7 * frame, energy if heard == frame else min(energy, floor * 1.0139))
                active = energy > (4 if active else 8) * floor or heard <= rate
                last = heard if active else last
                energy, inside = 0.0, 0
            if heard >= rate and (heard - rate) % hop == 0:
                open_at.append('1' if last > heard - rate else '0')
        print(rate, ''.join(open_at))


if __name__ == '__main__':
    main()
