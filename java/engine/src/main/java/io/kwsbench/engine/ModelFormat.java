package io.kwsbench.engine;

import io.kwsbench.KwsException;
import io.kwsbench.formats.onnx.OnnxReader;
import io.kwsbench.formats.tflite.TfliteReader;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.graph.GraphReason;
import io.kwsbench.graph.GraphReason.Wanted;
import io.kwsbench.plan.Plan;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Formats of model files, by the ending of the name. */
public enum ModelFormat {
  /** TensorFlow's GraphDef; whatever has none of the other endings is taken for one. */
  FROZEN_GRAPH(".pb", FileFormat.FROZEN_GRAPH, Wanted.FROZEN_GRAPH),
  /** A plan of the native engine. */
  COMPILED(Plan.EXTENSION, FileFormat.COMPILED_PLAN, Wanted.COMPILED_PLAN),
  ONNX(OnnxReader.EXTENSION, FileFormat.ONNX, Wanted.ONNX),
  TFLITE(TfliteReader.EXTENSION, FileFormat.TFLITE, Wanted.TFLITE);

  private final String extension;
  private final FileFormat content;
  private final Wanted wanted;

  ModelFormat(String extension, FileFormat content, Wanted wanted) {
    this.extension = extension;
    this.content = content;
    this.wanted = wanted;
  }

  /** The format of a file with this name; upper and lower case are the same. */
  public static ModelFormat of(Path file) {
    return of(file.toString());
  }

  /** The format of a file with this name, which need not be a possible path. */
  public static ModelFormat of(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    for (ModelFormat format : values()) {
      if (name.endsWith(format.extension)) {
        return format;
      }
    }
    return FROZEN_GRAPH;
  }

  /**
   * Requires a file not to have another known format than this one.
   *
   * @throws KwsException naming its format; files that are missing or unknown pass
   */
  public void requireContent(Path file) {
    if (this == FROZEN_GRAPH) {
      return; // reading it checks that
    }
    Optional<FileFormat> found = FileFormat.of(file);
    if (found.isPresent() && found.get() != content) {
      throw new KwsException(new GraphReason.OtherFormat(file.toString(), found.get(), wanted));
    }
  }

  /**
   * Returns whether an engine of graphs runs such a model: a graph itself, or a model that becomes
   * one.
   */
  public boolean isGraph() {
    return this != COMPILED;
  }

  /** The ending, such as {@code .onnx}. */
  public String extension() {
    return extension;
  }
}
