package io.kwsbench.tensorflow.differential;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A made-up graph.
 *
 * @param steps each after those that it reads
 * @param fetched what a run is for
 * @param seed of what is fed
 */
record Sample(List<Step> steps, List<Value> fetched, long seed) {
  /** A graph without the steps that nothing needs. */
  static Sample of(List<Step> steps, List<Value> fetched, long seed) {
    Set<Value> needed = new HashSet<>(fetched);
    List<Step> kept = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (step.outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(step.inputs());
        kept.add(step);
      }
    }
    Collections.reverse(kept);
    return new Sample(List.copyOf(kept), List.copyOf(fetched), seed);
  }

  FrozenGraph graph() {
    GraphBuilder graph = GraphBuilder.graph();
    steps.forEach(step -> step.write(graph));
    return FrozenGraph.parse(graph.bytes(), "sample");
  }

  List<Value> feeds() {
    return steps.stream().filter(Step::isFeed).map(step -> step.outputs().get(0)).toList();
  }

  List<TensorSpec> feedSpecs() {
    return feeds().stream()
        .map(feed -> new TensorSpec(TensorName.parse(feed.name()), feed.type(), feed.shape()))
        .toList();
  }

  List<TensorName> fetches() {
    return fetched.stream().map(value -> TensorName.parse(value.name())).toList();
  }

  /** What is fed: numbers of the range that the feed says, for every feed. */
  List<float[]> fed() {
    List<float[]> all = new ArrayList<>();
    for (Value feed : feeds()) {
      Random random = new Random(31 * seed + feed.name().hashCode());
      float[] numbers = new float[feed.elements()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) (feed.low() + (feed.high() - feed.low()) * random.nextDouble());
      }
      all.add(numbers);
    }
    return all;
  }

  /** One node a line. */
  String listing() {
    StringBuilder text = new StringBuilder();
    graph()
        .def()
        .getNodeList()
        .forEach(node -> text.append(node.toString().replaceAll("\\s+", " ")).append('\n'));
    return text + "fetched: " + fetched;
  }
}
