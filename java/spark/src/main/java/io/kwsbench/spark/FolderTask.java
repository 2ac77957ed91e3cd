package io.kwsbench.spark;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.label.SilenceFile;
import io.kwsbench.label.TrainingNames;
import io.kwsbench.metadata.SpeechCommands;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The executors' work on a training folder. A file is written under a name of the attempt and then
 * renamed, so that attempts of one task, which write the same, do not meet.
 */
final class FolderTask implements Serializable {
  private static final long serialVersionUID = 1;

  /** Below the folder that is being made, where no label is; removed before anyone sees it. */
  static final String ATTEMPTS = ".attempts";

  private final String clips;
  private final String target;
  private final Broadcast<SerializableConfiguration> configuration;

  FolderTask(String clips, String target, Broadcast<SerializableConfiguration> configuration) {
    this.clips = clips;
    this.target = target;
    this.configuration = configuration;
  }

  /**
   * Copies a clip into its label's folder.
   *
   * @throws KwsException when it cannot be read as a WAV file
   */
  void place(String name, String label) throws IOException {
    String clip = TrainingNames.clip(clips, name);
    TrainingNames.requireLabel(source(name), label);
    byte[] wav = wav(name);
    WavReader.parse(wav, source(name));
    write(FileSource.path(FileSource.path(target, label).toString(), clip), wav);
  }

  /** Joins clips into a background file; gives how many samples wrapped around. */
  long join(int number, List<String> names) throws IOException {
    SilenceFile silence = new SilenceFile();
    for (String name : names) {
      silence.add(read(name), source(name));
    }
    byte[] wav = WavWriter.toBytes(silence.join());
    write(
        new Path(new Path(target, SpeechCommands.BACKGROUND_NOISE), SilenceFile.name(number)), wav);
    return silence.wrapped();
  }

  /**
   * The rate of a clip that may be joined.
   *
   * @throws KwsException when it may not, or cannot be read
   */
  int probe(String name) throws IOException {
    Clip clip = read(name);
    new SilenceFile().add(clip, source(name));
    return clip.sampleRate();
  }

  private Clip read(String name) throws IOException {
    return WavReader.parse(wav(name), source(name));
  }

  private byte[] wav(String name) throws IOException {
    String clip = TrainingNames.clip(clips, name);
    return new HadoopFiles(configuration.value().value()).bytes(FileSource.path(clips, clip));
  }

  String source(String name) {
    return clips + "/" + name;
  }

  private void write(Path file, byte[] bytes) throws IOException {
    FileSystem system = file.getFileSystem(configuration.value().value());
    Path attempt = new Path(new Path(target, ATTEMPTS), UUID.randomUUID().toString());
    try (OutputStream out = system.create(attempt, false)) {
      out.write(bytes);
    }
    system.mkdirs(file.getParent());
    // another attempt may have been here
    if (system.exists(file) || !system.rename(attempt, file)) {
      system.delete(attempt, false);
      if (!system.exists(file)) {
        throw new IOException(file + ": cannot be renamed to");
      }
    }
  }
}
