"""The micro front end's features of extreme sounds, by the PyPI package pymicro-features.

    micro_features.py          prints a line per sound: seed, name, hash of all frames

The lines stand in MicroFrontEndTest, which makes the same sounds and must find the same hashes.
Needs pymicro-features; exits with 77, the code for a skipped check, without it.
"""
import struct
import sys

try:
    from pymicro_features import MicroFrontend
except ImportError:
    print('skipped: needs pymicro-features', file=sys.stderr)
    sys.exit(77)

WORD = 2 ** 64
SOUNDS = {
    'SILENCE': lambda i, random: 0,
    'NOISE': lambda i, random: random,
    'QUIET': lambda i, random: random >> 13,
    'SQUARE': lambda i, random: 32767 if i // 20 % 2 == 0 else -32768,
    'LOWEST': lambda i, random: -32768,
    'CLICKS': lambda i, random: -32768 if i % 997 == 0 else random >> 9,
}


def samples(sound, seed, count):
    """Knuth's 64-bit linear congruential generator; its top 16 bits are a sample."""
    state = seed
    for i in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % WORD
        random = struct.unpack('<h', struct.pack('<H', state >> 48))[0]
        yield sound(i, random)


def frames(pcm):
    """All frames of a sound, given to the package a step of 160 samples at a time."""
    front_end = MicroFrontend()
    at = 0
    while at + 320 <= len(pcm):
        found = front_end.process_samples(pcm[at:at + 320])
        at += 2 * found.samples_read
        if found.features:
            yield [round(value * 25.6) for value in found.features]


def main():
    for seed, (name, sound) in enumerate(SOUNDS.items()):
        values = list(samples(sound, seed, 16000))
        total = 0
        for frame in frames(struct.pack(f'<{len(values)}h', *values)):
            for value in frame:
                total = (total * 31 + value) % WORD
        signed = total - WORD if total >= WORD // 2 else total
        print(f'{seed}, {name}, {signed}')


if __name__ == '__main__':
    if len(sys.argv) > 1:
        sys.exit('usage: micro_features.py (no arguments)')
    main()
