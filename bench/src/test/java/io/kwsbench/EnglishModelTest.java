package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.audio.FittedClip;
import io.kwsbench.metadata.ChallengeGraph;
import io.kwsbench.metadata.SpeechCommands;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.spotter.SpotterSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The English model that ships hears real words, and its file names its classes. */
class EnglishModelTest {
  private static final Path FOLDER = House.root().resolve("models/english-12");
  private static final Path MODEL = FOLDER.resolve("frozen.pb");

  @Test
  void itHearsWordsOfSpeakersThatItNeverHeard() throws Exception {
    List<String> heard = new ArrayList<>();
    try (Spotter spotter = Spotter.load(MODEL);
        SpotterSession session = spotter.newSession()) {
      float[] probabilities = new float[spotter.classes()];
      for (Path clip : clips()) {
        float[] samples =
            FittedClip.read(clip, spotter.sampleRate(), spotter.samples(), 1).clip().samples();
        heard.add(spotter.labels().get(session.run(samples, probabilities)));
      }
    }

    assertThat(heard)
        .hasSizeGreaterThan(1)
        .isEqualTo(clips().stream().map(EnglishModelTest::word).toList());
  }

  @Test
  void itNamesTheChallengesClassesAndKeepsItsLimit() throws Exception {
    List<String> classes = new ArrayList<>(SpeechCommands.MARKED_NO_WORDS);
    classes.addAll(SpeechCommands.WANTED);
    try (Spotter spotter = Spotter.load(MODEL)) {
      assertThat(spotter.labels()).containsExactlyInAnyOrderElementsOf(classes);
    }
    assertThat(Files.size(MODEL)).isLessThan(ChallengeGraph.SIZE_LIMIT);
  }

  /** The card states what the file has. */
  @Test
  void theCardStatesTheSize() throws Exception {
    assertThat(Files.readString(FOLDER.resolve("README.md")))
        .contains(String.format("%,d bytes", Files.size(MODEL)));
  }

  private static List<Path> clips() throws Exception {
    try (Stream<Path> files = Files.walk(FOLDER.resolve("clips"))) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
  }

  private static String word(Path clip) {
    return clip.getParent().getFileName().toString();
  }
}
