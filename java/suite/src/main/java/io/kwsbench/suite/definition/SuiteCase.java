package io.kwsbench.suite.definition;

import io.kwsbench.KwsException;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.gate.Gate;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing that a suite measures. Immutable.
 *
 * @param name unique in its suite
 * @param graph the model file
 * @param reading how the model becomes a graph
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
    ModelReading reading,
    String engine,
    int threads,
    Optional<Path> input,
    Optional<Path> labels,
    Optional<Path> library,
    List<Gate> gates) {
  public SuiteCase {
    gates = List.copyOf(gates);
  }

  /**
   * The model's file, or all files in a SavedModel's folder, sorted.
   *
   * @throws KwsException when the folder cannot be read
   */
  public List<Path> files() {
    try (Stream<Path> found = Files.walk(graph, FileVisitOption.FOLLOW_LINKS)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw KwsException.unreadable(graph, e);
    } catch (UncheckedIOException e) {
      throw new KwsException(graph + ": cannot list " + e.getCause().getMessage(), e);
    }
  }

  /**
   * The model as a graph.
   *
   * @throws KwsException when it cannot be had as one
   */
  public FrozenGraph frozenGraph() {
    return ModelReader.load(graph, reading);
  }

  /**
   * The model as engines are given it.
   *
   * @throws KwsException when it cannot be read
   */
  public ModelSource source() {
    return ModelSource.of(graph, reading);
  }
}
