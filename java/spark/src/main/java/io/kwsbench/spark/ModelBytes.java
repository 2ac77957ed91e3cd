package io.kwsbench.spark;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Freezer;
import io.kwsbench.keras.freeze.LambdaNames;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A frozen graph on its way to the executors. Immutable.
 *
 * @param graph the graph's bytes, which nobody changes
 * @param source what messages call it
 * @param id tells it from other models: its SHA-256
 */
public record ModelBytes(byte[] graph, String source, String id) implements Serializable {
  /** Names the model after its bytes. */
  public ModelBytes(byte[] graph, String source) {
    this(graph, source, sha256(graph));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * The model of a Keras checkpoint, frozen.
   *
   * @param source what messages call it
   * @param names whose functions its Lambda layers call by name
   * @throws KwsException when it is none, or holds weights alone
   */
  public static ModelBytes ofCheckpoint(byte[] hdf5, String source, LambdaNames names) {
    Path local = null;
    try {
      // HDF5 is read at random, which Hadoop's streams are not made for
      local = Files.createTempFile("kwsbench", ".hdf5");
      Files.write(local, hdf5);
      KerasCheckpoint checkpoint = KerasCheckpoint.read(local);
      FreezeOptions options = FreezeOptions.DEFAULT.withLambdaNames(names);
      return new ModelBytes(Freezer.freeze(checkpoint, source, options).graph(), source);
    } catch (IOException e) {
      throw new KwsException(source + ": cannot be kept for reading: " + e.getMessage(), e);
    } catch (KwsException e) {
      String told = e.getMessage().replace(String.valueOf(local), source);
      throw new KwsException(told.startsWith(source) ? told : source + ": " + told, e);
    } finally {
      delete(local);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // in the folder for temporary files, which the system empties
    }
  }

  FrozenGraph parse() {
    return FrozenGraph.parse(graph, source);
  }
}
