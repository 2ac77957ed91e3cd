package io.kwsbench.plan.run;

import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsModel;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.nativelib.KwsSession;
import io.kwsbench.nativelib.KwsStepTime;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Runs a plan, over memory of its own. {@link #run()} allocates nothing.
 *
 * <p>Calls from several threads exclude each other. {@code close} is idempotent, waits for a call
 * that goes on, and every other call after it throws {@link IllegalStateException}. What is written
 * to or read from a buffer that was handed out is no call: whoever shares a session holds its
 * monitor meanwhile, from the question for the buffer on.
 */
public final class PlanSession implements AutoCloseable {
  private final PlanModel model;
  private final KwsSession handle;
  private final List<ByteBuffer> feeds = new ArrayList<>();
  private final List<ByteBuffer> fetches = new ArrayList<>();
  private final List<StateMemory> states = new ArrayList<>();
  private KwsStepTime times;
  private boolean closed;

  PlanSession(PlanModel model, KwsModel modelHandle, int threads) {
    this.model = model;
    this.handle = new KwsSession();
    int status = KwsNative.kws_session_create(modelHandle, threads, handle);
    NativeLibrary.check(status, model.source());
    try {
      findBuffers();
    } catch (RuntimeException e) {
      KwsNative.kws_session_close(handle);
      throw e;
    }
  }

  private void findBuffers() {
    for (int i = 0; i < model.feeds().size(); i++) {
      feeds.add(buffer(model.feedIndex(i), model.feeds().get(i)));
    }
    for (int i = 0; i < model.fetches().size(); i++) {
      fetches.add(buffer(model.fetchIndex(i), model.fetches().get(i)));
    }
    for (PlanState state : model.states()) {
      TensorSpec tensor = state.input();
      states.add(
          new StateMemory(state, buffer(state.feed(), tensor), buffer(state.fetch(), tensor)));
    }
  }

  private ByteBuffer buffer(int tensor, TensorSpec spec) {
    long bytes = spec.shape().elements().orElse(0) * spec.dtype().bytes();
    if (bytes == 0) {
      return ByteBuffer.allocateDirect(0);
    }
    Pointer memory = KwsNative.kws_session_buffer(handle, tensor);
    return new BytePointer(memory).capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  public PlanModel model() {
    return model;
  }

  /** The memory of a feed, native byte order; write it before a run. Empty for strings. */
  public synchronized ByteBuffer feed(int index) {
    ensureOpen();
    return feeds.get(index);
  }

  /** The memory of a fetch, native byte order; read it after a run. */
  public synchronized ByteBuffer fetch(int index) {
    ensureOpen();
    return fetches.get(index);
  }

  /**
   * Sets a string feed.
   *
   * @throws KwsException when it is too long
   */
  public synchronized void feedBytes(int index, byte[] bytes) {
    ensureOpen();
    try (BytePointer memory = new BytePointer(Math.max(1, bytes.length))) {
      memory.put(bytes, 0, bytes.length);
      int status =
          KwsNative.kws_session_set_bytes(handle, model.feedIndex(index), memory, bytes.length);
      NativeLibrary.check(status, model.feeds().get(index).name().toString());
    }
  }

  /**
   * Sets a float feed to 16-bit samples, each divided by {@code fullScale}.
   *
   * @param samples from the buffer's position to its limit; direct, native byte order
   * @throws KwsException when the feed is not of floats, or not of so many
   */
  public synchronized void feedPcm16(int index, ShortBuffer samples, float fullScale) {
    ensureOpen();
    int status =
        KwsNative.kws_session_set_pcm16(
            handle, model.feedIndex(index), samples, samples.remaining(), fullScale);
    if (status != KwsNative.KWS_OK) {
      NativeLibrary.check(status, model.source());
    }
  }

  /**
   * Runs once. A model that keeps state goes on where the run before has ended.
   *
   * @throws KwsException when a kernel refuses what it was fed; the state stays as it was
   */
  public synchronized void run() {
    ensureOpen();
    give();
    int status = KwsNative.kws_session_run(handle);
    if (status != KwsNative.KWS_OK) {
      NativeLibrary.check(status, model.source());
    }
    take();
  }

  // by index: an iterator would be garbage
  private void give() {
    for (int i = 0; i < states.size(); i++) {
      states.get(i).give();
    }
  }

  private void take() {
    for (int i = 0; i < states.size(); i++) {
      states.get(i).take();
    }
  }

  /** Puts the model's state back to what the first run had. */
  public synchronized void reset() {
    ensureOpen();
    states.forEach(StateMemory::reset);
  }

  /** The start and duration of each step of the last profiled run, in nanoseconds. */
  public record StepTime(long startNanos, long nanos) {}

  /** Runs once and reads the clock once per step. */
  public synchronized List<StepTime> runProfiled() {
    ensureOpen();
    int steps = model.steps().size();
    if (times == null) {
      times = new KwsStepTime(Math.max(1, steps));
    }
    give();
    int status = KwsNative.kws_session_run_profiled(handle, times.position(0), steps);
    NativeLibrary.check(status, model.source());
    take();
    List<StepTime> result = new ArrayList<>(steps);
    for (int i = 0; i < steps; i++) {
      times.position(i);
      result.add(new StepTime(times.start_ns(), times.total_ns()));
    }
    return result;
  }

  /**
   * @throws IllegalStateException when the session is closed
   */
  public synchronized void ensureOpen() {
    if (closed) {
      throw new IllegalStateException(model.source() + ": the session is closed");
    }
  }

  @Override
  public void close() {
    release();
  }

  /** Closes; false when it was closed already. */
  public synchronized boolean release() {
    if (closed) {
      return false;
    }
    closed = true;
    KwsNative.kws_session_close(handle);
    if (times != null) {
      times.close();
    }
    model.sessionClosed();
    return true;
  }
}
