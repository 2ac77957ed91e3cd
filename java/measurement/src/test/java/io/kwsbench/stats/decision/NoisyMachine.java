package io.kwsbench.stats.decision;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/**
 * A machine that runs things in simulated time and disturbs them as real machines do.
 *
 * <p>Deterministic in its seed. Times are nanoseconds.
 */
final class NoisyMachine {
  /** What a machine may suffer from. */
  enum Noise {
    /**
     * Correlated speed changes: an Ornstein–Uhlenbeck process of 3 % with half a second of memory.
     */
    CORRELATED,
    /** The clock steps between two frequencies 30 % apart, dwelling about 0.7 s in each. */
    FREQUENCY_STEPS,
    /**
     * A process that loads the other core, on and off: shared cache, and now and then a preemption.
     */
    NEIGHBOR,
    /** The machine gets a quarter slower within half a minute. */
    DRIFT,
    /** Every loading of a graph has its own luck with addresses: 0.5 %. */
    LAYOUT,
    /** Half of the time three others want the same cores: slices of 3 ms are lost. */
    CROWD
  }

  private static final double JITTER = 0.015;
  private final Random random;
  private final Set<Noise> noises;
  private double seconds;
  private double speed;
  private boolean slowClock;
  private boolean neighbor;
  private double nextClock;
  private double nextNeighbor;

  NoisyMachine(long seed, Set<Noise> noises) {
    this.random = new Random(seed);
    this.noises = noises.isEmpty() ? EnumSet.noneOf(Noise.class) : EnumSet.copyOf(noises);
  }

  double seconds() {
    return seconds;
  }

  /** The luck of one loading of a graph. */
  double layout() {
    return noises.contains(Noise.LAYOUT) ? Math.exp(0.005 * random.nextGaussian()) : 1;
  }

  /** Runs something that takes {@code nanos} on the undisturbed machine. */
  double run(double nanos) {
    double time = nanos * Math.exp(JITTER * random.nextGaussian()) * factor();
    time += interruptions(time);
    advance(time / 1e9);
    return time;
  }

  private double factor() {
    double factor = 1;
    if (noises.contains(Noise.CORRELATED)) {
      factor *= Math.exp(speed);
    }
    if (noises.contains(Noise.FREQUENCY_STEPS) && slowClock) {
      factor *= 1.3;
    }
    if (noises.contains(Noise.NEIGHBOR) && neighbor) {
      factor *= 1.08 + 0.03 * random.nextGaussian();
    }
    if (noises.contains(Noise.DRIFT)) {
      factor *= 1 + 0.25 * Math.min(1, seconds / 30);
    }
    return factor;
  }

  private double interruptions(double time) {
    double lost = 0;
    double milliseconds = time / 1e6;
    if (noises.contains(Noise.NEIGHBOR) && neighbor && random.nextDouble() < 0.02 * milliseconds) {
      lost += 1e6 * 2 * -Math.log(1 - random.nextDouble());
    }
    if (noises.contains(Noise.CROWD) && neighbor && random.nextDouble() < milliseconds / 3) {
      lost += 1e6 * 3 * (1 + random.nextInt(3));
    }
    return lost;
  }

  private void advance(double step) {
    seconds += step;
    double keep = Math.exp(-step / 0.5);
    speed = keep * speed + Math.sqrt(1 - keep * keep) * 0.03 * random.nextGaussian();
    while (seconds >= nextClock) {
      slowClock = !slowClock;
      nextClock += 0.2 - 0.5 * Math.log(1 - random.nextDouble());
    }
    while (seconds >= nextNeighbor) {
      neighbor = !neighbor;
      nextNeighbor += 0.5 + 2 * random.nextDouble();
    }
  }
}
