package io.kwsbench.formats.savedmodel;

import java.util.List;

/** A translation of nodes of a SavedModel into nodes of a frozen graph. */
@FunctionalInterface
interface SavedModelOp {
  /**
   * The node's outputs; null where one is not asked for.
   *
   * @throws io.kwsbench.KwsException when there is none; the message continues the node's name
   */
  List<? extends Item> apply(Call call);
}
