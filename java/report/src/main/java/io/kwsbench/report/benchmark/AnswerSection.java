package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.measure.ClipPrediction;
import java.util.List;

/**
 * Whether a model is fit, and what it hears.
 *
 * @param gates the challenge's conditions
 * @param heard the likeliest classes of every clip, where classes have names
 */
public record AnswerSection(
    List<ChallengeGate> gates, @JsonProperty("predictions") List<ClipPrediction> heard) {
  public AnswerSection {
    gates = List.copyOf(gates);
    heard = List.copyOf(heard);
  }
}
