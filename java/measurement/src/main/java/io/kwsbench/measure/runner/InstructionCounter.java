package io.kwsbench.measure.runner;

import io.kwsbench.KwsException;
import io.kwsbench.files.Programs;
import io.kwsbench.natives.RunnerFiles;
import io.kwsbench.tensor.TensorValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * Counts the instructions of one inference on one thread: by the processor's own counter where the
 * kernel offers it, else by callgrind.
 *
 * <p>Under callgrind the count is the difference between a process with two runs and one with a
 * single run, so that start-up cancels; it is the same to the instruction each time. Callgrind
 * shows programs a processor without AVX-512, so the kernels are those of AVX2 there; the
 * conditions of a count say so.
 */
public final class InstructionCounter {
  private static final int MAX_SECONDS = 600;
  private static final Pattern ISA = Pattern.compile("(?m)^isa (\\S+)$");
  private static final Pattern PERF = Pattern.compile("(?m)^instructions (\\d+)$");
  private static final Pattern CALLGRIND = Pattern.compile("(?m)^summary: (\\d+)$");

  private final RunnerFiles runner;

  /** With this build's runner and library. */
  public InstructionCounter() {
    this(RunnerFiles.locate());
  }

  InstructionCounter(RunnerFiles runner) {
    this.runner = runner;
  }

  /** The same counter for another build's library. */
  public InstructionCounter withLibrary(Path library) {
    return new InstructionCounter(new RunnerFiles(runner.executable(), library));
  }

  /**
   * Counts one run.
   *
   * @param feeds one value for each feed of the plan
   * @throws KwsException when the plan cannot be run
   */
  public InstructionCount count(RunnerPlan plan, List<TensorValue> feeds) {
    try {
      Path folder = Files.createTempDirectory("kwsbench-count");
      try {
        return count(plan, feedFlags(plan, feeds, folder), folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new KwsException("instructions cannot be counted: " + e.getMessage(), e);
    }
  }

  private InstructionCount count(RunnerPlan plan, List<String> feeds, Path folder)
      throws IOException {
    // what is wrong with plan, feeds or library is an error; what is wrong with a counter is not
    ChildProcess.Ended tried =
        ChildProcess.run(folder, MAX_SECONDS, command(plan, feeds, "--runs", "1"));
    if (tried.exitCode() != 0) {
      throw new KwsException(tried.message());
    }
    ChildProcess.Ended perf =
        ChildProcess.run(folder, MAX_SECONDS, command(plan, feeds, "--count"));
    if (perf.exitCode() == 0) {
      return counted(number(PERF, perf.out()), "perf", perf.out());
    }
    Optional<Path> valgrind = Programs.find("valgrind");
    if (valgrind.isEmpty()) {
      return new InstructionCount.NotOffered(
          perf.message() + "; and valgrind is not installed (apt-get install valgrind)");
    }
    return callgrind(valgrind.get(), plan, feeds, folder);
  }

  private InstructionCount callgrind(
      Path valgrind, RunnerPlan plan, List<String> feeds, Path folder) throws IOException {
    long[] totals = new long[2];
    String out = "";
    for (int runs = 1; runs <= 2; runs++) {
      Path file = folder.resolve("callgrind.out");
      List<String> command = new ArrayList<>();
      command.addAll(
          List.of(valgrind.toString(), "--tool=callgrind", "--callgrind-out-file=" + file));
      command.addAll(command(plan, feeds, "--runs", Integer.toString(runs)));
      ChildProcess.Ended ended = ChildProcess.run(folder, MAX_SECONDS, command);
      if (ended.exitCode() != 0) {
        return new InstructionCount.NotOffered(
            ended.exitCode() < 0
                ? "callgrind took more than " + MAX_SECONDS + " s"
                : "callgrind failed: " + reason(ended));
      }
      totals[runs - 1] = number(CALLGRIND, Files.readString(file));
      out = ended.out();
    }
    return counted(totals[1] - totals[0], "callgrind", out);
  }

  /** The runner's own line, between valgrind's. */
  private static String reason(ChildProcess.Ended ended) {
    return ended
        .err()
        .lines()
        .filter(line -> line.startsWith("kws_run: "))
        .findFirst()
        .orElse(ended.message());
  }

  private static InstructionCount counted(long instructions, String by, String out) {
    Matcher isa = ISA.matcher(out);
    String kernels = isa.find() ? isa.group(1) : "unknown";
    return new InstructionCount.Counted(
        instructions, by + ", " + kernels + ", " + Loader.getPlatform());
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new KwsException("instructions cannot be counted: no line " + pattern.pattern());
    }
    return Long.parseLong(matcher.group(1));
  }

  private List<String> command(RunnerPlan plan, List<String> feeds, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(runner.executable().toString());
    command.addAll(List.of("--library", runner.library().toString()));
    command.addAll(feeds);
    command.addAll(List.of(flags));
    command.add(plan.file().toAbsolutePath().toString());
    return command;
  }

  private static List<String> feedFlags(RunnerPlan plan, List<TensorValue> feeds, Path folder)
      throws IOException {
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < feeds.size(); i++) {
      Path file = folder.resolve("feed" + i);
      Files.write(file, plan.bytes(i, feeds.get(i)));
      flags.addAll(List.of("--feed", plan.feeds().get(i).name() + "=" + file));
    }
    return flags;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
