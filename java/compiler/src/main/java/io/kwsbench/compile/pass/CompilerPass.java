package io.kwsbench.compile.pass;

import io.kwsbench.program.Program;
import java.util.function.UnaryOperator;

/**
 * One thing that the compiler does to a graph or to a program, which goes on computing the same.
 * {@link CompilerPassCatalog} lists them all. Immutable.
 */
public sealed interface CompilerPass {
  /** The name in flags, messages and dumps, such as {@code fold_into_weights}. */
  String name();

  /** Returns whether the engine has no kernel for what would be left without it. */
  boolean required();

  /** One or two sentences about the pass. */
  String purpose();

  /** A pass on the graph, before it is lowered; most of them {@code freeze} runs, too. */
  record Shared(io.kwsbench.rewrite.GraphPass pass) implements CompilerPass {
    @Override
    public String name() {
      return pass.name();
    }

    @Override
    public boolean required() {
      return false;
    }

    @Override
    public String purpose() {
      return pass.purpose();
    }
  }

  /** A pass that looks at one operation after the other, beside others of its stage. */
  record Local(String name, boolean required, String purpose, Rule rule) implements CompilerPass {}

  /** A pass that looks at the whole program, once. */
  record Whole(String name, boolean required, String purpose, UnaryOperator<Program> rewriting)
      implements CompilerPass {}
}
