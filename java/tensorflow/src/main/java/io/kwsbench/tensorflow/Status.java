package io.kwsbench.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OK;

import io.kwsbench.KwsException;
import org.tensorflow.internal.c_api.TF_Status;

/** A reusable {@code TF_Status}; the one place where TensorFlow's errors become exceptions. */
final class Status implements AutoCloseable {
  private final TF_Status handle = TF_NewStatus();

  TF_Status handle() {
    return handle;
  }

  /** Returns whether the last call succeeded. */
  boolean ok() {
    return TF_GetCode(handle) == TF_OK;
  }

  /** The last call's message on one line. */
  String message() {
    return Messages.oneLine(TF_Message(handle).getString());
  }

  /**
   * Checks the last call; allocates nothing when it succeeded.
   *
   * @param subject what the call was about, such as the graph's file
   * @throws KwsException {@code subject: TensorFlow's words}
   */
  void check(String subject) {
    if (!ok()) {
      throw new KwsException(subject + ": " + message());
    }
  }

  @Override
  public void close() {
    TF_DeleteStatus(handle);
  }
}
