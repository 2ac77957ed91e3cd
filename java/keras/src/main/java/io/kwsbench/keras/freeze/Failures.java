package io.kwsbench.keras.freeze;

import io.kwsbench.KwsException;
import java.util.function.Supplier;

/** The failures of reading a model, as messages that name its file. */
final class Failures {
  private Failures() {}

  static <T> T in(String source, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith(source);
      throw named ? e : new KwsException(source + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new KwsException(source + ": a number too large", e);
    } catch (OutOfMemoryError | StackOverflowError | NegativeArraySizeException e) {
      throw new KwsException(source + ": too large to read in the memory of this process", e);
    }
  }
}
