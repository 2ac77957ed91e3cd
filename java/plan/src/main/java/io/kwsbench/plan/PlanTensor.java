package io.kwsbench.plan;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;

/**
 * A feed or a fetch of a plan.
 *
 * @param name the graph's name, {@code labels_softmax:0}
 * @param feed whether it is given before a run
 * @param dtype its element type
 * @param shape static
 * @param offset bytes from the start of the arena
 * @param bytes size of its memory; of a string 8 and the capacity
 */
public record PlanTensor(
    String name, boolean feed, DType dtype, Shape shape, long offset, long bytes) {}
