package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.gate.GateResult;
import io.kwsbench.measure.ClipPrediction;
import java.util.List;

/**
 * The verdicts of gates on a model, and the classes of the clips.
 *
 * @param gates the gates that were asked for; empty without any
 * @param heard the likeliest classes of every clip, where classes have names
 */
public record AnswerSection(
    List<GateResult> gates, @JsonProperty("predictions") List<ClipPrediction> heard) {
  public AnswerSection {
    gates = List.copyOf(gates);
    heard = List.copyOf(heard);
  }

  /** The same with gates. */
  public AnswerSection withGates(List<GateResult> judged) {
    return new AnswerSection(judged, heard);
  }
}
