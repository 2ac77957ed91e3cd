package io.kwsbench.graph;

import io.kwsbench.KwsException;
import java.util.Collection;
import java.util.Set;

/**
 * Checks the attributes with the number of a node's inputs or outputs.
 *
 * <p>TensorFlow makes room for as many as they claim before it looks at the node's inputs: a claim
 * of 2^31 takes all the memory of the machine.
 */
final class ArityCheck {
  /** No graph of a speech model splits a tensor into more. */
  private static final int MAX_OUTPUTS = 1 << 16;

  private static final Set<String> OUTPUT_COUNTS = Set.of("num_split", "num", "num_outs");

  private ArityCheck() {}

  /**
   * Checks every node.
   *
   * @throws KwsException when a node claims inputs that it lacks, or an absurd number of outputs
   */
  static void check(Collection<Node> nodes, String source) {
    for (Node node : nodes) {
      checkInputs(node, source);
      checkOutputs(node, source);
    }
  }

  private static void checkInputs(Node node, String source) {
    long claimed = node.intAttr("N", 0);
    int given = node.inputs().size();
    boolean merge = node.op().equals("Merge") && node.hasAttr("N");
    if (claimed < 0 || claimed > given || (merge && claimed != given)) {
      throw new KwsException(
          source
              + ": node "
              + node.name()
              + ": N is "
              + claimed
              + ", but it has "
              + given
              + " inputs");
    }
  }

  private static void checkOutputs(Node node, String source) {
    for (String attr : OUTPUT_COUNTS) {
      long outputs = node.intAttr(attr, 0);
      if (outputs < 0 || outputs > MAX_OUTPUTS) {
        throw new KwsException(
            source
                + ": node "
                + node.name()
                + ": "
                + attr
                + " is "
                + outputs
                + "; at most "
                + MAX_OUTPUTS
                + " outputs are supported");
      }
    }
  }
}
