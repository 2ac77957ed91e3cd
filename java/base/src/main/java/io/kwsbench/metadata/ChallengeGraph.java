package io.kwsbench.metadata;

/** The 2017 challenge's limits for a frozen graph that runs on its Raspberry Pi. */
public final class ChallengeGraph {
  /** A graph has fewer bytes. */
  public static final long SIZE_LIMIT = 5_000_000;

  /** The placeholder for a WAV file's name. */
  public static final String FILE = "wav_fn";

  /** The node that decodes it: output 0 has the samples, output 1 the sample rate. */
  public static final String DATA = "decoded_sample_data";

  /** The node of the classes' probabilities. */
  public static final String OUTPUT = "labels_softmax";

  private ChallengeGraph() {}
}
