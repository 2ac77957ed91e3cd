package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionTest {
  private static final int CLIPS = 200;
  @TempDir Path folder;

  private Prediction prediction(ClipModel model, Path clips, String out) {
    return new Prediction(
        model,
        LabelSet.FROZEN,
        ClipFolder.list(clips),
        ClipFolders.options(TtaView.parseAll("as_is,gain=1.2,roll=-5")),
        folder.resolve(out));
  }

  @Test
  void aRunThatWasInterruptedGivesTheSameFiles() throws IOException {
    Path clips = ClipFolders.noise(folder, CLIPS);
    Files.writeString(clips.resolve("clip_00042.wav"), "broken");
    Random random = new Random(3);
    try (ClipModel model = ClipFolders.tinyModel()) {
      var whole = prediction(model, clips, "whole.csv").predict(false, ClipFolders.SILENT);
      assertThat(whole.complete()).isTrue();
      assertThat(whole.unreadable()).isEqualTo(1);
      Prediction pieces = prediction(model, clips, "pieces.csv");
      Prediction.Result result = null;
      int finished = 0;
      int runs = 0;
      do {
        StoppingListener listener = new StoppingListener(finished + 1 + random.nextInt(60));
        result = pieces.predict(runs++ > 0, listener);
        assertThat(result.resumed()).isEqualTo(finished);
        assertThat(result.clips()).isGreaterThan(finished);
        finished = result.clips();
        // as if the process had been killed in the middle of a record
        if (!result.complete()) {
          chop(pieces.journal(), 1);
          finished--;
        }
      } while (!result.complete());
      assertThat(runs).isGreaterThan(2);
      assertThat(pieces.journal()).doesNotExist();
      for (String name : List.of("", "_all_labels", "_all_labels_probs")) {
        assertThat(folder.resolve("pieces" + name + ".csv"))
            .hasSameBinaryContentAs(folder.resolve("whole" + name + ".csv"));
      }
    }
  }

  private static void chop(Path journal, int bytes) throws IOException {
    byte[] all = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(all, all.length - bytes));
  }

  @Test
  void aClipThatWasReplacedSinceIsRunAgain() throws IOException {
    Path clips = ClipFolders.noise(folder, 100);
    List<String> stamped = List.of("clip_00007.wav", "clip_00090.wav");
    try (ClipModel model = ClipFolders.tinyModel()) {
      Prediction pieces = prediction(model, clips, "pieces.csv");
      int finished = pieces.predict(false, new StoppingListener(30)).clips();
      assertThat(finished).isBetween(30, 99);
      for (String name : stamped) {
        // of the same size, with the same time of last change, as cp -p makes it
        FileTime time = Files.getLastModifiedTime(clips.resolve(name));
        Files.copy(
            clips.resolve("clip_00050.wav"),
            clips.resolve(name),
            StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(clips.resolve(name), time);
      }
      StoppingListener listener = new StoppingListener(Integer.MAX_VALUE);
      Prediction.Result result = pieces.predict(true, listener);
      assertThat(result.resumed()).isEqualTo(7);
      assertThat(listener.problems)
          .singleElement()
          .asString()
          .startsWith(clips.resolve("clip_00007.wav") + ": has changed since the run");
      prediction(model, clips, "whole.csv").predict(false, ClipFolders.SILENT);
    }
    assertThat(folder.resolve("pieces_all_labels_probs.csv"))
        .hasSameBinaryContentAs(folder.resolve("whole_all_labels_probs.csv"));
  }

  @Test
  void filesThatAreNotItsOwnAreLeftAlone() throws IOException {
    Path clips = ClipFolders.noise(folder, 3);
    Path part = Files.writeString(folder.resolve("a.csv.part"), "mine");
    Path notes = Files.writeString(folder.resolve("a_all_labels.csv"), "my notes");
    try (ClipModel model = ClipFolders.tinyModel()) {
      Prediction prediction = prediction(model, clips, "a.csv");
      assertThatThrownBy(() -> prediction.predict(false, ClipFolders.SILENT))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith(notes + ": is in the way and no table of results");
      assertThat(folder.resolve("a.csv")).doesNotExist();
      assertThat(prediction.journal()).doesNotExist();
      assertThat(notes).hasContent("my notes");
      Files.delete(notes);

      assertThat(prediction.predict(false, ClipFolders.SILENT).replaced()).isEmpty();
      assertThat(prediction.predict(false, ClipFolders.SILENT).replaced()).hasSize(3);
      assertThat(part).hasContent("mine");
      assertThatThrownBy(() -> prediction(model, clips, "noise/clip_00001.wav"))
          .isInstanceOf(KwsException.class)
          .hasMessageEndingWith("is read by the same command, and will not be overwritten");
    }
  }

  @Test
  void everyReadableClipHasOneRowInNameOrder() throws IOException {
    Path clips = ClipFolders.noise(folder, 50);
    Files.delete(clips.resolve("clip_00007.wav"));
    Files.writeString(clips.resolve("clip_00007.wav"), "");
    Files.writeString(clips.resolve("notes.txt"), "no clip");
    StoppingListener listener = new StoppingListener(Integer.MAX_VALUE);
    try (ClipModel model = ClipFolders.tinyModel()) {
      prediction(model, clips, "out.csv").predict(false, listener);
    }
    Submission submission = Submission.read(folder.resolve("out.csv"));
    assertThat(submission.names()).hasSize(49).isSorted().doesNotHaveDuplicates();
    assertThat(submission.names()).doesNotContain("clip_00007.wav");
    assertThat(listener.problems).singleElement().asString().contains("clip_00007.wav");
    assertThat(listener.progress).endsWith(50).isSorted();
  }

  @Test
  void oneWorkerOrManyGiveTheSame() throws IOException {
    Path clips = ClipFolders.noise(folder, CLIPS);
    try (ClipModel model = ClipFolders.tinyModel()) {
      for (int workers : new int[] {1, 3}) {
        PredictOptions options =
            new PredictOptions(TtaView.THREE, null, SampleScale.DECODE_WAV, workers);
        new Prediction(
                model,
                LabelSet.FROZEN,
                ClipFolder.list(clips),
                options,
                folder.resolve("w" + workers + ".csv"))
            .predict(false, ClipFolders.SILENT);
      }
    }
    assertThat(folder.resolve("w3_all_labels_probs.csv"))
        .hasSameBinaryContentAs(folder.resolve("w1_all_labels_probs.csv"));
  }

  @Test
  void clipsThatDoNotFitAreNamed() throws IOException {
    Path clips = ClipFolders.noise(folder, 1);
    WavWriter.write(clips.resolve("short.wav"), Clip.ofPcm16(16_000, 1, (short) 1));
    StoppingListener listener = new StoppingListener(Integer.MAX_VALUE);
    try (ClipModel model = ClipFolders.tinyModel()) {
      prediction(model, clips, "out.csv").predict(false, listener);
    }
    assertThat(listener.problems).singleElement().asString().contains("short.wav", "padded");
  }

  @Test
  void aClipThatTheModelHasNoNumbersForIsNamedAndHasNoRow() throws IOException {
    Path clips = ClipFolders.noise(folder, 3);
    StoppingListener listener = new StoppingListener(Integer.MAX_VALUE);
    PredictOptions options = ClipFolders.options(TtaView.parseAll("gain=1e38+roll=3"));
    try (ClipModel model = ClipFolders.tinyModel()) {
      Path out = folder.resolve("out.csv");
      var result =
          new Prediction(model, LabelSet.FROZEN, ClipFolder.list(clips), options, out)
              .predict(false, listener);
      assertThat(result.unreadable()).isEqualTo(3);
      assertThat(Submission.read(out).names()).isEmpty();
    }
    assertThat(listener.problems).hasSize(3).allMatch(p -> p.contains("the model gives NaN"));
  }

  @Test
  void clipsOfAnyCaseAndDepthHaveARowWithTheirPath() throws IOException {
    Path clips = ClipFolders.noise(folder, 3);
    Path deep = Files.createDirectories(clips.resolve("zoe/one"));
    Files.copy(clips.resolve("clip_00000.wav"), deep.resolve("B.WAV"));
    Files.copy(clips.resolve("clip_00000.wav"), clips.resolve("C.Wav"));
    Files.writeString(clips.resolve("._clip_00000.wav"), "what macOS leaves");
    Path slow = Files.createDirectories(clips.resolve("slow"));
    new StretchedFolder(ClipFolder.list(clips, slow), slow, 0.9).write(ClipFolders.SILENT);
    assertThat(slow.resolve("zoe/one/B.WAV")).exists();
    assertThat(ClipFolder.list(clips).size()).isEqualTo(10);
    PredictOptions options = new PredictOptions(TtaView.SIX, slow, SampleScale.DECODE_WAV, 2);
    Path out = folder.resolve("out.csv");
    try (ClipModel model = ClipFolders.tinyModel()) {
      var result =
          new Prediction(model, LabelSet.FROZEN, ClipFolder.list(clips, slow), options, out)
              .predict(false, ClipFolders.SILENT);
      assertThat(result.unreadable()).isZero();
    }
    assertThat(Submission.names(out))
        .containsExactly(
            "C.Wav", "clip_00000.wav", "clip_00001.wav", "clip_00002.wav", "zoe/one/B.WAV");
  }

  @Test
  void refusesWhatDoesNotGoTogether() throws IOException {
    Path clips = ClipFolders.noise(folder, 1);
    try (ClipModel model = ClipFolders.tinyModel()) {
      assertThatThrownBy(
              () ->
                  new Prediction(
                      model,
                      LabelSet.ALL,
                      ClipFolder.list(clips),
                      ClipFolders.options(TtaView.THREE),
                      folder.resolve("x.csv")))
          .isInstanceOf(KwsException.class)
          .hasMessage("labels: 32 labels for 12 classes of graph");
    }
    assertThatThrownBy(() -> ClipFolders.options(TtaView.SIX))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("slowed clips");
    PredictOptions slow =
        new PredictOptions(TtaView.SIX, folder.resolve("slow"), SampleScale.DECODE_WAV, 1);
    try (ClipModel model = ClipFolders.tinyModel()) {
      assertThatThrownBy(
              () ->
                  new Prediction(
                      model, LabelSet.FROZEN, ClipFolder.list(clips), slow, folder.resolve("x")))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("slow: no such folder");
    }
    assertThatThrownBy(() -> ClipFolder.list(folder.resolve("nowhere")))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("no such folder");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> ClipFolder.list(empty))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("no .wav files");
  }
}
