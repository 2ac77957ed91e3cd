package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {
  @TempDir Path folder;

  static Stream<Material> materials() {
    return Material.present();
  }

  @ParameterizedTest
  @MethodSource("materials")
  void sizesAndLabelsOfTheOriginal(Material material) throws IOException {
    JsonNode settings = new ObjectMapper().readTree(material.original("set_sizes.json").toFile());
    Path named = material == Material.FIXTURES ? named(material) : null;

    for (JsonNode setting : settings) {
      Corpus corpus = scan(setting, named == null ? folders(material, setting) : List.of(named));
      for (Partition set : Partition.values()) {
        JsonNode counts = setting.get("labels").get(set.label());
        Map<String, Integer> expected = new TreeMap<>();
        counts.fields().forEachRemaining(e -> expected.put(e.getKey(), e.getValue().asInt()));
        assertThat(corpus.samples(set)).hasSize(setting.get("sizes").get(set.label()).asInt());
        assertThat(corpus.labelCounts(set)).isEqualTo(expected);
      }
    }
    assertThat(settings).hasSizeGreaterThan(1);
  }

  private static List<Path> folders(Material material, JsonNode setting) {
    List<Path> folders = new ArrayList<>();
    setting.get("data_dirs").forEach(dir -> folders.add(material.path(dir.asText())));
    return folders;
  }

  /** A folder of empty files with the names whose sets the original decided. */
  private Path named(Material material) throws IOException {
    Path named = folder.resolve("named");
    List<String> lines = Files.readAllLines(material.original("which_set.csv"));
    for (String line : new TreeSet<>(lines.subList(1, lines.size()))) {
      Path file = named.resolve(line.substring(0, line.indexOf(',')));
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[0]);
    }
    return named;
  }

  private static Corpus scan(JsonNode setting, List<Path> folders) {
    List<String> wanted = new ArrayList<>();
    setting.get("wanted_words").forEach(word -> wanted.add(word.asText()));
    SplitRule rule =
        new SpeakerHashRule(
            setting.get("validation_percentage").asDouble(),
            setting.get("testing_percentage").asDouble());
    ClassBalance shares =
        new ClassBalance(
            setting.get("silence_percentage").asDouble(),
            setting.get("unknown_percentage").asDouble(),
            1);
    return Corpus.scan(folders, new WantedClasses(wanted), any -> rule, shares);
  }

  @Test
  void aSeedDecidesOrderAndChoice() throws IOException {
    Path data = data();

    assertThat(samples(data, 1)).isEqualTo(samples(data, 1)).isNotEqualTo(samples(data, 2));
  }

  @Test
  void hiddenFoldersAreNoWordsAndTwinsNoClips() throws IOException {
    Path data = data();
    List<String> words = Corpus.words(List.of(data));
    int clips =
        corpus(data, new WantedClasses(List.of("yes")), 1).samples(Partition.TRAINING).size();
    Path yes = data.resolve("Yes");
    for (String other : List.of("__MACOSX", ".ipynb_checkpoints", "@eadir", "lost+found")) {
      Files.createFile(Files.createDirectory(data.resolve(other)).resolve("a_nohash_0.wav"));
    }
    Files.createFile(yes.resolve("._a_nohash_0.wav"));
    assertThat(Corpus.words(List.of(data))).isEqualTo(words);
    assertThat(corpus(data, new WantedClasses(List.of("yes")), 1).samples(Partition.TRAINING))
        .hasSize(clips);
    Files.createFile(yes.resolve("UPPER_nohash_0.WAV"));
    assertThat(corpus(data, new WantedClasses(List.of("yes")), 1).labelCounts(Partition.TRAINING))
        .hasEntrySatisfying("yes", count -> assertThat(count).isGreaterThan(1));
    assertThat(
            corpus(data, new WantedClasses(List.of("yes")), 1).samples(Partition.TRAINING).stream()
                .map(Sample::file)
                .toList())
        .contains(yes.resolve("UPPER_nohash_0.WAV"));
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Path data = data();

    assertThatThrownBy(() -> corpus(data, new WantedClasses(List.of("maybe")), 1))
        .isInstanceOf(KwsException.class)
        .hasMessage("no clips of the wanted word 'maybe', only of go no yes");
    assertThatThrownBy(() -> corpus(folder.resolve("none"), new WantedClasses(List.of("yes")), 1))
        .hasMessage(folder.resolve("none") + ": no such folder");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> corpus(empty, new WantedClasses(List.of("yes")), 1))
        .hasMessageContaining("no folders of WAV files");
  }

  @Test
  void clipsThatAModelCalledUnknownAreNoWord() throws IOException {
    Path data = data();
    for (String label : List.of("_unknown_", "_silence_", "unknown_unknown")) {
      Files.createFile(Files.createDirectories(data.resolve(label)).resolve("clip_000044442.wav"));
    }

    assertThat(Corpus.words(List.of(data))).containsExactly("go", "no", "yes");
    Corpus corpus = corpus(data, new WantedClasses(List.of("yes", "go", "no")), 1);
    assertThat(corpus.samples(Partition.PSEUDO))
        .extracting(Sample::label)
        .containsOnly(WantedClasses.SILENCE_INDEX, WantedClasses.UNKNOWN_INDEX);
  }

  private static List<Sample> samples(Path data, long seed) {
    return corpus(data, new WantedClasses(List.of("yes")), seed).samples(Partition.TRAINING);
  }

  private static Corpus corpus(Path data, WantedClasses labels, long seed) {
    return Corpus.scan(
        List.of(data), labels, any -> new SpeakerHashRule(0, 0), new ClassBalance(10, 50, seed));
  }

  private Path data() throws IOException {
    Path data = folder.resolve("data");
    for (String word : new String[] {"Yes", "no", "go", "_background_noise_"}) {
      Path words = Files.createDirectories(data.resolve(word));
      for (int i = 0; i < 20; i++) {
        Files.createFile(words.resolve("s" + i + "_nohash_0.wav"));
      }
    }
    return data;
  }
}
