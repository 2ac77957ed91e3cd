package io.kwsbench.compile.pass;

import org.assertj.core.data.Offset;

/** How near is near enough. */
final class Offsets {
  static final Offset<Float> SMALL = Offset.offset(1e-6f);

  private Offsets() {}
}
