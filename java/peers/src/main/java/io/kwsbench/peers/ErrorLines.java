package io.kwsbench.peers;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.Reporter_Pointer_BytePointer_Pointer;

/** Keeps LiteRT's first error instead of printing it; values inside a message are not filled in. */
final class ErrorLines extends Reporter_Pointer_BytePointer_Pointer {
  private static final long serialVersionUID = 1L;
  private String first = "";

  @Override
  public void call(Pointer user, BytePointer format, Pointer arguments) {
    if (first.isEmpty()) {
      first = ModelFile.oneLine(format.getString().replaceAll("%[-0-9.]*l*[a-z]", "…"));
    }
  }

  String orElse(String other) {
    return first.isEmpty() ? other : first;
  }
}
