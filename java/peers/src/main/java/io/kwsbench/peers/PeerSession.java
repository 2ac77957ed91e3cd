package io.kwsbench.peers;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineMemory;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The common part of both runtimes' sessions: checks, the lock, and a trace of one op. */
abstract class PeerSession implements EngineSession {
  private final String engine;
  private final Path file;
  private final SessionOptions options;
  private final boolean[] fed;
  private int missing;
  private Runnable onClose = () -> {};
  private boolean closed;

  PeerSession(String engine, Path file, SessionOptions options) {
    this.engine = engine;
    this.file = file;
    this.options = options;
    this.fed = new boolean[options.feeds().size()];
    this.missing = fed.length;
  }

  abstract void write(int index, TensorValue value);

  abstract void runOnce();

  abstract TensorValue read(int index);

  abstract void release();

  final Path file() {
    return file;
  }

  /** A failure of the runtime, in its words. */
  final KwsException failed(String why, Throwable cause) {
    return new KwsException(file + ": " + engine + ": " + ModelFile.oneLine(why), cause);
  }

  @Override
  public final SessionOptions options() {
    return options;
  }

  @Override
  public final synchronized void feed(int index, TensorValue value) {
    ensureOpen();
    TensorSpec wanted = options.feeds().get(index);
    if (value.dtype() != wanted.dtype() || !value.shape().equals(wanted.shape())) {
      throw new KwsException(file + ": feed " + wanted + " was given " + value);
    }
    write(index, value);
    missing -= fed[index] ? 0 : 1;
    fed[index] = true;
  }

  @Override
  public final synchronized void run() {
    ensureOpen();
    if (missing > 0) {
      throw new IllegalStateException(engine + ": " + missing + " feeds have no value");
    }
    runOnce();
  }

  /** The whole run as one op: these runtimes' own profiles do not go through their APIs. */
  @Override
  public final synchronized RunTrace runTraced() {
    long start = System.nanoTime();
    run();
    long nanos = System.nanoTime() - start;
    return new RunTrace(
        nanos, List.of(new OpTrace("model", engine, 0, nanos, 0, List.of(), 0, List.of())));
  }

  @Override
  public final synchronized TensorValue fetch(int index) {
    ensureOpen();
    return read(index);
  }

  @Override
  public final synchronized Optional<EngineMemory> memory() {
    ensureOpen();
    return Optional.empty();
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException(engine + ": the session is closed");
    }
  }

  /** The work after closing, outside the lock. */
  final void onClose(Runnable action) {
    onClose = action;
  }

  @Override
  public final void close() {
    if (releaseOnce()) {
      onClose.run(); // the model takes its own lock
    }
  }

  private synchronized boolean releaseOnce() {
    if (closed) {
      return false;
    }
    closed = true;
    release();
    return true;
  }
}
