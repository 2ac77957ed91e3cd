package io.kwsbench;

import java.io.Serializable;

/**
 * Why something that the user gave cannot be used, with its values, for a program that can tell him
 * what to do about it.
 *
 * <p>Reasons that belong together are the records of a sealed interface in the package of what they
 * are about. Its visitor has one method per record, so that a program that answers them answers
 * all.
 */
public interface Reason extends Serializable {
  /**
   * One line that stands alone: it names the file, node or layer and says what is wrong with it.
   */
  String message();
}
