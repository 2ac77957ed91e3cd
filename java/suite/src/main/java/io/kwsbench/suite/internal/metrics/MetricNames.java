package io.kwsbench.suite.internal.metrics;

import io.kwsbench.gate.Metric;
import io.kwsbench.suite.metric.MetricKey;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of a case's metrics in reports. A folder's name is enough where it distinguishes the
 * metric; otherwise the name has more of the paths. Immutable.
 */
public final class MetricNames {
  private static final int DEEPEST = 100;
  private final Map<MetricKey, String> names = new HashMap<>();
  private final Map<MetricKey, String> places = new HashMap<>();

  /**
   * @param keys of one case
   */
  public MetricNames(Collection<MetricKey> keys) {
    Map<String, Set<MetricKey>> alike =
        keys.stream().collect(Collectors.groupingBy(MetricNames::group, Collectors.toSet()));
    alike.values().forEach(this::tellApart);
  }

  /** The figure's name, such as {@code size}, {@code accuracy:test}, {@code agreement:ref}. */
  public String of(MetricKey key) {
    return names.get(key);
  }

  /** The part that distinguishes a metric from others of its kind; empty if there is no other. */
  public Optional<String> place(MetricKey key) {
    return Optional.ofNullable(places.get(key));
  }

  private static String group(MetricKey key) {
    return key.kind() + key.with().map(other -> ":" + other).orElse("");
  }

  private void tellApart(Set<MetricKey> alike) {
    for (int depth = 1; depth <= DEEPEST; depth++) {
      for (boolean withLabels : List.of(false, true)) {
        Map<MetricKey, String> spelled = new HashMap<>();
        for (MetricKey key : alike) {
          spelled.put(key, place(key, depth, withLabels));
        }
        if (new HashSet<>(spelled.values()).size() == alike.size()) {
          alike.forEach(key -> name(key, spelled.get(key), alike.size() > 1));
          return;
        }
      }
    }
    throw new IllegalStateException("paths of more than " + DEEPEST + " names: " + alike);
  }

  private void name(MetricKey key, String place, boolean several) {
    if (several) {
      places.put(key, place);
    }
    if (key.metric() == Metric.ACCURACY) {
      names.put(key, key.kind() + ":" + place);
    } else {
      names.put(key, group(key) + (several ? ":" + place : ""));
    }
  }

  private static String place(MetricKey key, int depth, boolean withLabels) {
    String clips = key.clips().map(path -> end(path, depth)).orElse("");
    return withLabels
        ? clips + key.labels().map(path -> " by " + end(path, depth)).orElse("")
        : clips;
  }

  /** The last names of a path, with slashes on every system. */
  private static String end(Path path, int depth) {
    int count = path.getNameCount();
    if (count == 0) {
      return path.toString();
    }
    return path.subpath(Math.max(0, count - depth), count).toString().replace('\\', '/');
  }
}
