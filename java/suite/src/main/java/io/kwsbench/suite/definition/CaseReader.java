package io.kwsbench.suite.definition;

import io.kwsbench.gate.Gate;
import io.kwsbench.metadata.ModelReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one entry of {@code cases}; lists of graphs, engines, threads and inputs multiply. */
final class CaseReader {
  private static final Set<String> DEFAULTS =
      Set.of(
          "graph",
          "signature",
          "front_end",
          "engine",
          "threads",
          "input",
          "labels",
          "library",
          "gates");
  private static final Set<String> KEYS =
      Stream.concat(Stream.of("name"), DEFAULTS.stream()).collect(Collectors.toUnmodifiableSet());
  private static final List<String> MULTIPLYING = List.of("graph", "engine", "threads", "input");
  private static final int MAX_THREADS = 1024;
  private final Path folder;
  private final Map<String, Place> defaults;

  CaseReader(Path folder, Place defaults) {
    this.folder = folder;
    this.defaults = defaults == null ? Map.of() : defaults.map(DEFAULTS);
  }

  List<SuiteCase> read(Place place) {
    Map<String, Place> entries = new LinkedHashMap<>(defaults);
    entries.putAll(place.map(KEYS));
    requireFew(place, entries);
    List<Path> graphs = new ArrayList<>();
    place.require(entries, "graph").items().forEach(p -> graphs.add(graph(p)));
    List<String> engines = engines(entries.get("engine"));
    List<Integer> threads = threads(entries.get("threads"));
    List<Optional<Path>> inputs = inputs(entries.get("input"));
    ModelReading reading = new ModelReading(text(entries, "signature"), text(entries, "front_end"));
    Optional<Path> library = library(entries.get("library"), engines);
    Optional<Path> labels =
        Optional.ofNullable(entries.get("labels")).map(p -> SuitePath.file(folder, p));
    List<Gate> gates =
        entries.containsKey("gates")
            ? new GateReader(folder, labels).read(entries.get("gates"))
            : List.of();
    List<SuiteCase> cases = new ArrayList<>();
    for (Path graph : graphs) {
      for (String engine : engines) {
        for (int count : threads) {
          for (Optional<Path> input : inputs) {
            List<String> name = new ArrayList<>();
            name.add(entries.containsKey("name") ? entries.get("name").text() : stem(graph));
            addIf(name, graphs.size() > 1 && entries.containsKey("name"), stem(graph));
            addIf(name, engines.size() > 1, engine);
            addIf(name, threads.size() > 1, count + "t");
            addIf(name, inputs.size() > 1, input.map(CaseReader::stem).orElse("zeros"));
            cases.add(
                new SuiteCase(
                    String.join("/", name),
                    graph,
                    reading,
                    engine,
                    count,
                    input,
                    labels,
                    library,
                    gates));
          }
        }
      }
    }
    return cases;
  }

  private static String text(Map<String, Place> entries, String key) {
    return entries.containsKey(key) ? entries.get(key).text() : "";
  }

  /** Lists multiply: a small file may stand for billions of cases. */
  private static void requireFew(Place place, Map<String, Place> entries) {
    long product = 1;
    for (String key : MULTIPLYING) {
      product *= entries.containsKey(key) ? entries.get(key).items().size() : 1;
      if (product > SuiteReader.MAX_CASES) {
        throw place.error("more than " + SuiteReader.MAX_CASES + " cases");
      }
    }
  }

  private Path graph(Place place) {
    return place.text().equals(EmbeddedGraph.NAME)
        ? EmbeddedGraph.file()
        : SuitePath.model(folder, place);
  }

  private static void addIf(List<String> name, boolean add, String part) {
    if (add) {
      name.add(part);
    }
  }

  private static List<String> engines(Place place) {
    return place == null ? List.of("") : place.items().stream().map(Place::text).toList();
  }

  private static List<Integer> threads(Place place) {
    return place == null
        ? List.of(1)
        : place.items().stream().map(p -> (int) p.whole(1, MAX_THREADS)).toList();
  }

  private List<Optional<Path>> inputs(Place place) {
    return place == null
        ? List.of(Optional.empty())
        : place.items().stream().map(this::input).toList();
  }

  private Optional<Path> input(Place place) {
    return place.text().equals("zeros")
        ? Optional.empty()
        : Optional.of(SuitePath.existing(folder, place));
  }

  /** Another build of the native engine: no other engine has one. */
  private Optional<Path> library(Place place, List<String> engines) {
    if (place == null) {
      return Optional.empty();
    }
    if (!engines.stream().allMatch(e -> e.isEmpty() || e.equals("native"))) {
      throw place.error("is of the native engine, not of " + String.join(", ", engines));
    }
    return Optional.of(SuitePath.file(folder, place));
  }

  private static String stem(Path path) {
    return path.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }
}
