package io.kwsbench.spark;

import io.kwsbench.KwsException;
import io.kwsbench.label.ClipBytes;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Clips that are files of one folder, each a name. */
final class FileSource implements ClipSource<String> {
  private static final long serialVersionUID = 1;

  private final String folder;
  private final String slowFolder;
  private final Broadcast<SerializableConfiguration> configuration;

  /**
   * @param slowFolder where the slowed copies are, under the same names; null when no fold is slow
   */
  FileSource(String folder, String slowFolder, Broadcast<SerializableConfiguration> configuration) {
    this.folder = folder;
    this.slowFolder = slowFolder;
    this.configuration = configuration;
  }

  @Override
  public String name(String clip) {
    return clip;
  }

  @Override
  public ClipBytes clip(String clip) throws IOException {
    return read(folder, clip);
  }

  @Override
  public ClipBytes slow(String clip) throws IOException {
    return read(slowFolder, clip);
  }

  private ClipBytes read(String parent, String name) throws IOException {
    HadoopFiles files = new HadoopFiles(configuration.value().value());
    Path path = path(parent, name);
    return new ClipBytes(path.toString(), files.bytes(path));
  }

  /** Hadoop takes no names with a colon. */
  static Path path(String parent, String name) {
    try {
      return new Path(parent, name);
    } catch (IllegalArgumentException e) {
      throw new KwsException(parent + "/" + name + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
