package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kwsbench.gate.GateResult;
import java.util.List;
import java.util.Optional;

/**
 * The measurements of one graph in one engine.
 *
 * @param name what tells it from the other results
 * @param graph the graph
 * @param engine what ran it
 * @param phases load, warm-up, timed without and with tracing
 * @param profile where the time of a run goes
 * @param costs what a run costs
 * @param answers whether the model is fit, and what it hears
 * @param instructions instructions of one inference; empty when nobody asked
 */
public record Result(
    String name,
    GraphSection graph,
    @JsonUnwrapped EngineSection engine,
    PhasesSection phases,
    @JsonUnwrapped ProfileSection profile,
    @JsonUnwrapped CostSection costs,
    @JsonUnwrapped AnswerSection answers,
    Optional<InstructionSection> instructions) {
  /** The same result with gates. */
  public Result withGates(List<GateResult> gates) {
    return new Result(
        name, graph, engine, phases, profile, costs, answers.withGates(gates), instructions);
  }

  /** The same result with a count of instructions. */
  public Result withInstructions(InstructionSection section) {
    return new Result(name, graph, engine, phases, profile, costs, answers, Optional.of(section));
  }
}
