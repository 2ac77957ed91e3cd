package io.kwsbench.synthesis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * English phonemes in eSpeak NG's spelling, and how near they are: the distance of two is the
 * number of features in which they differ.
 */
final class Phonemes {
  /** Voiced or not, place of articulation, manner. */
  private static final String CONSONANTS =
      "p - lips stop,b + lips stop,t - ridge stop,d + ridge stop,k - velum stop,g + velum stop,"
          + "tS - palate affricate,dZ + palate affricate,f - teeth fricative,v + teeth fricative,"
          + "T - tongue fricative,D + tongue fricative,s - ridge fricative,z + ridge fricative,"
          + "S - palate fricative,Z + palate fricative,h - throat fricative,m + lips nasal,"
          + "n + ridge nasal,N + velum nasal,l + ridge glide,r + palate glide,j + palatal glide,"
          + "w + lips glide";

  /** Height, backness, length or glide; weak vowels are missing, because accents vary them. */
  private static final String VOWELS =
      "I high front short,i: high front long,U high back short,u: high back long,"
          + "E mid front short,V mid back short,"
          + "O: mid back long,a low front short,0 low back short,A: low back long,"
          + "eI mid front i,OI mid back i,aI low front i,oU mid back u,aU low front u";

  private static final List<String> LENGTHS = List.of("short", "long");

  private static final Map<String, String[]> FEATURES = features();

  /** Marks of stress, then the phoneme. */
  private static final Pattern STRESSED = Pattern.compile("([',%=]*)(.*)");

  /**
   * Phonemes that sound like others.
   *
   * @param words one list per word
   * @param distance from the original, in features
   */
  record Near(List<List<String>> words, int distance) {}

  private Phonemes() {}

  private static Map<String, String[]> features() {
    Map<String, String[]> all = new LinkedHashMap<>();
    for (String line : (CONSONANTS + "," + VOWELS).split(",")) {
      String[] parts = line.split(" ", 2);
      all.put(parts[0], parts[1].split(" "));
    }
    return all;
  }

  /** The number of features in which two phonemes differ; 3 at most. */
  static int distance(String one, String other) {
    String[] a = FEATURES.get(one);
    String[] b = FEATURES.get(other);
    int distance = 0;
    for (int i = 0; i < a.length; i++) {
      distance += a[i].equals(b[i]) ? 0 : 1;
    }
    return distance;
  }

  /** The phonemes nearest to one: the others of its kind with the smallest distance. */
  static List<String> nearest(String phoneme) {
    List<String> others =
        FEATURES.keySet().stream()
            .filter(other -> isVowel(other) == isVowel(phoneme) && !isSame(phoneme, other))
            .toList();
    int best = others.stream().mapToInt(other -> distance(phoneme, other)).min().orElseThrow();
    return others.stream().filter(other -> distance(phoneme, other) == best).toList();
  }

  private static boolean isVowel(String phoneme) {
    return VOWELS.startsWith(phoneme + " ") || VOWELS.contains("," + phoneme + " ");
  }

  /** Vowels that differ only in their length are one in some accent. */
  private static boolean isSame(String one, String other) {
    String[] a = FEATURES.get(one);
    String[] b = FEATURES.get(other);
    return one.equals(other)
        || isVowel(one)
            && a[0].equals(b[0])
            && a[1].equals(b[1])
            && LENGTHS.containsAll(List.of(a[2], b[2]));
  }

  /**
   * Replaces some phonemes by near ones; those that are not English stay as they are.
   *
   * @param changes number of phonemes to replace, at most those that there are
   */
  static Near near(List<List<String>> words, int changes, RandomGenerator random) {
    List<List<String>> copy = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    for (List<String> word : words) {
      copy.add(new ArrayList<>(word));
      for (int i = 0; i < word.size(); i++) {
        if (FEATURES.containsKey(plain(word.get(i)).group(2))) {
          places.add(new int[] {copy.size() - 1, i});
        }
      }
    }
    int distance = 0;
    for (int change = 0; change < changes && !places.isEmpty(); change++) {
      int[] place = places.remove(random.nextInt(places.size()));
      List<String> word = copy.get(place[0]);
      Matcher old = plain(word.get(place[1]));
      List<String> nearest = nearest(old.group(2));
      String other = nearest.get(random.nextInt(nearest.size()));
      word.set(place[1], old.group(1) + other);
      distance += distance(old.group(2), other);
    }
    return new Near(copy.stream().map(List::copyOf).toList(), distance);
  }

  private static Matcher plain(String phoneme) {
    Matcher matcher = STRESSED.matcher(phoneme);
    matcher.matches();
    return matcher;
  }
}
