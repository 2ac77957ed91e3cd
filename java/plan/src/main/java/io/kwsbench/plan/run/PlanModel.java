package io.kwsbench.plan.run;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.nativelib.KwsModel;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.nativelib.KwsStepInfo;
import io.kwsbench.nativelib.KwsTensorInfo;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.plan.MetadataSection;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanReader;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.plan.Step;
import io.kwsbench.plan.kernel.ElementType;
import io.kwsbench.plan.kernel.Numbers;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;

/**
 * A plan in the engine. Its weights are shared by its sessions.
 *
 * <p>Thread-safe. Close sessions first: closing the model while one of its sessions is open throws
 * {@link IllegalStateException}; {@code close} is idempotent.
 */
public final class PlanModel implements AutoCloseable {
  private final String source;
  private final KwsModel handle;
  private final List<TensorSpec> feeds;
  private final List<TensorSpec> fetches;
  private final List<Integer> feedIndices = new ArrayList<>();
  private final List<Integer> fetchIndices = new ArrayList<>();
  private final List<PlanState> states;
  private final List<StepInfo> steps;
  private final ModelMetadata metadata;
  private final Supplier<Plan> plan;
  private List<List<Long>> outputBytes;
  private int sessions;
  private boolean closed;

  /**
   * A step of the plan.
   *
   * @param kernel {@code conv_2d}
   * @param name the compiler's label
   * @param nodes the graph's nodes that it stands for
   * @param executedFlops floating-point operations of one run, all iterations of its loop
   * @param bytes of operands, each counted once
   */
  public record StepInfo(
      String kernel, String name, List<String> nodes, double executedFlops, double bytes) {}

  private PlanModel(String source, KwsModel handle, ModelMetadata metadata, Supplier<Plan> plan) {
    this.source = source;
    this.metadata = metadata;
    this.plan = plan;
    this.handle = handle;
    List<TensorSpec> given = new ArrayList<>();
    List<TensorSpec> computed = new ArrayList<>();
    for (int i = 0; i < KwsNative.kws_model_tensor_count(handle); i++) {
      tensor(i, given, computed);
    }
    this.states = PlanState.take(metadata, given, feedIndices, computed, fetchIndices, source);
    if (computed.isEmpty()) {
      throw new KwsException(source + ": plan: it has no output");
    }
    this.feeds = List.copyOf(given);
    this.fetches = List.copyOf(computed);
    this.steps = List.copyOf(readSteps());
  }

  /**
   * Opens a plan file, which is read into memory.
   *
   * @throws KwsException when the library is missing, or the file is no plan that it can run
   */
  public static PlanModel open(Path file) {
    NativeLibrary.ensureAvailable();
    if (!Files.isRegularFile(file)) {
      throw new KwsException(file + ": no such file");
    }
    KwsModel handle = new KwsModel();
    int status = KwsNative.kws_model_open_file(file.toString(), (String) null, handle);
    NativeLibrary.check(status, file.toString());
    return opened(
        file.toString(), handle, () -> MetadataSection.read(file), () -> PlanReader.read(file));
  }

  /**
   * Opens a plan that was just compiled.
   *
   * @param source what messages call it
   * @throws KwsException when the library is missing or refuses the plan
   */
  public static PlanModel open(Plan plan, String source) {
    NativeLibrary.ensureAvailable();
    byte[] bytes = PlanWriter.toBytes(plan);
    KwsModel handle = new KwsModel();
    try (BytePointer memory = new BytePointer(bytes)) {
      int status = KwsNative.kws_model_open_memory(memory, bytes.length, (String) null, handle);
      NativeLibrary.check(status, source);
    }
    // without its constants, which the engine has a copy of
    Plan light = new Plan(plan.arenaBytes(), plan.steps(), plan.tensors(), new byte[0]);
    return opened(source, handle, plan::metadata, () -> light);
  }

  /** A model of a handle, which is closed where it cannot be made. */
  private static PlanModel opened(
      String source, KwsModel handle, Supplier<ModelMetadata> metadata, Supplier<Plan> plan) {
    try {
      return new PlanModel(source, handle, metadata.get(), plan);
    } catch (RuntimeException e) {
      KwsNative.kws_model_close(handle);
      throw e;
    }
  }

  private void tensor(int index, List<TensorSpec> given, List<TensorSpec> computed) {
    try (KwsTensorInfo info = new KwsTensorInfo()) {
      NativeLibrary.check(KwsNative.kws_model_tensor(handle, index, info), source);
      long[] dims = new long[info.rank()];
      for (int i = 0; i < dims.length; i++) {
        dims[i] = info.dims(i);
      }
      TensorName name = name(info.name().getString());
      DType type = Numbers.of(ElementType.class, info.dtype()).dtype();
      TensorSpec spec = new TensorSpec(name, type, Shape.of(dims));
      (info.feed() != 0 ? given : computed).add(spec);
      (info.feed() != 0 ? feedIndices : fetchIndices).add(index);
    }
  }

