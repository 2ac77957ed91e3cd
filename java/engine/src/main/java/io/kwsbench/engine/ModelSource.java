package io.kwsbench.engine;

import io.kwsbench.KwsException;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelReading;
import java.nio.file.Path;

/** A model as an engine is given it: a graph in memory, or a file that the engine reads itself. */
public sealed interface ModelSource {
  /** The name in messages: a file's path. */
  String name();

  /** The kind of file that it is or comes from. */
  ModelFormat format();

  /**
   * The model as a graph, for an engine that runs graphs.
   *
   * @throws KwsException when it cannot be read as one
   */
  FrozenGraph graph();

  /** A frozen graph, which was read already. */
  record Graph(FrozenGraph graph) implements ModelSource {
    @Override
    public String name() {
      return graph.source();
    }

    @Override
    public ModelFormat format() {
      return ModelFormat.FROZEN_GRAPH;
    }
  }

  /** A file of an engine's own format. */
  record File(Path path, ModelFormat format) implements ModelSource {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public FrozenGraph graph() {
      return ModelReader.load(path);
    }
  }

  /**
   * The model in a file or folder. A graph, a SavedModel or a Keras model is read, any other file
   * is left to its engine.
   *
   * @throws KwsException when a graph cannot be read, or the file's content is known to be another
   *     format than its name says
   */
  static ModelSource of(Path file) {
    return of(file, ModelReading.DEFAULT);
  }

  /**
   * The same of a model that may have several signatures, or take features. A model that gets a
   * front end becomes a graph, whatever its format.
   *
   * @throws KwsException also when it has no such signature, or the front end does not fit it
   */
  static ModelSource of(Path file, ModelReading reading) {
    ModelFormat format = ModelFormat.of(file);
    format.requireContent(file);
    boolean whole = reading.hasFrontEnd() && format != ModelFormat.COMPILED;
    if (format == ModelFormat.FROZEN_GRAPH || whole) {
      return new Graph(ModelReader.load(file, reading));
    }
    reading.requireDefault(file);
    return new File(file, format);
  }
}
