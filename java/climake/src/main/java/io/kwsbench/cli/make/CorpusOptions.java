package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.corpus.Augmentation;
import io.kwsbench.corpus.BackgroundNoise;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ClassBalance;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.Corpus;
import io.kwsbench.corpus.ListedFilesRule;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.SpeakerHashRule;
import io.kwsbench.corpus.SplitRule;
import io.kwsbench.corpus.WantedClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags for the clips, the wanted words and the split into sets. */
@FlagGroup("data")
final class CorpusOptions {

  @Parameter(
      names = "--data",
      order = 1,
      description =
          "data folders, comma-separated, with one folder of WAV files per word; required")
  @PathFlag(PathFlag.Use.READ)
  private String data = "";

  @Parameter(
      names = "--words",
      order = 2,
      description =
          "wanted words, comma-separated; default: the model's (evaluate), otherwise all in"
              + " the data folders")
  private String words = "";

  @Parameter(
      names = "--unknown_data",
      order = 2,
      description =
          "data folders, comma-separated, whose words all count as unknown, such as another"
              + " language; default: none")
  @PathFlag(PathFlag.Use.READ)
  private String unknownData = "";

  @Parameter(
      names = "--pseudo_data",
      order = 2,
      description =
          "those data folders, comma-separated, whose clips without _nohash_ are"
              + " pseudo-labeled; default: those with a .manifest.csv beside them, which pseudo"
              + " writes")
  @PathFlag(PathFlag.Use.READ)
  private String pseudoData = "";

  @Parameter(
      names = "--silence",
      order = 30,
      description = "number of silent samples per 100 samples of wanted words")
  private double silence = 13;

  @Parameter(
      names = "--unknown",
      order = 31,
      description = "number of samples of other words per 100 samples of wanted words")
  private double unknown = 60;

  @Parameter(
      names = "--sets",
      order = 32,
      description =
          "split rule: lists (validation_list.txt, testing_list.txt), hash (of the"
              + " speaker's name, or of the whole name without _nohash_), or auto (lists where a"
              + " data folder has them)")
  @Choices({"lists", "hash", "auto"})
  private String sets = "auto";

  @Parameter(
      names = "--validation",
      order = 33,
      description = "share of the validation set in percent (hash)")
  private double validation = 10;

  @Parameter(
      names = "--testing",
      order = 34,
      description = "share of the testing set in percent (hash)")
  private double testing = 0;

  @Parameter(names = "--seed", order = 36, description = "seed of all random choices")
  private long seed = 59_185;

  /**
   * Refuses what would change nothing.
   *
   * @throws ParameterException naming the first such flag
   */
  void check(TypedFlags typed) {
    boolean listed =
        sets.equals("lists")
            || sets.equals("auto")
                && !data.isEmpty()
                && folders().stream().allMatch(ListedFilesRule::isIn);
    typed.refuse(
        listed,
        "needs --sets hash: lists in the data folders assign their clips to sets",
        "--validation",
        "--testing");
  }

  long seed() {
    return seed;
  }

  List<Path> folders() {
    if (data.isEmpty()) {
      throw new ParameterException("--data is required");
    }
    return paths(data);
  }

  private static List<Path> paths(String folders) {
    return Arrays.stream(folders.split(",")).map(TypedPath::of).toList();
  }

  /** The requested words in order; empty for all words. */
  List<String> wanted() {
    return words.isEmpty() ? List.of() : Arrays.asList(words.split(","));
  }

  /**
   * The corpus with the classes of {@code --words}.
   *
   * @param warn receives one line per entry of the lists that names no clip
   */
  Corpus corpus(Consumer<String> warn) {
    return corpus(Optional.empty(), warn);
  }

  /**
   * The corpus with a model's classes.
   *
   * @param known the classes; where there are none, those of {@code --words}
   * @param warn receives one line per entry of the lists that names no clip
   */
  Corpus corpus(Optional<WantedClasses> known, Consumer<String> warn) {
    List<Path> folders = folders();
    List<Path> unknown = unknownData.isEmpty() ? List.of() : paths(unknownData);
    requireAmong(folders);
    WantedClasses labels = known.orElseGet(() -> labels(folders));
    List<ListedFilesRule> lists = new ArrayList<>();
    Corpus corpus = Corpus.scan(folders, unknown, labels, folder -> rule(folder, lists), shares());
    lists.forEach(rule -> rule.complaints().forEach(warn));
    return corpus;
  }

