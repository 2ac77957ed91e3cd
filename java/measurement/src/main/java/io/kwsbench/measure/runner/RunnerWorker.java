package io.kwsbench.measure.runner;

import io.kwsbench.KwsException;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.nativeengine.StepTrace;
import io.kwsbench.natives.RunnerFiles;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A {@code kws_run --serve} process with a plan on any build of the library. It gets inputs and
 * numbers of runs, and measures with its own clock, so that communication costs no measured time.
 *
 * <p>Requests are those of {@code native/run/serve.h}. Not thread-safe; close it.
 */
public final class RunnerWorker implements AutoCloseable {
  private static final int MAX_LINE = 4096;
  private static final int SECONDS_TO_END = 2;
  private static final int STEP_TIME_BYTES = 24;

  private final RunnerPlan plan;
  private final Process process;
  private final Path errors;
  private final OutputStream requests;
  private final InputStream answers;
  private final String build;

  private RunnerWorker(RunnerPlan plan, Process process, Path errors) {
    this.plan = plan;
    this.process = process;
    this.errors = errors;
    this.requests = process.getOutputStream();
    this.answers = new BufferedInputStream(process.getInputStream(), 1 << 16);
    String ready = line();
    if (!ready.startsWith("ready ")) {
      throw died();
    }
    this.build = ready.substring("ready ".length());
  }

  /**
   * Starts a worker.
   *
   * @param library the build to run on
   * @throws KwsException when that is no build of the library, or does not take the plan
   */
  public static RunnerWorker start(RunnerPlan plan, int threads, Path library) {
    Process process = null;
    Path errors = null;
    try {
      errors = Files.createTempFile("kwsbench-worker", ".log");
      List<String> command = new ArrayList<>();
      command.add(RunnerFiles.locate().executable().toString());
      command.addAll(List.of("--library", library.toAbsolutePath().toString()));
      command.addAll(List.of("--threads", Integer.toString(Math.max(1, threads)), "--serve"));
      command.add(plan.file().toAbsolutePath().toString());
      process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      return new RunnerWorker(plan, process, errors);
    } catch (IOException | RuntimeException e) {
      end(process, errors);
      if (e instanceof KwsException known) {
        throw known;
      }
      throw new KwsException(library + ": no worker can be started: " + e.getMessage(), e);
    }
  }

  /** The library that this process has loaded. */
  public static Path ownLibrary() {
    return RunnerFiles.locate().library();
  }

  /** Instruction set and version, such as {@code avx512 0.1.0}. */
  public String build() {
    return build;
  }

  /** Adds an item to the inputs of the runs. */
  public void addItem(List<TensorValue> feeds) {
    ask("item", new byte[0]);
    for (int i = 0; i < feeds.size(); i++) {
      byte[] bytes = plan.bytes(i, feeds.get(i));
      ask("feed " + plan.feedIndex(i) + " " + bytes.length, bytes);
    }
  }

  /** Drops all items. */
  public void forget() {
    ask("forget", new byte[0]);
  }

  /** Nanoseconds of {@code runs} runs on items {@code first}, … after one that is not counted. */
  public long[] slot(int first, int runs) {
    LongBuffer nanos = order(ask("slot " + first + " " + runs, new byte[0])).asLongBuffer();
    long[] times = new long[nanos.remaining()];
    nanos.get(times);
    for (int i = 0; i < times.length; i++) {
      times[i] = Math.max(1, times[i]);
    }
    return times;
  }

  /** Runs an item once. */
  public void run(int item) {
    ask("run " + item, new byte[0]);
  }

  /** The outputs of the last run. */
  public TensorValue fetch(int index) {
    TensorSpec spec = plan.fetches().get(index);
    byte[] bytes = ask("fetch " + plan.fetchIndex(index), new byte[0]);
    return TensorValue.ofBytes(spec.dtype(), spec.shape(), bytes);
  }

  /** Runs once with a clock read a step. */
  public RunTrace profile() {
    long start = System.nanoTime();
    ByteBuffer times = order(ask("profile", new byte[0]));
    long wall = System.nanoTime() - start;
    List<OpTrace> ops = new ArrayList<>();
    for (int i = 0; times.remaining() >= STEP_TIME_BYTES; i++) {
      long startNanos = times.getLong();
      long nanos = times.getLong();
      times.getLong();
      ops.add(StepTrace.of(plan.steps().get(i), startNanos, nanos, List.of()));
    }
    return new RunTrace(wall, ops);
  }

  private static ByteBuffer order(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  private byte[] ask(String request, byte[] bytes) {
    try {
      requests.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
      requests.write(bytes);
      requests.flush();
      String answer = line();
      if (answer.startsWith("error ")) {
        throw new KwsException("kws_run: " + answer.substring("error ".length()));
      }
      if (!answer.startsWith("ok ")) {
        throw died();
      }
      int count = Integer.parseInt(answer.substring("ok ".length()));
      byte[] data = answers.readNBytes(count);
      if (data.length != count) {
        throw died();
      }
      return data;
    } catch (IOException | NumberFormatException e) {
      throw died();
    }
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = answers.read(); c >= 0 && c != '\n' && line.length() < MAX_LINE; ) {
        line.append((char) c);
        c = answers.read();
      }
    } catch (IOException e) {
      throw died();
    }
    return line.toString();
  }

  private KwsException died() {
    try {
      process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
      String said = Files.readString(errors).strip();
      String last = said.substring(said.lastIndexOf('\n') + 1).replaceFirst("^kws_run: ", "");
      String status = process.isAlive() ? "answers nonsense" : "ended with " + process.exitValue();
      return new KwsException(last.isEmpty() ? "kws_run " + status : last);
    } catch (IOException e) {
      return new KwsException("kws_run ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new KwsException("interrupted while waiting for kws_run", e);
    }
  }

  @Override
  public void close() {
    end(process, errors);
  }

  /** Stops the process, and removes the file of its errors whatever state both are in. */
  static void end(Process process, Path errors) {
    if (process != null) {
      try {
        process.getOutputStream().close();
      } catch (IOException e) {
        // it died with requests unread
      }
      try {
        process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process.destroyForcibly();
    }
    if (errors != null) {
      errors.toFile().delete();
    }
  }
}
