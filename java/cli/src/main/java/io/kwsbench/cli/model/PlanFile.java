package io.kwsbench.cli.model;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.options.EngineOptions;
import io.kwsbench.cli.options.GraphOptions;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineChoice;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.plan.MetadataSection;
import io.kwsbench.workload.ClipFeeder;
import io.kwsbench.workload.DefaultModel;
import io.kwsbench.workload.ForeignFeeder;
import io.kwsbench.workload.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A compiled model, a {@code .kws} file, opened in the native engine, and how long that took. It
 * holds no graph: no protobuf class is loaded. Close it.
 *
 * @param file the model's
 * @param engine what runs it
 * @param model the engine's
 * @param session fed by {@link #feeder}
 * @param feeder makes feeds of clips
 * @param libraryNanos loading the native library, which happens once per process
 * @param startNanos mapping and checking the model, and its first session
 * @param startCpuNanos what of that was this thread's time on a core, -1 where that is not told
 */
public record PlanFile(
    Path file,
    Engine engine,
    EngineModel model,
    EngineSession session,
    ForeignFeeder feeder,
    long libraryNanos,
    long startNanos,
    long startCpuNanos)
    implements AutoCloseable {
  private record Opened(Engine engine, EngineModel model) {}

  /** Returns whether {@code --graph} names a compiled model. */
  public static boolean isNamed(GraphOptions flags) {
    return isNamed(flags.graph);
  }

  /** Returns whether a file is a compiled model, by its name. */
  public static boolean isNamed(String file) {
    return ModelFormat.of(file) == ModelFormat.COMPILED;
  }

  /**
   * Opens the model that the flags name.
   *
   * @param threadsOfRun the number without a flag
   * @throws com.beust.jcommander.ParameterException when the flags ask for what a compiled model
   *     has not
   * @throws KwsException when it is no model that this machine can run
   */
  public static PlanFile open(GraphOptions flags, EngineOptions engine, int threadsOfRun) {
    Path file = TypedPath.of(flags.graph);
    flags.reading.reading().requireDefault(file);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    boolean tells = threads.isCurrentThreadCpuTimeSupported();
    long start = System.nanoTime();
    NativeLibrary.ensureAvailable();
    long library = System.nanoTime() - start;
    ModelSource source = ModelSource.of(file);
    EngineChoice choice = engine.choices(source).get(0);
    long cpu = tells ? threads.getCurrentThreadCpuTime() : 0;
    long loaded = System.nanoTime();
    Opened opened = choice.open(one -> new Opened(one, one.open(source)));
    EngineModel model = opened.model();
    try {
      EngineSession session = model.newSession(Math.max(0, engine.threads(threadsOfRun)));
      long ready = System.nanoTime();
      long cpuNanos = tells ? threads.getCurrentThreadCpuTime() - cpu : -1;
      ForeignFeeder feeder = new ForeignFeeder(file, session.options().feeds());
      return new PlanFile(
          file, opened.engine(), model, session, feeder, library, ready - loaded, cpuNanos);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * The names of the classes of its first output.
   *
   * @param labels of {@code --labels}; empty without it
   * @throws KwsException when labels contradict each other or the output
   */
  public ClassNames labels(String labels, CliContext context) {
    ModelLabels own = new ModelLabels(MetadataSection.read(file).labels(), file.toString());
    return ClassNames.choose(labels, own, Optional.of(file), session.fetch(0).shape(), context);
  }

  /**
   * The clips under a path with warnings about each; without a path the embedded clip, or zeros for
   * a model without audio input.
   */
  public WorkloadOptions.Described workload(String clips) {
    if (clips.isEmpty()) {
      Optional<ClipFeeder.Fed> embedded = feeder.fit(WorkloadOptions.EMBEDDED, DefaultModel.clip());
      if (embedded.isPresent()) {
        return WorkloadOptions.embedded(embedded.get(), feeder.audioSeconds());
      }
      var zeros = new Workload.Item("zeros", feeder.zeros());
      return WorkloadOptions.described(
          List.of(zeros), "zeros", feeder.audioSeconds(), List.of(), false);
    }
    List<Workload.Item> items = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Path clip : ClipFiles.under(TypedPath.of(clips))) {
      ClipFeeder.Fed fed = feeder.fed(clip);
      items.add(fed.item());
      warnings.addAll(fed.warnings());
    }
    return WorkloadOptions.described(
        items, WorkloadOptions.clipsOf(items, clips), feeder.audioSeconds(), warnings, true);
  }

  /** The model's size. */
  public long bytes() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
  }

  @Override
  public void close() {
    session.close();
    model.close();
  }
}
