package io.kwsbench.report;

/** The end of a long name: it tells more than the beginning, which is a scope that many share. */
public final class NameEnd {
  private NameEnd() {}

  /** The name, or its end after an ellipsis, in at most {@code width} characters. */
  public static String of(String name, int width) {
    return name.length() <= width ? name : "…" + name.substring(name.length() - width + 1);
  }
}
