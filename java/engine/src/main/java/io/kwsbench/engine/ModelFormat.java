package io.kwsbench.engine;

import io.kwsbench.plan.Plan;
import java.nio.file.Path;
import java.util.Locale;

/** A kind of model file, told by the ending of its name. */
public enum ModelFormat {
  /** TensorFlow's GraphDef; whatever has none of the other endings is taken for one. */
  FROZEN_GRAPH(".pb"),
  /** A plan of the native engine. */
  COMPILED(Plan.EXTENSION),
  ONNX(".onnx"),
  TFLITE(".tflite");

  private final String extension;

  ModelFormat(String extension) {
    this.extension = extension;
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

  /** The ending, such as {@code .onnx}. */
  public String extension() {
    return extension;
  }
}
