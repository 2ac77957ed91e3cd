package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fact that once stood in many places has one: no source of ours but its own spells it. */
class EachFactOnceTest {
  private static final Pattern COMMENTS = Pattern.compile("(?m)^\\s*//.*|/\\*(?s:.*?)\\*/");
  private static final Pattern SAID =
      Pattern.compile("//.*|/\\*(?s:.*?)\\*/|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])+'");

  /** All texts, by file: reading them takes longer than most facts do. */
  private static final Map<Path, String> SOURCES = sources();

  private static final Map<Path, String> UNCOMMENTED = without(COMMENTS);

  /** Messages and examples may say what they like. */
  private static final Map<Path, String> CODE = without(SAID);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\\b16_?000\\b, KeywordClip",
        "length % stride, Padding",
        // what a device carries knows no graphs
        "- (span|window)\\) / stride, Padding Frames",
        "highestOneBit\\(|2\\.5 \\*, RealFft",
        "192\\W+256\\W+320\\W+384\\W+(448|512), TimeSlicedNetwork",
        "GraphDef.newBuilder|NodeDef.newBuilder, GraphBuilder",
        "TensorProto.newBuilder|AttrValue.ListValue.newBuilder, Attrs",
        // an engine that is unpacked must be closed before it has its name, or it may not be run
        "Files.move|ATOMIC_MOVE, StagedFile EngineFiles",
        "\\b3276[78](\\.0*)?[fFdD]?\\b|0x1\\.?0*p-?15, SampleScale",
      })
  void isSpelledInOnePlace(String fact, String places) {
    assertThat(filesWith(CODE, Pattern.compile(fact))).containsExactlyInAnyOrder(places.split(" "));
  }

  @Test
  void theChallengesWordsAreSpelledInOnePlace() {
    Pattern words = Pattern.compile("(?s)\\b(left.{1,6}no|on\\W{1,8}off\\W{1,12}stop)\\b");

    assertThat(filesWith(UNCOMMENTED, words)).containsExactly("SpeechCommands");
  }

  /** What stands beside the words, and the endings of models' files. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"_?silence_?\"|\"_unknown_\"|\"_background_noise_\", SpeechCommands",
        "\"\\.kws\", Plan",
        "\"\\.onnx\", OnnxReader",
        "\"\\.tflite\", TfliteReader",
        "\"(wav_fn|decoded_sample_data|labels_softmax)\"|\\b5_000_000\\b, ChallengeGraph",
      })
  void isQuotedInOnePlace(String fact, String place) {
    assertThat(filesWith(UNCOMMENTED, Pattern.compile(fact))).containsExactly(place);
  }

  /** A rewriting of many comments once left sentences beside their copies. */
  @Test
  void noCommentSaysASentenceTwice() {
    assertThat(SOURCES.entrySet().stream().flatMap(EachFactOnceTest::repeated)).isEmpty();
    assertThat(
            repeated("/** Reads. One two three\n * four five six. One two three four five six. */"))
        .containsExactly("One two three four five six.");
    assertThat(repeated("/** Closes it. */ close(); /* Closes it. Reads it. Reads it. */"))
        .isEmpty();
  }

  private static Stream<String> repeated(Map.Entry<Path, String> file) {
    return repeated(file.getValue()).map(said -> file.getKey() + ": " + said);
  }

  /** Sentences of six words or more that a comment says again. */
  private static Stream<String> repeated(String source) {
    return COMMENTS
        .matcher(source)
        .results()
        .flatMap(
            comment -> {
              String text = comment.group().replaceAll("(?m)^\\s*/?\\*+|\\*/$", " ").strip();
              Set<String> seen = new HashSet<>();
              return Stream.of(text.replaceAll("\\s+", " ").split("(?<=[.;:]) "))
                  .filter(sentence -> sentence.split(" ").length >= 6 && !seen.add(sentence));
            });
  }

  /** The names of the files whose text, by file, has the pattern. */
  private static List<String> filesWith(Map<Path, String> texts, Pattern pattern) {
    return texts.entrySet().stream()
        .filter(file -> pattern.matcher(file.getValue()).find())
        .map(file -> file.getKey().getFileName().toString().replace(".java", ""))
        .toList();
  }

  /** Every Java file of every module but its tests, wherever modules stand. */
  private static Map<Path, String> sources() {
    return HouseFiles.java("main").collect(Collectors.toMap(file -> file, HouseFiles::text));
  }

  private static Map<Path, String> without(Pattern said) {
    return SOURCES.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, file -> said.matcher(file.getValue()).replaceAll("")));
  }
}
