package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.converters.IParameterSplitter;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.DidYouMean;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.gate.ChallengeGates;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.Metric;
import io.kwsbench.suite.definition.Gates;
import io.kwsbench.suite.definition.NoQuantityException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The gates of a benchmark: none unless one is asked for. */
@FlagGroup("output")
final class GatesFlag {
  private static final String CHALLENGE = "challenge";

  /** The metrics of a single benchmark; the others need a suite. */
  private static final Set<Metric> MEASURED =
      Set.of(
          Metric.LATENCY,
          Metric.RATIO,
          Metric.OP_TIME,
          Metric.P99,
          Metric.SIZE,
          Metric.FLOPS,
          Metric.INSTRUCTIONS,
          Metric.INPUTS,
          Metric.OUTPUT);

  /** The gates of {@code NAME=LIMIT}; other gates have more than a limit. */
  private static final List<String> NAMES =
      Arrays.stream(Metric.values())
          .filter(MEASURED::contains)
          .filter(metric -> metric != Metric.INPUTS && metric != Metric.OUTPUT)
          .map(Metric::id)
          .toList();

  @Parameter(
      names = "--gates",
      order = 62,
      splitter = Whole.class,
      description =
          "gates for the exit code: NAME=LIMIT[,NAME=LIMIT...] such as latency=2ms,size=5MB, a YAML"
              + " file of gates, or challenge (the 2017 challenge's); may be repeated; default:"
              + " none")
  @PathFlag(PathFlag.Use.READ)
  List<String> wanted = new ArrayList<>();

  @Parameter(names = "--gate", arity = 1, order = 62, description = "same as --gates challenge")
  boolean challenge;

  /** A file's name may contain commas. */
  public static final class Whole implements IParameterSplitter {
    @Override
    public List<String> split(String value) {
      return List.of(value);
    }
  }

  /**
   * The gates that the flags ask for.
   *
   * @param labels how many labels the classes have, where they are known
   * @param engines the names of the results; the first one is judged
   * @throws ParameterException when a name or a limit is unknown, or cannot be measured here
   * @throws KwsException when a file of gates is none
   */
  List<Gate> read(OptionalInt labels, List<String> engines) {
    Set<Gate> gates = new LinkedHashSet<>();
    if (challenge) {
      gates.addAll(ChallengeGates.of(labels));
    }
    for (String value : wanted) {
      if (value.equals(CHALLENGE)) {
        gates.addAll(ChallengeGates.of(labels));
      } else if (value.contains("=") && !Files.exists(TypedPath.of(value))) {
        for (String one : value.split(",", -1)) {
          gates.add(limit(one, engines));
        }
      } else {
        gates.addAll(file(value));
      }
    }
    gates.forEach(gate -> require(gate, engines));
    return List.copyOf(gates);
  }

  private static List<Gate> file(String value) {
    if (!Files.exists(TypedPath.of(value)) && !value.contains(".") && !value.contains("/")) {
      throw new ParameterException(
          "--gates: '"
              + value
              + "' is neither "
              + CHALLENGE
              + ", NAME=LIMIT nor a file"
              + known(value));
    }
    return Gates.read(TypedPath.of(value));
  }

  private static Gate limit(String text, List<String> engines) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (!NAMES.contains(name) || equals < 0) {
      throw new ParameterException(
          "--gates: "
              + (equals < 0 ? "'" + text + "' is not NAME=LIMIT" : unknown(name))
              + known(name));
    }
    try {
      // without a second engine the ratio is refused below
      String reference = engines.size() > 1 ? engines.get(1) : "";
      return Gates.of(Metric.of(name).orElseThrow(), text.substring(equals + 1), reference)
          .orElseThrow();
    } catch (NoQuantityException e) {
      throw new ParameterException("--gates " + name + ": " + e.getMessage());
    }
  }

  private static String unknown(String name) {
    return Metric.of(name).isPresent()
        ? "only a suite measures " + name
        : "unknown gate '" + name + "'" + DidYouMean.hint(name, NAMES);
  }

  private static String known(String name) {
    return "; known are " + String.join(", ", NAMES);
  }

  private static void require(Gate gate, List<String> engines) {
    if (!MEASURED.contains(gate.metric())) {
      throw new ParameterException("--gates: only a suite measures " + gate.key());
    }
    if (gate.needsBaseline()) {
      throw new ParameterException(
          "--gates: " + gate.key() + " compares with a baseline, which only a suite has");
    }
    Optional<String> other = gate.otherCase();
    if (other.isPresent() && engines.size() < 2) {
      throw new ParameterException(
          "--gates: " + gate.key() + " needs a second engine: --engine both");
    }
    if (other.isPresent() && !engines.subList(1, engines.size()).contains(other.get())) {
      throw new ParameterException(
          "--gates: "
              + gate.key()
              + " compares "
              + engines.get(0)
              + " with "
              + String.join(" or ", engines.subList(1, engines.size()))
              + ", not with '"
              + other.get()
              + "'");
    }
  }
}
