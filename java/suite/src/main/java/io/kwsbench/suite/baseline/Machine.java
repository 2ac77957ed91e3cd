package io.kwsbench.suite.baseline;

import io.kwsbench.measure.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The properties of a machine that two comparable times must share because they determine the
 * engine's speed.
 *
 * <p>Of the JVM only the feature release counts: an update of it changes no engine. Of the
 * instruction sets those count that engines choose kernels by, where both sides know them. A
 * processor that is not named on one side is a difference.
 *
 * @param cpu the processor's model; empty when unknown
 * @param cores hardware threads that the process may use
 * @param architecture such as {@code amd64}
 * @param jvm the JVM's name and version
 * @param instructionSets such as {@code avx2}; empty when unknown, as in older baselines
 */
public record Machine(
    String cpu, int cores, String architecture, String jvm, List<String> instructionSets) {
  /** Names that kernels are chosen by, and that every kernel has given them so far. */
  private static final List<String> CHOSEN_BY =
      List.of("sse4_1", "fma", "avx2", "avx512f", "neon", "asimd", "vfpv4");

  private static final Pattern RELEASE = Pattern.compile("(\\d+)[^ ]*$");

  public Machine {
    cpu = cpu == null ? "" : cpu.strip();
    architecture = architecture == null ? "" : architecture.strip();
    jvm = jvm == null ? "" : jvm.strip();
    instructionSets = instructionSets == null ? List.of() : List.copyOf(instructionSets);
  }

  /** A machine whose instruction sets are unknown. */
  public Machine(String cpu, int cores, String architecture, String jvm) {
    this(cpu, cores, architecture, jvm, List.of());
  }

  /** The machine of an environment record. */
  public static Machine of(Environment environment) {
    return new Machine(
        environment.cpu().model(),
        environment.cpu().logicalCores(),
        System.getProperty("os.arch"),
        environment.software().jvm(),
        environment.cpu().instructionSets());
  }

  /** The differences, one phrase each. */
  public List<String> differences(Machine now) {
    List<String> differences = new ArrayList<>();
    if (!plain(cpu).equals(plain(now.cpu))) {
      add(differences, "CPU", named(cpu), named(now.cpu));
    }
    add(differences, "cores", Integer.toString(cores), Integer.toString(now.cores));
    add(differences, "architecture", named(architecture), named(now.architecture));
    if (!release(jvm).equals(release(now.jvm))) {
      add(differences, "JVM", named(jvm), named(now.jvm));
    }
    if (!instructionSets.isEmpty() && !now.instructionSets.isEmpty()) {
      add(differences, "instruction sets", chosen(instructionSets), chosen(now.instructionSets));
    }
    return differences;
  }

  private static void add(List<String> differences, String what, String then, String now) {
    if (!then.equals(now)) {
      differences.add(what + " was " + then + ", is " + now);
    }
  }

  private static String named(String name) {
    return name.isEmpty() ? "unknown" : name;
  }

  /** Firmware and kernels spell one processor's name in several ways. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("\\((r|tm)\\)", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** {@code 17} of {@code OpenJDK 64-Bit Server VM 17.0.13+11}. */
  private static String release(String jvm) {
    Matcher version = RELEASE.matcher(jvm);
    return version.find() ? version.group(1) : jvm;
  }

  private static String chosen(List<String> sets) {
    return CHOSEN_BY.stream().filter(sets::contains).collect(Collectors.joining(" "));
  }
}