  private TensorName name(String text) {
    try {
      return TensorName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new KwsException(source + ": plan: " + e.getMessage(), e);
    }
  }

  private static List<String> nodes(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(";"));
  }

  private List<StepInfo> readSteps() {
    List<StepInfo> infos = new ArrayList<>();
    try (KwsStepInfo info = new KwsStepInfo()) {
      for (int i = 0; i < KwsNative.kws_model_step_count(handle); i++) {
        NativeLibrary.check(KwsNative.kws_model_step(handle, i, info), source);
        infos.add(
            new StepInfo(
                info.kernel().getString(),
                info.name().getString(),
                nodes(info.nodes().getString()),
                info.flops(),
                info.bytes()));
      }
    }
    return infos;
  }

  /** The name in messages: a file's path. */
  public String source() {
    return source;
  }

  /** The model's metadata. */
  public ModelMetadata metadata() {
    return metadata;
  }

  /** Returns whether a run depends on those before it. */
  public boolean isStateful() {
    return !states.isEmpty();
  }

  /** The tensors that a run hands to the next: neither inputs nor outputs. */
  List<PlanState> states() {
    return states;
  }

  /** The inputs. */
  public List<TensorSpec> feeds() {
    return feeds;
  }

  /** The outputs. */
  public List<TensorSpec> fetches() {
    return fetches;
  }

  /** The plan's steps, in order. */
  public List<StepInfo> steps() {
    return steps;
  }

  /** Bytes of the outputs of a step, a tensor each; a plan's file is read at the first question. */
  public synchronized List<Long> outputBytes(int step) {
    if (outputBytes == null) {
      outputBytes =
          planSteps().stream().map(s -> s.outputs().stream().map(Operand::bytes).toList()).toList();
    }
    return outputBytes.get(step);
  }

  /** What each step computes with ({@link Step#arithmetic}); reads a plan's file. */
  public List<String> arithmetic() {
    return planSteps().stream().map(Step::arithmetic).toList();
  }

  private List<Step> planSteps() {
    List<Step> all = plan.get().steps();
    if (all.size() != steps.size()) {
      throw new KwsException(source + ": it holds another plan than when it was opened");
    }
    return all;
  }

  /** The instruction set that its kernels use: {@code avx512}, {@code neon}, … */
  public synchronized String isa() {
    ensureOpen();
    return KwsNative.kws_model_isa(handle).getString();
  }

  /** Bytes of packed weights. */
  public synchronized long constantBytes() {
    ensureOpen();
    return KwsNative.kws_model_constant_bytes(handle);
  }

  /** Bytes of memory that each session has for tensors. */
  public synchronized long arenaBytes() {
    ensureOpen();
    return KwsNative.kws_model_arena_bytes(handle);
  }

  /** The index of an input among the plan's tensors. */
  public int feedIndex(int i) {
    return feedIndices.get(i);
  }

  /** The index of an output among the plan's tensors. */
  public int fetchIndex(int i) {
    return fetchIndices.get(i);
  }

  /**
   * A new session.
   *
   * @param threads threads that a run may use, the caller's included; 0 is one
   */
  public synchronized PlanSession newSession(int threads) {
    ensureOpen();
    PlanSession session = new PlanSession(this, handle, Math.max(1, threads));
    sessions++;
    return session;
  }

  /**
   * A session for windows of sound that overlap.
   *
   * @param threads threads that a run may use, the caller's included; 0 is one
   * @param sound the number of the feed that takes a window's samples, of floats
   * @param hop samples from window to window, fewer than a window
   * @throws KwsException when a window's answer depends on those before it
   */
  public synchronized PlanWindows newWindows(int threads, int sound, int hop) {
    ensureOpen();
    if (isStateful()) {
      throw new KwsException(
          source + ": it keeps state from run to run, so its windows cannot overlap");
    }
    PlanWindows windows = new PlanWindows(this, handle, Math.max(1, threads), sound, hop);
    sessions++;
    return windows;
  }

  synchronized void sessionClosed() {
    sessions--;
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException(source + ": the model is closed");
    }
  }

  /**
   * @throws IllegalStateException while a session is open
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    if (sessions > 0) {
      throw new IllegalStateException(source + ": " + sessions + " sessions are still open");
    }
    closed = true;
    KwsNative.kws_model_close(handle);
  }
}
