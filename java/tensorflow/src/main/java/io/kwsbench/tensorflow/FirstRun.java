package io.kwsbench.tensorflow;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.util.List;

/**
 * Runs a graph of one op once per process. It proves that the library works, and TensorFlow prints
 * its first-run messages then.
 *
 * <p>Its MLIR part then writes two lines to stderr through a private copy of Abseil's log, which
 * heeds no environment variable and cannot be reached from outside. So the file descriptor of
 * stderr points at {@code /dev/null} for these few milliseconds; what other threads write to it
 * meanwhile is lost.
 */
final class FirstRun {
  private static final int STDERR = 2;
  private static final int WRITE_ONLY = 1;

  private FirstRun() {}

  /** The functions of the C library that move file descriptors. */
  interface Descriptors extends Library {
    int open(String path, int flags);

    int dup(int descriptor);

    int dup2(int from, int to);

    int close(int descriptor);
  }

  /** Runs, without the noise unless {@code verbose}. */
  static void run(boolean verbose) {
    if (verbose) {
      runTiny();
      return;
    }
    Descriptors c;
    try {
      c = Native.load("c", Descriptors.class);
    } catch (LinkageError e) {
      runTiny(); // two lines of noise are better than no engine
      return;
    }
    quietly(c);
  }

  private static void quietly(Descriptors c) {
    int nowhere = c.open("/dev/null", WRITE_ONLY);
    int saved = c.dup(STDERR);
    try {
      if (nowhere >= 0 && saved >= 0) {
        c.dup2(nowhere, STDERR);
      }
      runTiny();
    } finally {
      if (saved >= 0) {
        c.dup2(saved, STDERR);
        c.close(saved);
      }
      if (nowhere >= 0) {
        c.close(nowhere);
      }
    }
  }

  private static void runTiny() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x")
            .op("Relu", "y", "x")
            .type("T", DType.FLOAT)
            .build("first run");
    TensorSpec x = new TensorSpec(new TensorName("x", 0), DType.FLOAT, Shape.SCALAR);
    SessionOptions options = new SessionOptions(List.of(x), List.of(new TensorName("y", 0)), 1);
    try (EngineModel model = new TensorFlowModel(graph);
        EngineSession session = model.newSession(options)) {
      session.feed(0, TensorValue.ofFloats(Shape.SCALAR, 1));
      session.run();
    }
  }
}
