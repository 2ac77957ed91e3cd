package io.kwsbench.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.*;

import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;

/** Opens and closes {@code TF_Session}s. */
final class SessionHandle {
  private SessionHandle() {}

  /**
   * A session over the graph.
   *
   * @param folding whether TensorFlow may fold its constants
   * @throws io.kwsbench.KwsException when TensorFlow refuses
   */
  static TF_Session open(ImportedGraph graph, int threads, boolean folding) {
    try (NativeScope scope = new NativeScope()) {
      Status status = scope.own(new Status());
      TF_SessionOptions options =
          scope.own(TF_NewSessionOptions(), o -> TF_DeleteSessionOptions(o));
      BytePointer config = scope.own(new BytePointer(SessionConfig.session(threads, folding)));
      TF_SetConfig(options, config, config.capacity(), status.handle());
      status.check(graph.source());
      TF_Session session = TF_NewSession(graph.handle(), options, status.handle());
      status.check(graph.source());
      return session;
    }
  }

  /** Closes and deletes the session; its status no longer matters. */
  static void close(TF_Session session) {
    try (Status status = new Status()) {
      TF_CloseSession(session, status.handle());
      TF_DeleteSession(session, status.handle());
    }
  }
}
