package io.kwsbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.files.Programs;
import io.kwsbench.files.UnfinishedFolder;
import io.kwsbench.label.PredictListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesizedFolderTest {
  @TempDir Path folder;

  private final List<String> problems = new ArrayList<>();
  private IntPredicate stops = done -> false;
  private int done;
  private final PredictListener listener =
      new PredictListener() {
        @Override
        public void done(int clips) {
          done = clips;
        }

        @Override
        public void problem(String line) {
          problems.add(line);
        }

        @Override
        public boolean stopped() {
          return stops.test(done);
        }
      };

  private Synthesizers fake() throws IOException {
    return Synthesizers.find(
        Optional.of(FakeSynthesizers.in(Files.createDirectories(folder.resolve("bin")))),
        Optional.empty());
  }

  private static SynthesisPlan plan(Synthesizers all, String voices, int clips, int near) {
    List<Voice> chosen = all.voices().stream().filter(one -> one.matches(voices)).toList();
    return new SynthesisPlan(
        List.of("hey you", "stop"), clips, near, chosen, 0.3, 0.2, 16_000, 59_185);
  }

  @Test
  void voicesAreNamedAndMissingProgramsToo() throws IOException {
    Synthesizers all = fake();

    assertThat(all.voices().stream().filter(one -> one.matches("flite")).map(Voice::id))
        .containsExactly("flite:broken", "flite:high", "flite:low");
    assertThat(all.missing())
        .contains(
            new Synthesizers.Missing("piper", "pip install piper-tts, and a folder of its voices"));
  }

  @Test
  void clipsLieInSpeechCommandsLayoutWithTheWordInTheMiddle() throws IOException {
    Synthesizers all = fake();
    Path out = folder.resolve("clips");

    SynthesizedFolder.Result result =
        SynthesizedFolder.write(plan(all, "flite:low", 3, 0), all, out, listener);

    assertThat(result.complete()).isTrue();
    assertThat(result.lacking()).isZero();
    assertThat(files(out).keySet())
        .containsExactly(
            "hey you/flite-low_nohash_0.wav",
            "hey you/flite-low_nohash_1.wav",
            "hey you/flite-low_nohash_2.wav",
            "stop/flite-low_nohash_0.wav",
            "stop/flite-low_nohash_1.wav",
            "stop/flite-low_nohash_2.wav",
            "synthesis.csv",
            "synthesis.json");
    Clip clip = WavReader.read(out.resolve("stop/flite-low_nohash_0.wav"));
    assertThat(clip.sampleRate()).isEqualTo(16_000);
    assertThat(clip.frames()).isEqualTo(16_000);
    assertThat(result.clips().get(0).startMs()).isEqualTo(300);
    assertThat(result.clips().get(0).endMs()).isEqualTo(700);
    assertThat(Files.readAllLines(out.resolve("synthesis.csv")))
        .hasSize(7)
        .contains("file,word,kind,spoken,distance,voice,language,speed,pitch,start_ms,end_ms")
        .anyMatch(
            row -> row.startsWith("stop/flite-low_nohash_0.wav,stop,word,stop,0,flite:low,en-us,"));
  }

  /** A comma marks the secondary stress of phonemes. */
  @Test
  void cellsWithCommasAreQuoted() throws IOException {
    SynthesizedClip clip =
        new SynthesizedClip(
            "near hey/espeak-ng-en-f3_nohash_0.wav",
            "hey",
            "near",
            new SynthesizedClip.Text("[[h,eI]] \"x\"", 1),
            new SynthesizedClip.Manner("espeak-ng:en+f3", "en", 1.1, 0.95),
            300,
            700);

    assertThat(SynthesizedFolder.rows(List.of(clip)))
        .isEqualTo(
            "file,word,kind,spoken,distance,voice,language,speed,pitch,start_ms,end_ms\n"
                + "near hey/espeak-ng-en-f3_nohash_0.wav,hey,near,\"[[h,eI]] \"\"x\"\"\",1,"
                + "espeak-ng:en+f3,en,1.100,0.950,300,700\n");
  }

  @Test
  void aVoiceThatFailsIsNamedOnceAndLeftOut() throws IOException {
    Synthesizers all = fake();

    SynthesizedFolder.Result result =
        SynthesizedFolder.write(plan(all, "flite:*o*", 6, 0), all, folder.resolve("c"), listener);

    assertThat(result.clips())
        .hasSize(12)
        .allMatch(clip -> clip.manner().voice().equals("flite:low"));
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("flite:broken is left out: ")
        .endsWith("flite: exit code 7: no such voice data");
  }

  @Test
  void whatDoesNotFitIsCounted() throws IOException {
    Synthesizers all = fake();

    SynthesizedFolder.Result result =
        SynthesizedFolder.write(plan(all, "flite:high", 1, 0), all, folder.resolve("c"), listener);

    assertThat(result.clips()).isEmpty();
    assertThat(result.lacking()).isEqualTo(2);
  }

  @Test
  void aStoppedRunKeepsItsClipsAndIsCompleted() throws IOException {
    Synthesizers all = fake();
    SynthesisPlan plan = plan(all, "flite:low", 3, 0);
    SynthesizedFolder.write(plan, all, folder.resolve("whole"), listener);
    Map<String, Integer> whole = files(folder.resolve("whole"));
    Path out = folder.resolve("c");
    stops = clips -> clips == 2;
    done = 0;

    SynthesizedFolder.Result stopped = SynthesizedFolder.write(plan, all, out, listener);

    assertThat(stopped.complete()).isFalse();
    assertThat(stopped.clips()).hasSize(2);
    assertThatThrownBy(() -> UnfinishedFolder.requireFinished(out))
        .hasMessageContaining("synthesize");
    assertThat(files(out))
        .containsEntry(
            "hey you/flite-low_nohash_1.wav", whole.get("hey you/flite-low_nohash_1.wav"));
    stops = clips -> false;
    assertThat(SynthesizedFolder.write(plan, all, out, listener).complete()).isTrue();
    assertThat(files(out)).isEqualTo(whole);
  }

  /** Ctrl-C reaches the program of the voice as well. */
  @Test
  void aProgramThatIsStoppedWithTheRunIsNoFaultOfItsVoice() throws IOException {
    Synthesizers all = fake();
    Iterator<Boolean> asked = List.of(false, false).iterator();
    stops = clips -> !asked.hasNext() || asked.next();

    SynthesizedFolder.Result result =
        SynthesizedFolder.write(
            plan(all, "flite:broken", 1, 0), all, folder.resolve("c"), listener);

    assertThat(result.complete()).isFalse();
    assertThat(result.clips()).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void anotherFolderIsNotMixedWith() throws IOException {
    Synthesizers all = fake();
    SynthesisPlan plan = plan(all, "flite:low", 1, 0);
    Path out = folder.resolve("c");
    SynthesizedFolder.write(plan, all, out, listener);

    assertThatThrownBy(() -> SynthesizedFolder.write(plan, all, out, listener))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(out.toString());
  }

  @Test
  void wordsAreFolders() throws IOException {
    Synthesizers all = fake();
    assertThatThrownBy(
            () -> new SynthesisPlan(List.of("../up"), 1, 0, all.voices(), 0.3, 0.2, 16_000, 1))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("'../up' is no word");
  }

  /** With the real program, where it is installed. */
  @Test
  void espeakSpeaksTheSameTwiceAndNearWordsDiffer() throws IOException {
    assumeTrue(Programs.find("espeak-ng").isPresent(), "espeak-ng is not installed");
    Synthesizers all = Synthesizers.find(Optional.empty(), Optional.empty());
    SynthesisPlan plan = plan(all, "espeak-ng:en-us+f*", 3, 3);

    SynthesizedFolder.Result first =
        SynthesizedFolder.write(plan, all, folder.resolve("a"), listener);
    SynthesizedFolder.write(plan, all, folder.resolve("b"), listener);

    assertThat(problems).isEmpty();
    assertThat(first.clips()).hasSize(12);
    assertThat(files(folder.resolve("a"))).isEqualTo(files(folder.resolve("b")));
    assertThat(first.clips())
        .filteredOn(clip -> clip.kind().equals("near"))
        .hasSize(6)
        .allMatch(clip -> clip.text().distance() > 0 && clip.text().spoken().contains("[["))
        .allMatch(clip -> clip.file().startsWith("near " + clip.word() + "/"));
    assertThat(first.clips()).allMatch(clip -> clip.endMs() - clip.startMs() > 100);
  }

  private static Map<String, Integer> files(Path folder) throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        files.put(
            folder.relativize(file).toString(),
            java.util.Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return files;
  }
}
