package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes a graph that fails as small as it can while it still fails. */
final class Shrinker {
  private final Predicate<Sample> fails;

  Shrinker(Predicate<Sample> fails) {
    this.fails = fails;
  }

  Sample shrink(Sample sample) {
    Sample current = sample;
    for (Optional<Sample> next = smaller(current); next.isPresent(); next = smaller(current)) {
      current = next.get();
    }
    return current;
  }

  private Optional<Sample> smaller(Sample sample) {
    return candidates(sample).stream()
        .filter(
            candidate ->
                candidate.steps().size() < sample.steps().size()
                    || candidate.fetched().size() < sample.fetched().size())
        // TensorFlow does not fetch what is fed
        .filter(candidate -> candidate.feeds().stream().noneMatch(candidate.fetched()::contains))
        .filter(fails)
        .findFirst();
  }

  private static List<Sample> candidates(Sample sample) {
    List<Sample> all = new ArrayList<>();
    for (Value value : sample.fetched()) {
      if (sample.fetched().size() > 1) {
        all.add(Sample.of(sample.steps(), List.of(value), sample.seed()));
        List<Value> rest = new ArrayList<>(sample.fetched());
        rest.remove(value);
        all.add(Sample.of(sample.steps(), rest, sample.seed()));
      }
    }
    for (Step step : sample.steps()) {
      for (Value made : step.outputs()) {
        if (!made.fixed() && !step.isFeed()) {
          all.add(Sample.of(sample.steps(), List.of(made), sample.seed()));
        }
      }
    }
    for (Step step : sample.steps()) {
      if (!step.inputs().isEmpty()) {
        step.inputs().stream()
            .filter(input -> isLike(input, step.outputs().get(0)))
            .forEach(input -> all.add(replaced(sample, step.outputs().get(0), input)));
        step.outputs().stream()
            .filter(Value::isFloat)
            .forEach(output -> all.add(fed(sample, output)));
      }
    }
    return all;
  }

  private static boolean isLike(Value a, Value b) {
    return a.type() == b.type() && a.dims().equals(b.dims());
  }

  /** One value in place of another. */
  private static Sample replaced(Sample sample, Value old, Value other) {
    Map<Value, Value> by = new HashMap<>(Map.of(old, other));
    List<Step> steps =
        sample.steps().stream()
            .map(s -> s.reading(s.inputs().stream().map(v -> by.getOrDefault(v, v)).toList()))
            .toList();
    List<Value> fetched =
        sample.fetched().stream().map(v -> by.getOrDefault(v, v)).distinct().toList();
    return Sample.of(steps, fetched, sample.seed());
  }

  /** A feed in place of something computed. */
  private static Sample fed(Sample sample, Value old) {
    Value feed =
        new Value(
            "f" + old.name().replace(':', '_'),
            old.type(),
            old.dims(),
            old.low(),
            old.high(),
            0,
            false);
    if (sample.fetched().contains(old)) {
      return new Sample(sample.steps(), sample.fetched(), sample.seed());
    }
    List<Step> steps = new ArrayList<>(List.of(Sketch.feed(feed)));
    steps.addAll(sample.steps());
    return replaced(new Sample(steps, sample.fetched(), sample.seed()), old, feed);
  }
}
