package io.kwsbench.cli.use.listen;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.spotter.SpotterStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Keeps the windows of detections, and of near misses, as WAV files in a folder that {@code train}
 * takes: one folder per word, and {@value #NEAR} for near misses. A file's name begins with the
 * session, as Speech Commands has the speaker there.
 */
public final class Capture implements Reaction {
  static final String NEAR = "near_miss";

  private final Path folder;
  private final KeywordLabels labels;
  private final boolean[] keyword;
  private final double nearMiss;
  private final int sampleRate;
  private final float[] window;
  private final float[] best;
  private final String session;
  private int number;
  private double bestScore;
  private int bestLabel;
  private boolean detected;

  /**
   * @param nearMiss the score from which on a word that was not detected is kept; 1 for none
   * @throws KwsException when the folder cannot be made, or a label is no name for a folder
   */
  public Capture(Path folder, KeywordLabels labels, double nearMiss, int sampleRate, int samples) {
    this.folder = folder;
    this.labels = labels;
    this.keyword = labels.keywords();
    this.nearMiss = nearMiss;
    this.sampleRate = sampleRate;
    this.window = new float[samples];
    this.best = new float[samples];
    this.session =
        "live"
            + LocalDateTime.now()
                .format(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT));
    for (int i = 0; i < labels.count(); i++) {
      String label = labels.names().get(i);
      if (keyword[i] && (label.contains("/") || label.startsWith("."))) {
        throw new KwsException("--capture: the label '" + label + "' is no name for a folder");
      }
    }
    make(folder);
  }

  @Override
  public void scored(SpotterStream stream, long last, float[] scores) {
    int top = -1;
    for (int i = 0; i < scores.length; i++) {
      if (keyword[i] && (top < 0 || scores[i] > scores[top])) {
        top = i;
      }
    }
    if (nearMiss == 1 || top < 0 || scores[top] < nearMiss) {
      ended();
    } else if (scores[top] > bestScore) {
      bestScore = scores[top];
      bestLabel = top;
      stream.copyWindow(best);
    }
  }

  @Override
  public void heard(String source, SpotterStream stream, SpotterStream.Heard heard) {
    detected = true;
    stream.copyWindow(window);
    write(heard.label(), "", window);
  }

  /** The scores are low again: what was high is a near miss, unless it was detected. */
  @Override
  public void ended() {
    if (bestScore > 0 && !detected) {
      write(NEAR, "_" + labels.names().get(bestLabel), best);
    }
    bestScore = 0;
    detected = false;
  }

  private void write(String kind, String what, float[] samples) {
    Path target = folder.resolve(kind);
    make(target);
    Path file;
    do {
      file = target.resolve(session + what + "_nohash_" + number++ + ".wav");
    } while (Files.exists(file)); // of a session that began in the same second
    WavWriter.write(file, Clip.ofFloats(sampleRate, 1, samples));
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw KwsException.unwritable(folder, e);
    }
  }
}
