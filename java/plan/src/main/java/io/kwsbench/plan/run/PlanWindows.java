package io.kwsbench.plan.run;

import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsIncremental;
import io.kwsbench.nativelib.KwsIncrementalStepInfo;
import io.kwsbench.nativelib.KwsModel;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Runs a plan on windows of sound, each a hop after the one before: keeps what they share, and
 * computes what is new. Its answers are those of whole windows, bit for bit. A run allocates
 * nothing.
 *
 * <p>Calls from several threads exclude each other. {@code close} is idempotent, waits for a call
 * that goes on, and every other call after it throws {@link IllegalStateException}.
 */
public final class PlanWindows implements AutoCloseable {
  private final PlanModel model;
  private final KwsIncremental handle = new KwsIncremental();
  private final FloatPointer memory;
  private final FloatBuffer samples;
  private final int window;
  private final int hop;
  private boolean started;
  private boolean closed;

  /**
   * The part of a step that a hop computes.
   *
   * @param rows of its output along time; 0: the step is run whole
   * @param freshRows of them, those that a hop computes
   * @param stride samples from row to row
   * @param phases copies of its rows, which windows use in turn
   * @param flops executed in a hop
   */
  public record StepShare(long rows, long freshRows, long stride, long phases, double flops) {}

  PlanWindows(PlanModel model, KwsModel modelHandle, int threads, int sound, int hop) {
    this.model = model;
    this.hop = hop;
    window = Math.toIntExact(model.feeds().get(sound).shape().elements().orElseThrow());
    int status =
        KwsNative.kws_incremental_create(modelHandle, threads, model.feedIndex(sound), hop, handle);
    NativeLibrary.check(status, model.source());
    memory = new FloatPointer(window);
    samples = memory.asBuffer();
  }

  /** The memory of another feed than the sound; write it before the first window. */
  public synchronized ByteBuffer feed(int index) {
    return buffer(model.feedIndex(index), model.feeds().get(index));
  }

  /** The memory of a fetch, native byte order; read it after a run. */
  public synchronized ByteBuffer fetch(int index) {
    return buffer(model.fetchIndex(index), model.fetches().get(index));
  }

  private ByteBuffer buffer(int tensor, TensorSpec spec) {
    ensureOpen();
    Pointer at = KwsNative.kws_incremental_buffer(handle, tensor);
    if (at == null) {
      throw new IllegalArgumentException(spec + " is the sound, which a run takes");
    }
    long bytes = spec.shape().elements().orElse(0) * spec.dtype().bytes();
    return new BytePointer(at).capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /**
   * Runs the window that starts at an offset: a hop after the last one, unless it is the first
   * since {@link #reset}.
   *
   * @param sound holds the whole window
   * @throws KwsException when a kernel refuses what it was fed; the next window starts a sequence
   */
  public synchronized void run(float[] sound, int offset) {
    ensureOpen();
    int fresh = started ? hop : window;
    samples.put(0, sound, offset + window - fresh, fresh);
    started = false;
    int status = KwsNative.kws_incremental_run(handle, memory, fresh);
    if (status != KwsNative.KWS_OK) {
      NativeLibrary.check(status, model.source());
    }
    started = true;
  }

  /** Makes the next window the first of a sequence. */
  public synchronized void reset() {
    ensureOpen();
    started = false;
  }

  /** The part of each of the plan's steps that a hop computes. */
  public synchronized List<StepShare> steps() {
    ensureOpen();
    List<StepShare> steps = new ArrayList<>();
    try (KwsIncrementalStepInfo info = new KwsIncrementalStepInfo()) {
      for (int i = 0; i < model.steps().size(); i++) {
        NativeLibrary.check(KwsNative.kws_incremental_step(handle, i, info), model.source());
        steps.add(
            new StepShare(
                info.rows(), info.fresh_rows(), info.stride(), info.phases(), info.flops()));
      }
    }
    return steps;
  }

  /** The ratio of a whole window's operations to those of a hop; 1 where nothing is kept. */
  public double gain() {
    double whole = model.steps().stream().mapToDouble(PlanModel.StepInfo::executedFlops).sum();
    double fresh = steps().stream().mapToDouble(StepShare::flops).sum();
    return fresh > 0 ? whole / fresh : 1;
  }

  /** Bytes of maps that are kept, beside {@link PlanModel#arenaBytes}. */
  public synchronized long mapBytes() {
    ensureOpen();
    return KwsNative.kws_incremental_map_bytes(handle);
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException(model.source() + ": the session is closed");
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    KwsNative.kws_incremental_close(handle);
    memory.close();
    model.sessionClosed();
  }
}
