package io.kwsbench.workload;

import io.kwsbench.Reason;

/** Why nobody knows what to feed to a graph. */
public sealed interface InputReason extends Reason {
  /** The answer to each reason. */
  interface Visitor<T> {
    T noInput(NoInput reason);

    T noShape(NoShape reason);

    T openShape(OpenShape reason);

    T wantsPath(WantsPath reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /** The graph has no placeholder. */
  record NoInput(String graph) implements InputReason {
    @Override
    public String message() {
      return graph + ": no placeholder found";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.noInput(this);
    }
  }

  /** The graph does not hold the shape of an input. */
  record NoShape(String graph, String tensor) implements InputReason {
    @Override
    public String message() {
      return graph + ": the shape of " + tensor + " is not in the graph";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.noShape(this);
    }
  }

  /** An input leaves more than the batch open. */
  record OpenShape(String graph, String input) implements InputReason {
    @Override
    public String message() {
      return graph + ": input " + input + " leaves more than the batch open";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.openShape(this);
    }
  }

  /** An input is the path of a clip, and no clip with a path was given. */
  record WantsPath(String tensor) implements InputReason {
    @Override
    public String message() {
      return "input " + tensor + " wants the path of a file";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.wantsPath(this);
    }
  }
}
