package io.kwsbench.lambda.internal.python;

import java.util.Arrays;

/** A string of bytes. */
public record PyBytes(byte[] bytes) {
  @Override
  public boolean equals(Object other) {
    return other instanceof PyBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
