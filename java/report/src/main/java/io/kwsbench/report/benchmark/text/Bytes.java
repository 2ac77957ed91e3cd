package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.CppNumbers;

/** Sizes in words. */
final class Bytes {
  private static final double KIBI = 1024;

  private Bytes() {}

  /** A size such as {@code 12 B}, {@code 46.9 KiB} and {@code 220.0 MiB}. */
  static String words(long bytes) {
    if (bytes < KIBI) {
      return bytes + " B";
    }
    return bytes < KIBI * KIBI
        ? CppNumbers.fixed(bytes / KIBI, 1) + " KiB"
        : CppNumbers.mebibytes(bytes);
  }
}
