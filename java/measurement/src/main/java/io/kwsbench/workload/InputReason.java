package io.kwsbench.workload;

import io.kwsbench.Reason;

/** Reasons why the inputs of a graph are unknown. */
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

  /** An input has unknown dimensions besides the batch. */
  record OpenShape(String graph, String input) implements InputReason {
    @Override
    public String message() {
      return graph + ": input " + input + " has unknown dimensions besides the batch";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.openShape(this);
    }
  }

  /** An input takes the path of a clip, and the clip is not a file. */
  record WantsPath(String tensor) implements InputReason {
    @Override
    public String message() {
      return "input " + tensor + " takes the path of a WAV file";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.wantsPath(this);
    }
  }
}
