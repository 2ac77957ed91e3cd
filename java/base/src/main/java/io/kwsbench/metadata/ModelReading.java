package io.kwsbench.metadata;

import io.kwsbench.KwsException;
import java.nio.file.Path;

/**
 * The choices with which a model's file becomes a graph.
 *
 * @param signature the name of a SavedModel's signature; empty for its default
 * @param frontEnd what computes the features of a model on features, such as {@code
 *     mfcc,window_ms=40}; empty for a model that is used as it is
 */
public record ModelReading(String signature, String frontEnd) {
  /** The usual signature, and the model as it is. */
  public static final ModelReading DEFAULT = new ModelReading("", "");

  /** The same without a signature, for a file that cannot have one. */
  public ModelReading withoutSignature() {
    return new ModelReading("", frontEnd);
  }

  /** Returns whether something is put before the model, or kept from it. */
  public boolean hasFrontEnd() {
    return !frontEnd.isEmpty();
  }

  /**
   * Requires that a file without signatures is asked for none.
   *
   * @throws KwsException when it is; the message names the file
   */
  public void requireNoSignature(Path file) {
    if (!signature.isEmpty()) {
      throw new KwsException(file + ": has no signatures: only SavedModels have");
    }
  }

  /**
   * Requires nothing of a model that an engine runs as it is in the file.
   *
   * @throws KwsException when something is asked for; the message names the file
   */
  public void requireDefault(Path file) {
    requireNoSignature(file);
    if (hasFrontEnd()) {
      throw new KwsException(
          file + ": is compiled: a front end goes before the model that it is compiled from");
    }
  }
}
