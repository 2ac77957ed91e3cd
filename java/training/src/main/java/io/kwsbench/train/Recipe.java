package io.kwsbench.train;

import java.util.Locale;

/** The settings of a run that no one names. */
public enum Recipe {
  /** Learns on any corpus from some two hundred clips up. */
  STANDARD(50, StatisticsAverage.ESTIMATED, true) {
    @Override
    public int warmup(int epochs) {
      return Math.min(3, epochs / 10);
    }

    @Override
    public int batch(int clips) {
      int batch = MIN_BATCH;
      while (batch < BATCH && clips / next(batch) >= STEPS_FOR_MORE) {
        batch = next(batch);
      }
      return batch;
    }

    @Override
    public int steps(int clips, int batch) {
      return Math.max(MIN_STEPS, clips / batch);
    }
  },
  /** The values that the 2017 entry's Pi model was trained with. */
  CHALLENGE2017(100, StatisticsAverage.FIXED, false) {
    @Override
    public int warmup(int epochs) {
      return 0;
    }

    @Override
    public int batch(int clips) {
      return BATCH;
    }

    @Override
    public int steps(int clips, int batch) {
      return 0;
    }
  };

  private static final int BATCH = 384;
  private static final int MIN_BATCH = 32;

  /** Batches grow with the corpus as long as it has this many of them. */
  private static final int STEPS_FOR_MORE = 20;

  private static final int MIN_STEPS = 50;

  private final int epochs;
  private final StatisticsAverage average;
  private final boolean cosine;

  Recipe(int epochs, StatisticsAverage average, boolean cosine) {
    this.epochs = epochs;
    this.average = average;
    this.cosine = cosine;
  }

  private static int next(int batch) {
    return Math.min(2 * batch, BATCH);
  }

  /** The name in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The maximum number of epochs. */
  public int epochs() {
    return epochs;
  }

  /** The moving average of batch normalization's statistics. */
  public StatisticsAverage average() {
    return average;
  }

  /** Returns whether the learning rate follows a cosine, and not validation. */
  public boolean cosine() {
    return cosine;
  }

  /** The number of epochs in which the learning rate rises. */
  public abstract int warmup(int epochs);

  /**
   * The number of clips per step.
   *
   * @param clips size of the training set
   */
  public abstract int batch(int clips);

  /**
   * The number of steps per epoch; 0 covers the training set once.
   *
   * @param clips size of the training set
   * @param batch number of clips per step
   */
  public abstract int steps(int clips, int batch);
}
