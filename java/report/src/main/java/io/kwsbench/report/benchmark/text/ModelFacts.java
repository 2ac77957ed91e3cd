package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.GraphSection;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The graph that ran, and what it was fed. */
final class ModelFacts {
  private static final int WIDTH = 10;

  private final BenchmarkResult benchmark;
  private final GraphSection graph;

  ModelFacts(BenchmarkResult benchmark) {
    this.benchmark = benchmark;
    this.graph = benchmark.results().get(0).graph();
  }

  void add(List<Section> sections) {
    List<Section.Fact> facts = new ArrayList<>();
    benchmark.name().ifPresent(name -> facts.add(new Section.Fact("name", name)));
    facts.add(
        new Section.Fact(
            "model",
            Lines.format(
                "%s (%,d bytes, %,d nodes)", graph.source(), graph.fileBytes(), graph.nodes())));
    graph
        .importedFrom()
        .ifPresent(model -> facts.add(new Section.Fact("imported", "from " + model)));
    graph.frontEnd().ifPresent(text -> facts.add(new Section.Fact("front end", text)));
    facts.add(new Section.Fact("inputs", names(graph.inputs())));
    facts.add(new Section.Fact("outputs", names(graph.outputs())));
    facts.add(new Section.Fact("fed with", benchmark.workload().description()));
    sections.add(new Section.Facts(WIDTH, facts));
    sections.add(Section.GAP);
  }

  /** Tensors in a line. */
  static String names(List<TensorSpec> specs) {
    return specs.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
  }
}
