package io.kwsbench.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the learning rate changes from epoch to epoch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LearningRateSchedule.Plateau.class, name = "plateau"),
  @JsonSubTypes.Type(value = LearningRateSchedule.Cosine.class, name = "cosine")
})
public sealed interface LearningRateSchedule {
  /**
   * The rate after an epoch.
   *
   * @param epoch the one that is over, from 1
   * @param accuracy of the validation set after it
   */
  RateState after(RateState state, int epoch, double accuracy);

  /**
   * The rate with which a run goes on after an epoch, by a rule whose end may have moved.
   *
   * @param state after that epoch, by the rule with its former end
   */
  default RateState resumed(RateState state, int epoch) {
    return state;
  }

  /** The same rule for all runs that differ in their length alone. */
  default LearningRateSchedule withoutEnd() {
    return this;
  }

  /**
   * Lowers the rate when accuracy stops rising: Keras 2.1.2's {@code ReduceLROnPlateau} with {@code
   * mode='max'} and no cooldown.
   *
   * @param factor what the rate is multiplied by
   * @param patience epochs without a gain before that
   * @param least the rate never falls below
   */
  record Plateau(double factor, int patience, double least) implements LearningRateSchedule {
    /** By how much accuracy must rise to count. */
    private static final double LEAST_GAIN = 1e-4;

    /** What the 2017 system used. */
    public static Plateau original() {
      return new Plateau(0.5, 4, 1e-5);
    }

    @Override
    public RateState after(RateState state, int epoch, double accuracy) {
      if (accuracy > state.best() + LEAST_GAIN) {
        return new RateState(state.rate(), accuracy, 0);
      }
      if (state.waited() < patience) {
        return new RateState(state.rate(), state.best(), state.waited() + 1);
      }
      boolean lower = state.rate() > least * (1 + 1e-4);
      return lower
          ? new RateState(Math.max(state.rate() * factor, least), state.best(), 1)
          : new RateState(state.rate(), state.best(), state.waited() + 1);
    }
  }

  /**
   * Lets the rate fall along half a cosine, from {@code first} to nearly nothing in the last epoch,
   * whatever validation says (Loshchilov and Hutter, 2017, "SGDR", without restarts).
   *
   * @param first the first epoch's rate
   * @param epochs of the whole run
   */
  record Cosine(double first, int epochs) implements LearningRateSchedule {
    /** The last rates are no smaller than this share of the first one. */
    private static final double LEAST_SHARE = 1e-3;

    @Override
    public RateState after(RateState state, int epoch, double accuracy) {
      double share = (1 + Math.cos(Math.PI * Math.min(epoch, epochs) / epochs)) / 2;
      return new RateState(
          first * Math.max(share, LEAST_SHARE), Math.max(state.best(), accuracy), 0);
    }

    @Override
    public RateState resumed(RateState state, int epoch) {
      return after(state, epoch, state.best());
    }

    @Override
    public LearningRateSchedule withoutEnd() {
      return new Cosine(first, 1);
    }
  }
}
