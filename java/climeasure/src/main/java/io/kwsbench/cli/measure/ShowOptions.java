package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.report.benchmark.text.TextOptions;
import io.kwsbench.report.render.Format;
import java.util.stream.Stream;

/** Flags for the sections of benchmark_model's text, with its defaults. */
@FlagGroup("sections of --format benchmark_model")
final class ShowOptions {
  @Parameter(
      names = "--show_sizes",
      arity = 1,
      order = 40,
      description = "list the output types and shapes of every node")
  boolean sizes = TextOptions.DEFAULT.sizes();

  @Parameter(
      names = "--show_run_order",
      arity = 1,
      order = 41,
      description = "list the nodes in run order")
  boolean runOrder = TextOptions.DEFAULT.runOrder().shown();

  @Parameter(
      names = "--run_order_limit",
      order = 42,
      description = "maximum number of nodes to list in run order; 0 lists all")
  int runOrderLimit = TextOptions.DEFAULT.runOrder().limit();

  @Parameter(names = "--show_time", arity = 1, order = 43, description = "list the slowest nodes")
  boolean time = TextOptions.DEFAULT.time().shown();

  @Parameter(
      names = "--time_limit",
      order = 44,
      description = "maximum number of slowest nodes to list; 0 lists all")
  int timeLimit = TextOptions.DEFAULT.time().limit();

  @Parameter(
      names = "--show_memory",
      arity = 1,
      order = 45,
      description = "list the nodes that allocate the most memory")
  boolean memory = TextOptions.DEFAULT.memory().shown();

  @Parameter(
      names = "--memory_limit",
      order = 46,
      description = "maximum number of nodes to list by memory; 0 lists all")
  int memoryLimit = TextOptions.DEFAULT.memory().limit();

  @Parameter(
      names = "--show_type",
      arity = 1,
      order = 47,
      description = "summarize time and memory by node type")
  boolean type = TextOptions.DEFAULT.type();

  @Parameter(
      names = "--show_summary",
      arity = 1,
      order = 48,
      description = "print totals over all nodes")
  boolean summary = TextOptions.DEFAULT.summary();

  @Parameter(
      names = "--show_flops",
      arity = 1,
      order = 49,
      description = "print the FLOP estimate in benchmark_model's format")
  boolean flops = TextOptions.DEFAULT.flops();

  private static final String[] NAMES = {
    "--show_sizes",
    "--show_run_order",
    "--run_order_limit",
    "--show_time",
    "--time_limit",
    "--show_memory",
    "--memory_limit",
    "--show_type",
    "--show_summary",
    "--show_flops"
  };

  /** Returns whether any of these flags was typed. */
  static boolean typed(TypedFlags typed) {
    return Stream.of(NAMES).anyMatch(typed::has);
  }

  /**
   * Refuses what would change nothing.
   *
   * @param format of the report: the other formats have none of these sections
   * @throws com.beust.jcommander.ParameterException naming the first such flag
   */
  void check(TypedFlags typed, String format) {
    typed.refuse(
        !format.equals(Format.BENCHMARK_MODEL.label()),
        "applies to --format " + Format.BENCHMARK_MODEL.label() + " only, not to " + format,
        NAMES);
    typed.refuse(!runOrder, "needs --show_run_order", "--run_order_limit");
    typed.refuse(!time, "needs --show_time", "--time_limit");
    typed.refuse(!memory, "needs --show_memory", "--memory_limit");
  }

  TextOptions options() {
    return new TextOptions(
        sizes,
        new TextOptions.Listing(runOrder, runOrderLimit),
        new TextOptions.Listing(time, timeLimit),
        new TextOptions.Listing(memory, memoryLimit),
        type,
        summary,
        flops);
  }
}
