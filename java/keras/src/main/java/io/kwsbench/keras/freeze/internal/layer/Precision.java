package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import java.util.Set;
import java.util.function.Consumer;

/** The numbers that layers compute in. */
public final class Precision {
  /** Refuses every layer that computes in other numbers than float32. */
  public static final Precision FLOAT = new Precision(Set.of(), layer -> {});

  private static final Set<String> MIXED = Set.of("mixed_float16", "mixed_bfloat16");

  private final Set<String> accepted;
  private final Consumer<String> notice;

  private Precision(Set<String> accepted, Consumer<String> notice) {
    this.accepted = accepted;
    this.notice = notice;
  }

  /**
   * Accepts layers of mixed precision, whose weights are floats: they compute in float32.
   *
   * @param notice is given the precision of each such layer
   */
  public static Precision mixed(Consumer<String> notice) {
    return new Precision(MIXED, notice);
  }

  void require(KerasLayer layer) {
    if (layer.isOperation()) {
      return; // it computes in what its operands are
    }
    String dtype = layer.config().dtype();
    if (accepted.contains(dtype)) {
      notice.accept(dtype);
    } else if (!dtype.equals("float32")) {
      throw layer.config().error("computes in " + dtype + ", not in float32");
    }
  }
}