  /** Warns of a corpus from which no model learns what other words are. */
  void warnOfNoUnknown(Corpus corpus, Consumer<String> warn) {
    String label = corpus.labels().all().get(WantedClasses.UNKNOWN_INDEX);
    boolean none =
        Arrays.stream(Partition.values())
            .noneMatch(set -> corpus.labelCounts(set).getOrDefault(label, 0) > 0);
    if (none && unknown > 0) {
      warn.accept(
          "no clip is "
              + label
              + ": a folder of other words in --data, --unknown_data, or --reversed_unknown of"
              + " train gives some");
    }
  }

  private void requireAmong(List<Path> folders) {
    for (Path folder : pseudoFolders()) {
      if (!folders.contains(folder)) {
        throw new ParameterException(
            "--pseudo_data: " + folder + " is not among the folders of --data");
      }
    }
  }

  private List<Path> pseudoFolders() {
    return pseudoData.isEmpty() ? List.of() : paths(pseudoData);
  }

  private boolean isPseudo(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return pseudoFolders().contains(folder)
        || name != null
            && Files.exists(
                folder.toAbsolutePath().normalize().resolveSibling(name + ".manifest.csv"));
  }

  private ClassBalance shares() {
    try {
      return new ClassBalance(silence, unknown, seed);
    } catch (OutOfRangeException e) {
      throw new ParameterException("--silence, --unknown: " + e.getMessage());
    }
  }

  private WantedClasses labels(List<Path> folders) {
    List<String> wanted = words.isEmpty() ? Corpus.words(folders) : wanted();
    try {
      return new WantedClasses(wanted);
    } catch (OutOfRangeException e) {
      throw new ParameterException("--words: a word is listed twice or is a reserved one");
    }
  }

  private SplitRule rule(Path folder, List<ListedFilesRule> found) {
    boolean lists =
        switch (sets) {
          case "auto" -> ListedFilesRule.isIn(folder);
          case "lists" -> true;
          case "hash" -> false;
          default ->
              throw new ParameterException("--sets: '" + sets + "' is not auto, lists, hash");
        };
    try {
      SplitRule byName = lists ? SplitRule.training() : new SpeakerHashRule(validation, testing);
      SplitRule unlisted = isPseudo(folder) ? SplitRule.pseudo(byName) : byName;
      if (!lists) {
        return unlisted;
      }
      ListedFilesRule rule = ListedFilesRule.in(folder, unlisted);
      found.add(rule);
      return rule;
    } catch (OutOfRangeException e) {
      throw new ParameterException("--validation, --testing: " + e.getMessage());
    }
  }

  /**
   * The flags with which another command makes the same sets for a model, which knows its words;
   * those with their defaults are left out.
   */
  String ofSameSets() {
    CorpusOptions usual = new CorpusOptions();
    return Stream.of(
            given("--data", data, usual.data),
            given("--unknown_data", unknownData, usual.unknownData),
            given("--pseudo_data", pseudoData, usual.pseudoData),
            given("--silence", silence, usual.silence),
            given("--unknown", unknown, usual.unknown),
            given("--sets", sets, usual.sets),
            given("--validation", validation, usual.validation),
            given("--testing", testing, usual.testing),
            given("--seed", seed, usual.seed))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> given(String flag, Object value, Object usual) {
    return value.equals(usual) ? Optional.empty() : Optional.of(flag + " " + ShellWord.of(value));
  }

  /** Batches of one-second clips, with the background noise of all data folders. */
  BatchSource source(
      Corpus corpus, ClipCache clips, Augmentation augmentation, CliContext context) {
    BackgroundNoise noise = BackgroundNoise.in(folders(), KeywordClip.SAMPLE_RATE, clips.samples());
    if (noise.count() == 0) {
      context.warn(
          "no background noise is mixed in: no data folder has a folder _background_noise_ with"
              + " WAV files");
    }
    return new BatchSource(corpus, clips, noise, augmentation, seed);
  }

  /** Batches of one-second clips as they are. */
  BatchSource plainSource(Corpus corpus, ClipCache clips) {
    return new BatchSource(corpus, clips, BackgroundNoise.none(), Augmentation.original(), seed);
  }
}
