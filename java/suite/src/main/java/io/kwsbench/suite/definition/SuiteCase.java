package io.kwsbench.suite.definition;

import io.kwsbench.gate.Gate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a suite measures. Immutable.
 *
 * @param name unique in its suite
 * @param graph the model file
 * @param engine the engine's name; empty lets the file's type decide
 * @param threads threads that a run may use
 * @param input WAV file or folder to run on; empty runs on zeros
 * @param labels names of the classes, a line each; empty numbers them
 * @param library the native engine's library to load instead of the built-in one
 * @param gates what must hold
 */
public record SuiteCase(
    String name,
    Path graph,
    String engine,
    int threads,
    Optional<Path> input,
    Optional<Path> labels,
    Optional<Path> library,
    List<Gate> gates) {
  public SuiteCase {
    gates = List.copyOf(gates);
  }
}
