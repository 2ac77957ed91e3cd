package io.kwsbench;

import java.io.Serializable;

/**
 * A reason why something from the user cannot be used, with its values, so that a program can give
 * advice.
 *
 * <p>Reasons that belong together are the records of a sealed interface in the package of what they
 * are about. Its visitor has one method per record, so that a program that answers them answers
 * all.
 */
public interface Reason extends Serializable {
  /** One line that stands alone: it names the file, node or layer and what is wrong. */
  String message();
}
