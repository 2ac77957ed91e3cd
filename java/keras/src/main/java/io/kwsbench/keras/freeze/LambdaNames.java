package io.kwsbench.keras.freeze;

import java.util.Locale;
import java.util.Optional;

/** Whose functions Lambda layers call by names that the checkpoint does not bind. */
public enum LambdaNames {
  /** Nobody's, unless the checkpoint's own code proves that it is the 2017 original's. */
  PROVED,
  /** The 2017 original's, on the user's word. */
  CHALLENGE2017;

  /** The name of {@link #CHALLENGE2017} in flags. */
  public static final String CHALLENGE = CHALLENGE2017.name().toLowerCase(Locale.ROOT);

  /** The functions with a name; empty for an unknown name. */
  public static Optional<LambdaNames> named(String name) {
    return name.equals(CHALLENGE) ? Optional.of(CHALLENGE2017) : Optional.empty();
  }
}
