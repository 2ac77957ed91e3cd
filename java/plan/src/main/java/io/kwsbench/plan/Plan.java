package io.kwsbench.plan;

import io.kwsbench.metadata.ModelMetadata;
import java.util.Arrays;
import java.util.List;

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
  public Plan {
    steps = List.copyOf(steps);
    tensors = List.copyOf(tensors);
    constants = constants.clone();
  }

  /** A plan of a model that says nothing about itself. */
  public Plan(long arenaBytes, List<Step> steps, List<PlanTensor> tensors, byte[] constants) {
    this(arenaBytes, steps, tensors, constants, ModelMetadata.NONE);
  }

  /** The same with metadata. */
  public Plan withMetadata(ModelMetadata newMetadata) {
    return new Plan(arenaBytes, steps, tensors, constants, newMetadata);
  }

  @Override
  public byte[] constants() {
    return constants.clone();
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
    return steps.size() + " steps, arena " + arenaBytes + ", constants " + constants.length;
  }
}
