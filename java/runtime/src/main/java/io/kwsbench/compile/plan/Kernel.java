package io.kwsbench.compile.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The engine's kernels; numbers are those of {@code kws_kernel}. */
public enum Kernel {
  LOOP(0),
  CONV_2D(1),
  FULLY_CONNECTED(2),
  MATMUL(3),
  DEPTHWISE_2D(4),
  DEPTHWISE_POINTWISE(5),
  SOFTMAX(6),
  POOL_2D(7),
  REDUCE(8),
  ARG_REDUCE(9),
  UNARY(10),
  BINARY(11),
  CHAIN(12),
  COPY(13),
  FILL(14),
  GATHER(15),
  SELECT(16),
  CAST(17),
  EXTRACT_PATCHES(18),
  DECODE_WAV(64),
  AUDIO_SPECTROGRAM(65),
  MFCC(66),
  AUDIO_MFCC(67),
  LSTM(96),
  GRU(97),
  RNN(98);

  private final int number;

  Kernel(int number) {
    this.number = number;
  }

  /** The number in a plan file. */
  public int number() {
    return number;
  }

  /** {@code conv_2d}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many of a step's operands, from the first, it writes. */
  int outputs() {
    return switch (this) {
      case LOOP -> 0;
      case DECODE_WAV, GRU, RNN -> 2;
      case LSTM -> 3;
      default -> 1;
    };
  }

  static Optional<Kernel> ofNumber(int number) {
    return Arrays.stream(values()).filter(kernel -> kernel.number == number).findFirst();
  }
}
