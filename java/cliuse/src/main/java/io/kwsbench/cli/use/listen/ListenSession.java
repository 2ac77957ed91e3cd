package io.kwsbench.cli.use.listen;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.spotter.SpotterStream;
import io.kwsbench.spotter.StreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Hears one sound after another with one model.
 *
 * @param stop whether to leave off
 */
public record ListenSession(
    Spotter spotter, StreamOptions options, List<Reaction> reactions, BooleanSupplier stop) {
  /**
   * Hears a sound to its end, and closes it.
   *
   * @throws KwsException when it cannot be used
   */
  public void of(Sound sound, CliContext context) {
    StreamOptions fitted = options.withInput(sound.sampleRate(), sound.channels());
    try (sound;
        SpotterStream stream = open(sound, fitted)) {
      List<Reaction> all = new ArrayList<>(reactions);
      if (context.terminal()) {
        // before the others: it leaves their lines free
        all.add(0, new Meter(context, options.labels(), sound, spotter));
      }
      NearestWord nearest = nearest();
      all.add(nearest);
      boolean[] any = new boolean[1];
      boolean[] detected = new boolean[1];
      stream.onScores(
          (last, scores) -> {
            any[0] = true;
            all.forEach(reaction -> reaction.scored(stream, last, scores));
          });
      stream.onDetection(
          heard -> {
            detected[0] = true;
            all.forEach(one -> one.heard(sound.name(), stream, heard));
          });
      try {
        sound.feed(stream, stop);
        tellShort(sound, any[0], context);
        tellNone(sound, !any[0] || detected[0], nearest, context);
      } finally {
        all.forEach(Reaction::ended);
        tellLost(sound, context);
      }
    }
  }

  private static void tellLost(Sound sound, CliContext context) {
    if (sound.overruns() > 0) {
      context.warn(
          sound.name() + ": lost sound " + sound.overruns() + " times: this computer is too slow");
    }
  }

  private void tellShort(Sound sound, boolean any, CliContext context) {
    if (!any && !stop.getAsBoolean()) {
      context.warn(
          sound.name()
              + ": shorter than the "
              + spotter.samples()
              + " samples of the model's window; no window was scored");
    }
  }

  private NearestWord nearest() {
    return new NearestWord(
        options.rule().orElse(spotter.rule()),
        new KeywordLabels(options.labels()),
        spotter.sampleRate());
  }

  private void tellNone(Sound sound, boolean explained, NearestWord nearest, CliContext context) {
    if (!explained && !stop.getAsBoolean()) {
      context.warn(
          sound.name()
              + ": no word detected"
              + nearest.text()
              + "; --threshold sets the probability that a word needs");
    }
  }

  private SpotterStream open(Sound sound, StreamOptions fitted) {
    try {
      return spotter.newStream(fitted);
    } catch (KwsException e) {
      throw new KwsException(sound.name() + ": " + e.getMessage(), e);
    }
  }
}
