package io.kwsbench.keras.freeze.reason;

import io.kwsbench.Reason;

/** Reasons why a checkpoint cannot be frozen as requested. */
public sealed interface FreezeReason extends Reason {
  /** The role of a node in a graph. */
  enum Role {
    DATA("decoder's node"),
    OUTPUT("output");

    private final String node;

    Role(String node) {
      this.node = node;
    }

    /** The name in messages. */
    public String node() {
      return node;
    }
  }

  /** The answer to each reason. */
  interface Visitor<T> {
    T foreignFile(ForeignFile reason);

    T badNodeName(BadNodeName reason);

    T oneName(OneName reason);

    T takenName(TakenName reason);

    T noSuchLambda(NoSuchLambda reason);

    T unreadableBody(UnreadableBody reason);

    T lambdaFails(LambdaFails reason);

    T inputCount(InputCount reason);

    T inputSize(InputSize reason);

    T noInputShape(NoInputShape reason);

    T secondSoftmax(SecondSoftmax reason);

    T noProbabilities(NoProbabilities reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /** There is a file already, which is not of this program. */
  record ForeignFile(String file) implements FreezeReason {
    @Override
    public String message() {
      return file + ": exists and was not written by kwsbench";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.foreignFile(this);
    }
  }

  /** The requested node name is impossible. */
  record BadNodeName(Role role, String name) implements FreezeReason {
    @Override
    public String message() {
      return "the " + role.node() + " cannot be called '" + name + "': that is no name for a node";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.badNodeName(this);
    }
  }

  /** Two nodes were to have one name. */
  record OneName(String name) implements FreezeReason {
    @Override
    public String message() {
      return "the decoder's node and the output cannot both be called '" + name + "'";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.oneName(this);
    }
  }

  /** A layer has the name that the output was to have. */
  record TakenName(String name) implements FreezeReason {
    @Override
    public String message() {
      return "the output cannot be called '" + name + "': a layer has this name";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.takenName(this);
    }
  }

  /** A body was given for a layer that is not there. */
  record NoSuchLambda(String layer) implements FreezeReason {
    @Override
    public String message() {
      return "the model has no Lambda layer '" + layer + "'";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.noSuchLambda(this);
    }
  }

  /** The body that was given for a Lambda layer is no expression. */
  record UnreadableBody(String layer, String problem) implements FreezeReason {
    @Override
    public String message() {
      return "the body given for Lambda layer '" + layer + "': " + problem;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.unreadableBody(this);
    }
  }

  /**
   * A Lambda layer cannot be made a graph.
   *
   * @param layer its name
   * @param given whether its body was given, and not the checkpoint's
   * @param problem the whole message, which names the layer
   */
  record LambdaFails(String layer, boolean given, String problem) implements FreezeReason {
    @Override
    public String message() {
      return problem;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.lambdaFails(this);
    }
  }

  /** The model has more or fewer inputs than a clip has features. */
  record InputCount(int inputs, String features, int values) implements FreezeReason {
    @Override
    public String message() {
      return "the model has " + inputs + " inputs; " + features + " features are " + values;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.inputCount(this);
    }
  }

  /**
   * The model takes something else than the samples of a clip.
   *
   * @param taken the shape that it takes
   * @param samples those of a clip
   */
  record InputSize(String taken, int samples) implements FreezeReason {
    @Override
    public String message() {
      return "the model takes " + taken + " values, not the " + samples + " samples of a clip";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.inputSize(this);
    }
  }

  /**
   * The shape of the model's input is missing.
   *
   * @param problem the whole message, which names the layer
   */
  record NoInputShape(String problem) implements FreezeReason {
    @Override
    public String message() {
      return problem;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.noInputShape(this);
    }
  }

  /** A softmax was requested after probabilities. */
  record SecondSoftmax(String layer) implements FreezeReason {
    @Override
    public String message() {
      return "layer '" + layer + "' ends the model with probabilities already";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.secondSoftmax(this);
    }
  }

  /** The model may end with something else than probabilities. */
  record NoProbabilities(String layer) implements FreezeReason {
    @Override
    public String message() {
      return "layer '" + layer + "' ends the model with numbers that need not be probabilities";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.noProbabilities(this);
    }
  }
}
