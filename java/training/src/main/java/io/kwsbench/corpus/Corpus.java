package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The samples of one or more data folders, by set.
 *
 * <pre>{@code
 * Corpus corpus = Corpus.scan(List.of(data), new Labels(List.of("yes", "no")),
 *     folder -> new SpeakerHashRule(10, 0), new ClassBalance(13, 60, 59185));
 * corpus.samples(Partition.TRAINING).size();
 * }</pre>
 *
 * <p>Every set has all its clips of wanted words, and in proportion to them silence and clips of
 * other words. The same folders and seed give the same lists in the same order. Immutable.
 */
public final class Corpus {
  private final WantedClasses labels;
  private final Map<Partition, List<Sample>> samples;

  private Corpus(WantedClasses labels, Map<Partition, List<Sample>> samples) {
    this.labels = labels;
    this.samples = samples;
  }

  /**
   * Lists the clips of {@code folders}: {@code word/*.wav} in each.
   *
   * @param rule the set rule of a data folder
   * @throws KwsException when a folder cannot be read or holds no clips, or a wanted word has none
   */
  public static Corpus scan(
      List<Path> folders,
      WantedClasses labels,
      Function<Path, SplitRule> rule,
      ClassBalance shares) {
    return scan(folders, List.of(), labels, rule, shares);
  }

  /**
   * A corpus with additional folders whose words all count as unknown, such as another language.
   */
  public static Corpus scan(
      List<Path> folders,
      List<Path> unknown,
      WantedClasses labels,
      Function<Path, SplitRule> rule,
      ClassBalance shares) {
    Map<Partition, List<Sample>> wanted = emptySets();
    Map<Partition, List<Sample>> others = emptySets();
    Set<String> words = new TreeSet<>();
    for (Path folder : folders) {
      SplitRule sets = rule.apply(folder);
      for (DataFolder.Clip clip : DataFolder.clips(folder)) {
        words.add(clip.word());
        Sample sample = new Sample(clip.word(), labels.indexOf(clip.word()), clip.file());
        Partition set = sets.partition(clip.folder(), clip.file().getFileName().toString());
        (sample.label() == WantedClasses.UNKNOWN_INDEX ? others : wanted).get(set).add(sample);
      }
    }
    requireWords(folders, labels, words);
    for (Path folder : unknown) {
      SplitRule sets = rule.apply(folder);
      for (DataFolder.Clip clip : DataFolder.clips(folder)) {
        Sample sample = new Sample(clip.word(), WantedClasses.UNKNOWN_INDEX, clip.file());
        Partition set = sets.partition(clip.folder(), clip.file().getFileName().toString());
        others.get(set).add(sample);
      }
    }
    Map<Partition, List<Sample>> samples = new EnumMap<>(Partition.class);
    Random random = new Random(shares.seed());
    for (Partition set : Partition.values()) {
      samples.put(set, mix(wanted.get(set), others.get(set), shares, random));
    }
    return new Corpus(labels, samples);
  }

  /**
   * The words that folders hold clips of, sorted.
   *
   * @throws KwsException when a folder cannot be read
   */
  public static List<String> words(List<Path> folders) {
    Set<String> words = new TreeSet<>();
    for (Path folder : folders) {
      DataFolder.clips(folder).forEach(clip -> words.add(clip.word()));
    }
    // no words, but classes of clips that a model labeled
    words.removeAll(
        List.of(SplitRule.UNLABELED_UNKNOWN, WantedClasses.SILENCE, WantedClasses.UNKNOWN));
    return List.copyOf(words);
  }

  private static Map<Partition, List<Sample>> emptySets() {
    Map<Partition, List<Sample>> sets = new EnumMap<>(Partition.class);
    for (Partition set : Partition.values()) {
      sets.put(set, new ArrayList<>());
    }
    return sets;
  }

  private static void requireWords(List<Path> folders, WantedClasses labels, Set<String> words) {
    if (words.isEmpty()) {
      throw new KwsException(
          folders.stream().map(Path::toString).collect(Collectors.joining(", "))
              + ": no folders of WAV files, one per word");
    }
    for (String word : labels.wanted()) {
      if (!words.contains(word)) {
        throw new KwsException(
            "no clips of the wanted word '" + word + "', only of " + String.join(" ", words));
      }
    }
  }

  private static List<Sample> mix(
      List<Sample> wanted, List<Sample> others, ClassBalance shares, Random random) {
    List<Sample> mixed = new ArrayList<>(wanted);
    int silent = ClassBalance.share(wanted.size(), shares.silencePercentage());
    Sample silence = new Sample(WantedClasses.SILENCE, WantedClasses.SILENCE_INDEX, null);
    mixed.addAll(Collections.nCopies(silent, silence));
    Collections.shuffle(others, random);
    int unknown = ClassBalance.share(wanted.size(), shares.unknownPercentage());
    mixed.addAll(others.subList(0, Math.min(unknown, others.size())));
    Collections.shuffle(mixed, random);
    return List.copyOf(mixed);
  }

  public WantedClasses labels() {
    return labels;
  }

  /** The samples of a set; empty, never null. */
  public List<Sample> samples(Partition set) {
    return samples.get(set);
  }

  /** The number of samples per class in a set; classes without samples are absent. */
  public Map<String, Integer> labelCounts(Partition set) {
    Map<String, Integer> counts = new TreeMap<>();
    List<String> all = labels.all();
    for (Sample sample : samples(set)) {
      counts.merge(all.get(sample.label()), 1, Integer::sum);
    }
    return counts;
  }
}
