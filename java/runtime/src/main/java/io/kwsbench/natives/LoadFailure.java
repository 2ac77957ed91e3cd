package io.kwsbench.natives;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a native library could not be loaded. */
public final class LoadFailure {
  private static final int MOST_CAUSES = 8;

  private LoadFailure() {}

  /**
   * What the loader said, in one line: the reason of every attempt, the last one first.
   *
   * <p>JavaCPP tries the class path and then {@code java.library.path}, and throws the second's
   * error with the first's as its cause: alone it would say that a library is absent which is
   * there, but wants a newer C library.
   */
  public static String said(Throwable failure) {
    Set<String> reasons =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MOST_CAUSES)
            .map(LoadFailure::line)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return String.join("; because ", reasons);
  }

  private static String line(Throwable failure) {
    String message = failure.getMessage();
    String text = message == null ? failure.getClass().getSimpleName() : message;
    return text.replaceAll("\\s+", " ").strip();
  }
}
