package io.kwsbench.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kwsbench.OutOfRangeException;

/** Learning rates from epoch to epoch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LearningRateSchedule.Plateau.class, name = "plateau"),
  @JsonSubTypes.Type(value = LearningRateSchedule.Cosine.class, name = "cosine")
})
public sealed interface LearningRateSchedule {
  /**
   * The rate of the first epoch.
   *
   * @param rate the run's learning rate
   */
  default RateState starting(double rate) {
    return RateState.starting(rate);
  }

  /**
   * The rate after an epoch.
   *
   * @param epoch number of the epoch that has ended, from 1
   * @param accuracy validation accuracy after it
   */
  RateState after(RateState state, int epoch, double accuracy);

  /**
   * The rate with which a run continues after an epoch. The last epoch of this schedule may have
   * moved since.
   *
   * @param state rate after that epoch, by the schedule with its former last epoch
   */
  default RateState resumed(RateState state, int epoch) {
    return state;
  }

  /** A copy that is equal for all runs that differ only in their length. */
  default LearningRateSchedule withoutEnd() {
    return this;
  }

  /**
   * Lowers the rate when accuracy stops rising: Keras 2.1.2's {@code ReduceLROnPlateau} with {@code
   * mode='max'} and no cooldown.
   *
   * @param factor factor by which the rate falls
   * @param patience number of epochs without a gain before it falls
   * @param least smallest rate
   */
  record Plateau(double factor, int patience, double least) implements LearningRateSchedule {
    /** Smallest rise of accuracy that counts as a gain. */
    private static final double MIN_GAIN = 1e-4;

    /** The schedule of the 2017 entry. */
    public static Plateau original() {
      return new Plateau(0.5, 4, 1e-5);
    }

    @Override
    public RateState after(RateState state, int epoch, double accuracy) {
      if (accuracy > state.best() + MIN_GAIN) {
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
   * Half a cosine from {@code first} down to almost zero in the last epoch. It is independent of
   * validation (Loshchilov and Hutter, 2017, "SGDR", without restarts). Before it the rate may rise
   * to {@code first} in equal steps.
   *
   * @param first rate of the first epoch after those of the rise
   * @param epochs number of epochs of the whole run
   * @param warmup number of epochs in which the rate rises
   */
  record Cosine(double first, int epochs, int warmup) implements LearningRateSchedule {
    /** Smallest rate as a share of the first one. */
    private static final double MIN_SHARE = 1e-3;

    /**
     * @throws OutOfRangeException when no epoch is left after the rise
     */
    public Cosine {
      if (warmup < 0 || warmup >= epochs) {
        throw new OutOfRangeException(
            "warmup is " + warmup + ", not from 0 to below the number of epochs, " + epochs);
      }
    }

    @Override
    public RateState starting(double rate) {
      return RateState.starting(rateOf(1));
    }

    @Override
    public RateState after(RateState state, int epoch, double accuracy) {
      return new RateState(rateOf(epoch + 1), Math.max(state.best(), accuracy), 0);
    }

    private double rateOf(int epoch) {
      if (epoch <= warmup) {
        return first * epoch / (warmup + 1);
      }
      double done = (double) (Math.min(epoch, epochs + 1) - 1 - warmup) / (epochs - warmup);
      return first * Math.max((1 + Math.cos(Math.PI * done)) / 2, MIN_SHARE);
    }

    @Override
    public RateState resumed(RateState state, int epoch) {
      return after(state, epoch, state.best());
    }

    @Override
    public LearningRateSchedule withoutEnd() {
      return new Cosine(first, warmup + 1, warmup);
    }
  }
}
