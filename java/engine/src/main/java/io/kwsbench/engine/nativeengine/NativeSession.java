package io.kwsbench.engine.nativeengine;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineMemory;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanSession;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session of the native engine behind the engine SPI. Every call holds the monitor of the plan's
 * session, also while it copies into or out of the session's memory.
 */
final class NativeSession implements EngineSession {
  private final PlanSession session;
  private final SessionOptions options;
  private final FileFeeds files;
  private final Runnable onClose;
  private final boolean[] fed;
  private int missing;

  NativeSession(PlanSession session, SessionOptions options, FileFeeds files, Runnable onClose) {
    this.session = session;
    this.options = options;
    this.files = files;
    this.onClose = onClose;
    this.fed = new boolean[options.feeds().size()];
    this.missing = fed.length;
  }

  @Override
  public SessionOptions options() {
    return options;
  }

  @Override
  public void feed(int index, TensorValue value) {
    synchronized (session) {
      session.ensureOpen();
      TensorSpec wanted = options.feeds().get(index);
      if (value.dtype() != wanted.dtype() || !value.shape().equals(wanted.shape())) {
        throw new KwsException("feed " + wanted + " was given " + value);
      }
      if (wanted.dtype() == DType.STRING) {
        byte[] text = new byte[value.buffer().remaining()];
        value.buffer().get(text);
        session.feedBytes(index, files.contents(wanted.name(), text));
      } else {
        session.feed(index).duplicate().put(value.buffer());
      }
      fed(index);
    }
  }

  @Override
  public void feedFloats(int index, float[] values) {
    synchronized (session) {
      requireFloats(index, values.length);
      session.feed(index).asFloatBuffer().put(0, values);
      fed(index);
    }
  }

  @Override
  public void feedPcm16(int index, ShortBuffer samples, float fullScale) {
    if (!samples.isDirect()) { // a view of a heap buffer has no address
      EngineSession.super.feedPcm16(index, samples, fullScale);
      return;
    }
    synchronized (session) {
      requireFloats(index, samples.remaining());
      session.feedPcm16(index, samples, fullScale);
      fed(index);
    }
  }

  private void requireFloats(int index, int count) {
    session.ensureOpen();
    TensorSpec wanted = options.feeds().get(index);
    if (wanted.dtype() != DType.FLOAT) {
      throw new KwsException("feed " + wanted + " was given floats");
    }
    if (session.feed(index).capacity() != (long) count * Float.BYTES) {
      throw new IllegalArgumentException("feed " + wanted + " was given " + count + " elements");
    }
  }

  private void fed(int index) {
    if (!fed[index]) {
      fed[index] = true;
      missing--;
    }
  }

  @Override
  public void run() {
    synchronized (session) {
      ensureFed();
      session.run();
    }
  }

  private void ensureFed() {
    session.ensureOpen();
    if (missing > 0) {
      for (int i = 0; i < fed.length; i++) {
        if (!fed[i]) {
          throw new IllegalStateException("feed " + options.feeds().get(i) + " was not given");
        }
      }
    }
  }

  @Override
  public void reset() {
    session.reset();
  }

  @Override
  public RunTrace runTraced() {
    synchronized (session) {
      ensureFed();
      long start = System.nanoTime();
      List<PlanSession.StepTime> times = session.runProfiled();
      long wall = System.nanoTime() - start;
      List<OpTrace> ops = new ArrayList<>(times.size());
      for (int i = 0; i < times.size(); i++) {
        PlanSession.StepTime time = times.get(i);
        PlanModel model = session.model();
        ops.add(
            StepTrace.of(
                model.steps().get(i), time.startNanos(), time.nanos(), model.outputBytes(i)));
      }
      return new RunTrace(wall, ops);
    }
  }

  @Override
  public TensorValue fetch(int index) {
    synchronized (session) {
      ByteBuffer memory = session.fetch(index).duplicate();
      TensorSpec spec = session.model().fetches().get(index);
      byte[] bytes = new byte[memory.remaining()];
      memory.get(bytes);
      return TensorValue.ofBytes(spec.dtype(), spec.shape(), bytes);
    }
  }

  @Override
  public void fetchFloats(int index, float[] values) {
    synchronized (session) {
      FloatBuffer computed = session.fetch(index).asFloatBuffer();
      TensorSpec spec = session.model().fetches().get(index);
      if (spec.dtype() != DType.FLOAT) {
        throw new IllegalStateException("fetch " + spec + " is not of floats");
      }
      if (computed.remaining() != values.length) {
        throw new IndexOutOfBoundsException(computed.remaining() + " values for " + values.length);
      }
      computed.get(values);
    }
  }

  @Override
  public Optional<EngineMemory> memory() {
    synchronized (session) {
      session.ensureOpen();
      PlanModel model = session.model();
      return Optional.of(new EngineMemory(model.constantBytes(), model.arenaBytes()));
    }
  }

  @Override
  public void close() {
    if (session.release()) {
      onClose.run(); // outside the monitor: the model takes its own
    }
  }
}
