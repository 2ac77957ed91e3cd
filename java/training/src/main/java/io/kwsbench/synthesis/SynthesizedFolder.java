package io.kwsbench.synthesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.files.AtomicFile;
import io.kwsbench.files.UnfinishedFolder;
import io.kwsbench.label.PredictListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A data folder of synthesized clips: {@code word/voice_nohash_3.wav}, and lists of all clips in
 * {@code synthesis.csv} and {@code synthesis.json}. A voice counts as a speaker.
 */
public final class SynthesizedFolder {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final int MILLI = KeywordClip.SAMPLE_RATE / 1000;

  /**
   * The result of a run.
   *
   * @param clips the clips that were made
   * @param lacking number of clips that no voice speaks within their length
   * @param complete whether nobody stopped it
   */
  public record Result(List<SynthesizedClip> clips, int lacking, boolean complete) {
    /** The number of voices that spoke. */
    public long voices() {
      return clips.stream().map(clip -> clip.manner().voice()).distinct().count();
    }
  }

  private SynthesizedFolder() {}

  /** The folder of clips that only sound like a word. */
  static String nearFolder(String word) {
    return "near " + word;
  }

  /**
   * Makes the clips of a plan.
   *
   * @param out new, empty, or begun by the same plan
   * @throws KwsException when the folder holds something else, or a file cannot be written
   */
  public static Result write(
      SynthesisPlan plan, Synthesizers synthesizers, Path out, PredictListener listener) {
    try (UnfinishedFolder folder =
        UnfinishedFolder.begin(out, "synthesize", plan.describe(), true)) {
      Speaking speaking = new Speaking(plan, synthesizers, listener);
      List<SynthesizedClip> clips = new ArrayList<>();
      int done = 0;
      for (String word : plan.words()) {
        for (boolean near : new boolean[] {false, true}) {
          Map<String, Integer> takes = new HashMap<>();
          for (int i = 0; i < (near ? plan.near() : plan.clips()); i++) {
            if (listener.stopped()) {
              return new Result(clips, done - clips.size(), false);
            }
            Optional<Speaking.Spoken> spoken = speaking.speak(word, i, near);
            spoken.ifPresent(one -> clips.add(write(plan, out, word, near, one, takes)));
            listener.done(++done);
          }
        }
      }
      list(out, clips);
      folder.finish();
      return new Result(clips, done - clips.size(), true);
    }
  }

  private static SynthesizedClip write(
      SynthesisPlan plan,
      Path out,
      String word,
      boolean near,
      Speaking.Spoken spoken,
      Map<String, Integer> takes) {
    String speaker = spoken.voice().speaker();
    int take = takes.merge(speaker, 1, Integer::sum) - 1;
    String folder = near ? nearFolder(word) : word;
    String name = folder + "/" + speaker + "_nohash_" + take + ".wav";
    Path file = out.resolve(name);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw KwsException.unwritable(file.getParent(), e);
    }
    SpokenWord sound = spoken.sound();
    WavWriter.write(file, sound.centered(plan.samples(), spoken.peak()));
    int start = sound.startIn(plan.samples());
    return new SynthesizedClip(
        name,
        word,
        near ? "near" : "word",
        new SynthesizedClip.Text(spoken.text(), spoken.distance()),
        new SynthesizedClip.Manner(
            spoken.voice().id(),
            spoken.voice().language(),
            rounded(spoken.prosody().speed()),
            rounded(spoken.prosody().pitch())),
        start / MILLI,
        (start + sound.samples().length) / MILLI);
  }

  private static double rounded(double factor) {
    return Math.round(factor * 1000) / 1000.0;
  }

  private static void list(Path out, List<SynthesizedClip> clips) {
    try {
      AtomicFile.write(out.resolve("synthesis.csv"), rows(clips).getBytes(StandardCharsets.UTF_8));
      AtomicFile.write(
          out.resolve("synthesis.json"),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(Map.of("clips", clips)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // both are spelled in memory
    }
  }

  /** The content of the CSV file. */
  static String rows(List<SynthesizedClip> clips) throws IOException {
    StringBuilder rows = new StringBuilder();
    try (CSVPrinter csv =
        new CSVPrinter(rows, CSVFormat.RFC4180.builder().setRecordSeparator('\n').build())) {
      csv.printRecord(SynthesizedClip.HEADER);
      for (SynthesizedClip clip : clips) {
        csv.printRecord(clip.cells());
      }
    }
    return rows.toString();
  }
}
