package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ir.IrGraph;
import java.util.function.Supplier;

/**
 * A named rewriting step that leaves a graph's results unchanged. {@link GraphPassCatalog} lists
 * them all. Immutable.
 */
public final class GraphPass {
  private final String name;
  private final boolean required;
  private final String purpose;
  private final Supplier<Rewrite> rewriting;

  GraphPass(String name, boolean required, String purpose, Supplier<Rewrite> rewriting) {
    this.name = name;
    this.required = required;
    this.purpose = purpose;
    this.rewriting = rewriting;
  }

  /** The name in messages and pages, such as {@code fold_constants}. */
  public String name() {
    return name;
  }

  /** Returns whether TensorFlow has no operation for what would be left without it. */
  public boolean required() {
    return required;
  }

  /** One or two sentences about the pass. */
  public String purpose() {
    return purpose;
  }

  /**
   * The result of a pass.
   *
   * @param graph the same object when nothing was replaced
   * @param replacements how many nodes something else has taken the place of
   */
  public record Result(IrGraph graph, int replacements) {}

  /** The graph after one look at every node; the same object when nothing was replaced. */
  public IrGraph apply(IrGraph graph) {
    return look(graph).graph();
  }

  /** The same, and how much was replaced. */
  public Result look(IrGraph graph) {
    return rewriting.get().apply(graph);
  }

  @Override
  public String toString() {
    return name;
  }
}
