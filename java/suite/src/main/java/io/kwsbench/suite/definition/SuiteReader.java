package io.kwsbench.suite.definition;

import io.kwsbench.KwsException;
import io.kwsbench.gate.Gate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads suite files, YAML or JSON (which is YAML too). */
public final class SuiteReader {
  private static final Set<String> KEYS =
      Set.of("name", "seed", "budget", "alpha", "defaults", "cases");

  static final int MAX_CASES = 1000;
  private final Path file;

  private SuiteReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a suite.
   *
   * @throws KwsException naming file, line and key when something is wrong
   */
  public static Suite read(Path file) {
    return new SuiteReader(file).suite();
  }

  private Suite suite() {
    Place root = YamlFile.read(file);
    Map<String, Place> entries = root.map(KEYS);
    Path folder = file.toAbsolutePath().getParent();
    CaseReader reader = new CaseReader(folder, entries.get("defaults"));
    Map<String, Place> places = new HashMap<>();
    List<SuiteCase> cases = new ArrayList<>();
    for (Place place : root.require(entries, "cases").items()) {
      for (SuiteCase one : reader.read(place)) {
        if (places.put(one.name(), place) != null) {
          throw place.error("a case named '" + one.name() + "' is there already");
        }
        cases.add(one);
        if (cases.size() > MAX_CASES) {
          throw place.error("more than " + MAX_CASES + " cases");
        }
      }
    }
    Suite suite =
        new Suite(
            entries.containsKey("name") ? entries.get("name").text() : stem(),
            entries.containsKey("seed")
                ? entries.get("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE)
                : 1,
            entries.containsKey("budget") ? entries.get("budget").quantity(Quantity.TIME) / 1e9 : 0,
            entries.containsKey("alpha") ? alpha(entries.get("alpha")) : Suite.DEFAULT_ALPHA,
            cases);
    cases.forEach(one -> checkReferences(suite, one, places.get(one.name())));
    return suite;
  }

  private static double alpha(Place place) {
    double alpha = place.quantity(Quantity.SHARE);
    if (alpha < 1e-4 || alpha > 0.2) {
      throw place.error("must be from 0.0001 to 0.2");
    }
    return alpha;
  }

  private static void checkReferences(Suite suite, SuiteCase one, Place place) {
    for (Gate gate : one.gates()) {
      if (gate.otherCase().isEmpty()) {
        continue;
      }
      String other = gate.otherCase().get();
      if (other.equals(one.name())) {
        throw place.error("gates." + gate.key() + ": a case cannot be compared with itself");
      }
      if (suite.find(other).isEmpty()) {
        List<String> names = suite.cases().stream().map(SuiteCase::name).toList();
        throw place.error(
            "gates."
                + gate.key()
                + ": no case named '"
                + other
                + "'; there are "
                + String.join(", ", names));
      }
    }
  }

  private String stem() {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }
}
