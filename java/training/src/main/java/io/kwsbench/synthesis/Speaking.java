package io.kwsbench.synthesis;

import io.kwsbench.KwsException;
import io.kwsbench.label.PredictListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Speaks words in random voices, each choice seeded with the word and the clip's number. */
final class Speaking {
  private static final int TRIES = 8;

  /** A synthesizer's share grows with its voices up to this number: eSpeak NG has hundreds. */
  private static final int MAX_TURNS = 10;

  /** Spreads the numbers of clips over all seeds. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Faster than this no one understands a word. */
  private static final double MAX_SPEED = 2;

  private static final double MIN_PEAK = 0.3;
  private static final double MAX_PEAK = 0.9;

  /** One utterance. */
  record Spoken(
      SpokenWord sound, Voice voice, Prosody prosody, String text, int distance, double peak) {}

  private final SynthesisPlan plan;
  private final Synthesizers synthesizers;
  private final PredictListener listener;
  private final Map<String, List<Voice>> bySynthesizer = new TreeMap<>();

  /** Names of synthesizers, each as often as its share of the clips. */
  private final List<String> turns = new ArrayList<>();

  private final List<Voice> phonetic;
  private final Set<Voice> broken = new HashSet<>();
  private final Map<String, Optional<List<List<String>>>> phonemes = new HashMap<>();

  Speaking(SynthesisPlan plan, Synthesizers synthesizers, PredictListener listener) {
    this.plan = plan;
    this.synthesizers = synthesizers;
    this.listener = listener;
    for (Voice voice : plan.voices()) {
      bySynthesizer.computeIfAbsent(voice.synthesizer(), any -> new ArrayList<>()).add(voice);
    }
    phonetic = plan.voices().stream().filter(Synthesizers::tellsPhonemes).toList();
    for (Map.Entry<String, List<Voice>> one : bySynthesizer.entrySet()) {
      turns.addAll(Collections.nCopies(Math.min(MAX_TURNS, one.getValue().size()), one.getKey()));
    }
  }

  /**
   * Speaks one clip.
   *
   * @param near whether it only sounds like the word
   * @return empty where no voice speaks it within a clip's length, or where it is stopped
   */
  Optional<Spoken> speak(String word, int number, boolean near) {
    long of = plan.seed() * 31 + word.hashCode() + (near ? 1L << 40 : 0);
    SplittableRandom random =
        new SplittableRandom(new SplittableRandom(of).nextLong() + number * GOLDEN);
    for (int attempt = 0; attempt < TRIES && !listener.stopped(); attempt++) {
      Voice voice = voice(near, random);
      Prosody prosody = new Prosody(factor(plan.speed(), random), factor(plan.pitch(), random));
      double peak = MIN_PEAK + (MAX_PEAK - MIN_PEAK) * random.nextDouble();
      if (!broken.contains(voice)) {
        Optional<Spoken> spoken = tried(word, near, voice, prosody, peak, random);
        if (spoken.isPresent()) {
          return spoken;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Spoken> tried(
      String word,
      boolean near,
      Voice voice,
      Prosody prosody,
      double peak,
      SplittableRandom random) {
    try {
      String text = word;
      int distance = 0;
      if (near) {
        Phonemes.Near changed = Phonemes.near(phonemes(word, voice), 1 + random.nextInt(2), random);
        text = synthesizers.of(voice).spoken(changed.words());
        distance = changed.distance();
        if (distance == 0) {
          return Optional.empty();
        }
      }
      return spoken(text, voice, prosody, distance, peak);
    } catch (KwsException e) {
      // what stops this run stops its program, too: that is no fault of the voice
      if (!listener.stopped()) {
        broken.add(voice);
        listener.problem(voice.id() + " is left out: " + e.getMessage());
      }
      return Optional.empty();
    }
  }

  /** Speaks faster what does not fit. */
  private Optional<Spoken> spoken(
      String text, Voice voice, Prosody wanted, int distance, double peak) {
    Prosody prosody = wanted;
    while (prosody.speed() <= MAX_SPEED) {
      SpokenWord sound = SpokenWord.of(synthesizers.speak(text, voice, prosody));
      int length = sound.samples().length;
      if (length == 0) {
        throw new KwsException("it is silent for '" + text + "'");
      }
      if (length <= plan.samples()) {
        return Optional.of(new Spoken(sound, voice, prosody, text, distance, peak));
      }
      prosody = prosody.faster(1.05 * length / plan.samples());
    }
    return Optional.empty();
  }

  private Voice voice(boolean near, SplittableRandom random) {
    List<Voice> voices =
        near ? phonetic : bySynthesizer.get(turns.get(random.nextInt(turns.size())));
    return voices.get(random.nextInt(voices.size()));
  }

  private List<List<String>> phonemes(String word, Voice voice) {
    return phonemes
        .computeIfAbsent(
            voice.language() + " " + word, any -> synthesizers.of(voice).phonemes(word, voice))
        .orElseThrow(() -> new KwsException("it lists no phonemes"));
  }

  /** As likely to rise as to fall by the same ratio. */
  private static double factor(double change, SplittableRandom random) {
    return Math.exp(Math.log1p(change) * (2 * random.nextDouble() - 1));
  }
}
