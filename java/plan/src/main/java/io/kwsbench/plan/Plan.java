package io.kwsbench.plan;

import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.kernel.Loop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A compiled graph.
 *
 * @param arenaBytes memory that a session needs for tensors
 * @param steps in the order in which they run
 * @param tensors feeds and fetches
 * @param constants packed weights
 * @param metadata what the model says about itself
 */
public record Plan(
    long arenaBytes,
    List<Step> steps,
    List<PlanTensor> tensors,
    byte[] constants,
    ModelMetadata metadata) {
  /** The extension of plan files. */
  public static final String EXTENSION = ".kws";

  public Plan {
    steps = List.copyOf(steps);
    tensors = List.copyOf(tensors);
    constants = constants.clone();
  }

  /** A plan of a model that says nothing about itself. */
  public Plan(long arenaBytes, List<Step> steps, List<PlanTensor> tensors, byte[] constants) {
    this(arenaBytes, steps, tensors, constants, ModelMetadata.NONE);
  }

  /** Returns whether a file is a plan by its name; upper and lower case are the same. */
  public static boolean isNamed(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(EXTENSION);
  }

  /** The same with metadata. */
  public Plan withMetadata(ModelMetadata newMetadata) {
    return new Plan(arenaBytes, steps, tensors, constants, newMetadata);
  }

  @Override
  public byte[] constants() {
    return constants.clone();
  }

  /** The number of executions of each step in a run: one, or the trip count of its loop. */
  public List<Integer> executions() {
    List<Integer> executions = new ArrayList<>();
    int trips = 1;
    int bodyEnd = 0;
    for (Step step : steps) {
      trips = executions.size() < bodyEnd ? trips : 1;
      executions.add(trips);
      if (step.params() instanceof Loop loop) {
        trips = loop.tripCount();
        bodyEnd = executions.size() + loop.bodySteps();
      }
    }
    return executions;
  }

  /**
   * Floating-point operations that the engine executes in a run for each step, {@code
   * docs/reference/flops.md}.
   */
  public List<Double> executedFlops() {
    List<Integer> executions = executions();
    return IntStream.range(0, steps.size())
        .mapToObj(i -> steps.get(i).params().executedFlops() * executions.get(i))
        .toList();
  }

  /** Bytes of packed weights. */
  public int constantBytes() {
    return constants.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Plan that
        && arenaBytes == that.arenaBytes
        && steps.equals(that.steps)
        && tensors.equals(that.tensors)
        && Arrays.equals(constants, that.constants)
        && metadata.equals(that.metadata);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  @Override
  public String toString() {
    boolean bf16 = steps.stream().anyMatch(step -> step.precision() == Precision.BF16);
    return String.format(
        Locale.ROOT,
        "%d steps, arena %,d bytes, constants %,d bytes%s",
        steps.size(),
        arenaBytes,
        constants.length,
        bf16 ? "; it computes with bfloat16 and needs AVX-512 BF16" : "");
  }
}
