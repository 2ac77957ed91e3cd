"""Sound at another rate, by the formula of io.kwsbench.audio.Resampler, in Python's arithmetic.

    resampled_sound.py > fixtures/stream/resampled.txt

Prints for each pair of rates how many samples 1,500 frames of noise become, and a checksum of their
bits (FNV-1a, 64 bits, over little-endian float32). The tests of both streaming resamplers, in Java
and in C++, must make the same bits; where there is a python3, ResampledSoundTest runs this script too.
Needs nothing but Python; takes some seconds.
"""
import math
import struct
import sys

PAIRS = [(8000, 16000), (11025, 16000), (16000, 8000), (22050, 16000), (24000, 16000), (32000, 16000),
         (44100, 16000), (48000, 16000), (96000, 16000), (16001, 16000), (16000, 48000)]
FRAMES = 1500


def noise():
    state, samples = 7, []
    for _ in range(FRAMES):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        samples.append(((state >> 48) - 32768) / 32768)
    return samples


def float32(x):
    return struct.unpack('f', struct.pack('f', x))[0]


def bessel(x):
    total = term = 1.0
    k = 1
    while term > total * 1e-17:
        term *= (x / (2 * k)) * (x / (2 * k))
        total += term
        k += 1
    return total


def weights(fraction, cutoff, half):
    exact = []
    for i in range(2 * half + 1):
        distance = i - half - fraction
        x = math.pi * (cutoff * distance)
        sinc = 1.0 if x == 0 else math.sin(x) / x
        edge = distance / (half + 1.0)
        exact.append(sinc * (bessel(9 * math.sqrt(max(0.0, 1 - edge * edge))) / bessel(9.0)))
    total = 0.0
    for weight in exact:
        total += weight
    return [float32(weight / total) for weight in exact]


def resampled(samples, rate, to):
    divisor = math.gcd(rate, to)
    up, down = to // divisor, rate // divisor
    cutoff = 0.95 * min(1.0, to / rate)
    half = math.ceil(32 / cutoff)
    phases = {}
    for frame in range(math.floor(len(samples) * up / down + 0.5)):
        center, phase = divmod(frame * down, up)
        if phase not in phases:
            phases[phase] = weights(phase / up, cutoff, half)
        total = 0.0
        for i in range(max(0, center - half), min(len(samples) - 1, center + half) + 1):
            total += phases[phase][i - center + half] * samples[i]
        yield float32(total)


def checksum(samples):
    value = 0xcbf29ce484222325
    for sample in samples:
        for byte in struct.pack('<f', sample):
            value = (value ^ byte) * 0x100000001b3 % 2 ** 64
    return value


def main():
    if len(sys.argv) > 1:
        sys.exit('usage: resampled_sound.py (no arguments)')
    for rate, to in PAIRS:
        samples = list(resampled(noise(), rate, to))
        print(rate, to, len(samples), '%016x' % checksum(samples))


if __name__ == '__main__':
    main()
