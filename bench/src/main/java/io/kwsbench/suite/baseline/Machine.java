package io.kwsbench.suite.baseline;

import io.kwsbench.measure.Environment;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be the same for two times to be comparable.
 *
 * @param cpu the processor's model
 * @param cores hardware threads that the process may use
 * @param architecture such as {@code amd64}
 * @param jvm the JVM's name and version
 */
public record Machine(String cpu, int cores, String architecture, String jvm) {
  /** The machine of an environment record. */
  public static Machine of(Environment environment) {
    return new Machine(
        environment.cpu().model(),
        environment.cpu().logicalCores(),
        System.getProperty("os.arch"),
        environment.software().jvm());
  }

  /** What differs, one phrase each. */
  public List<String> differences(Machine now) {
    List<String> differences = new ArrayList<>();
    add(differences, "CPU", cpu, now.cpu);
    add(differences, "cores", Integer.toString(cores), Integer.toString(now.cores));
    add(differences, "architecture", architecture, now.architecture);
    add(differences, "JVM", jvm, now.jvm);
    return differences;
  }

  private static void add(List<String> differences, String what, String then, String now) {
    if (!then.equals(now)) {
      differences.add(what + " was " + then + ", is " + now);
    }
  }
}
