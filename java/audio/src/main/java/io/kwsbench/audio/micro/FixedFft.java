package io.kwsbench.audio.micro;

import java.util.Arrays;

/**
 * A real Fourier transform in 16-bit integers with 15 bits of fraction. Each pass halves or
 * quarters its input, so that nothing overflows; the result is the transform over a power of two.
 *
 * <p>A signal of {@code n} real samples is transformed as {@code n / 2} complex ones, by passes of
 * radix 4 and, where the length is no power of four, a last one of radix 2. Each product rounds to
 * the nearest, ties upwards. The values, bit by bit, are those of Kiss FFT in its 16-bit form.
 */
final class FixedFft {
  private static final int BITS = 15;
  private static final int ONE = (1 << BITS) - 1;
  private static final int ROUND = 1 << (BITS - 1);

  private final int length;
  private final short[] input;
  private final short[] real;
  private final short[] imaginary;
  private final short[] cosines;
  private final short[] sines;

  /**
   * @param size real samples: a power of two, at least 4
   */
  FixedFft(int size) {
    length = size / 2;
    input = new short[size];
    real = new short[length];
    imaginary = new short[length];
    cosines = new short[size];
    sines = new short[size];
    for (int i = 0; i < size; i++) {
      double angle = -2 * Math.PI * i / size;
      cosines[i] = (short) Math.floor(0.5 + ONE * StrictMath.cos(angle));
      sines[i] = (short) Math.floor(0.5 + ONE * StrictMath.sin(angle));
    }
  }

  /** The buffer for the samples; those past a frame's end stay zero. */
  short[] input() {
    return input;
  }

  /**
   * Transforms the input.
   *
   * @param shift bits by which the input is scaled up before
   * @param power takes the squared magnitude of each of {@code size / 2 + 1} bins
   */
  void power(int shift, int[] power) {
    for (int i = 0; i < input.length; i++) {
      input[i] = (short) (input[i] << shift);
    }
    transform(0, 0, 1, length);
    Arrays.fill(power, 0);
    short r = share(real[0], 2);
    short i = share(imaginary[0], 2);
    power[0] = square((short) (r + i));
    power[length] = square((short) (r - i));
    for (int k = 1; k <= length / 2; k++) {
      separate(k, power);
    }
    Arrays.fill(input, (short) 0);
  }

  /** Transforms every {@code stride}-th complex sample of the input, decimated in time. */
  private void transform(int out, int in, int stride, int count) {
    if (count == 1) {
      real[out] = input[2 * in];
      imaginary[out] = input[2 * in + 1];
      return;
    }
    int radix = count % 4 == 0 ? 4 : 2;
    int part = count / radix;
    for (int q = 0; q < radix; q++) {
      transform(out + q * part, in + q * stride, stride * radix, part);
    }
    for (int k = 0; k < part; k++) {
      for (int q = 0; q < radix; q++) {
        real[out + k + q * part] = share(real[out + k + q * part], radix);
        imaginary[out + k + q * part] = share(imaginary[out + k + q * part], radix);
        // a table of the real transform: one complex turn is two of its entries
        turn(out + k + q * part, q == 0 ? -1 : 2 * k * q * stride);
      }
      if (radix == 4) {
        four(out + k, part);
      } else {
        two(out + k, part);
      }
    }
  }

  private void turn(int at, int angle) {
    if (angle < 0) {
      return;
    }
    short r = real[at];
    real[at] = product(r, cosines[angle], imaginary[at], (short) -sines[angle]);
    imaginary[at] = product(r, sines[angle], imaginary[at], cosines[angle]);
  }

  private void two(int at, int part) {
    short r = real[at + part];
    short i = imaginary[at + part];
    real[at + part] = (short) (real[at] - r);
    imaginary[at + part] = (short) (imaginary[at] - i);
    real[at] += r;
    imaginary[at] += i;
  }

  private void four(int at, int part) {
    int b = at + part;
    int c = b + part;
    int d = c + part;
    short evenR = (short) (real[at] + real[c]);
    short evenI = (short) (imaginary[at] + imaginary[c]);
    short oddR = (short) (real[at] - real[c]);
    short oddI = (short) (imaginary[at] - imaginary[c]);
    short sumR = (short) (real[b] + real[d]);
    short sumI = (short) (imaginary[b] + imaginary[d]);
    short differenceR = (short) (real[b] - real[d]);
    short differenceI = (short) (imaginary[b] - imaginary[d]);
    real[at] = (short) (evenR + sumR);
    imaginary[at] = (short) (evenI + sumI);
    real[b] = (short) (oddR + differenceI);
    imaginary[b] = (short) (oddI - differenceR);
    real[c] = (short) (evenR - sumR);
    imaginary[c] = (short) (evenI - sumI);
    real[d] = (short) (oddR - differenceI);
    imaginary[d] = (short) (oddI + differenceR);
  }

  /** The bins {@code k} and {@code length - k} of the real signal, of the same two complex ones. */
  private void separate(int k, int[] power) {
    short lowR = share(real[k], 2);
    short lowI = share(imaginary[k], 2);
    short highR = share(real[length - k], 2);
    short highI = share((short) -imaginary[length - k], 2);
    short sumR = (short) (lowR + highR);
    short sumI = (short) (lowI + highI);
    short r = (short) (lowR - highR);
    short i = (short) (lowI - highI);
    int angle = k + length / 2;
    short turnedR = product(r, cosines[angle], i, (short) -sines[angle]);
    short turnedI = product(r, sines[angle], i, cosines[angle]);
    power[k] = square((short) (sumR + turnedR >> 1)) + square((short) (sumI + turnedI >> 1));
    power[length - k] =
        square((short) (sumR - turnedR >> 1)) + square((short) (turnedI - sumI >> 1));
  }

  /** A part of the value, as a product with a fraction that is a little too small. */
  private static short share(short value, int parts) {
    return (short) (value * (ONE / parts) + ROUND >> BITS);
  }

  /** Half of a complex product: {@code a · b + c · d}. */
  private static short product(short a, short b, short c, short d) {
    return (short) (a * b + c * d + ROUND >> BITS);
  }

  private static int square(short value) {
    return value * value;
  }
}
