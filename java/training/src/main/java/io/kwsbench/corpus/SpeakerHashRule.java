package io.kwsbench.corpus;

import io.kwsbench.OutOfRangeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Speech Commands' rule: the SHA-1 of what stands before {@code _nohash_}, taken as a percentage,
 * so that all takes of a speaker fall into one set. A name without {@code _nohash_} is hashed
 * whole: then a speaker's takes may fall into several sets.
 *
 * <p>Source: {@code which_set} in TensorFlow's {@code speech_commands/input_data.py}.
 *
 * @param validationPercentage how much goes to validation, 0 to 100
 * @param testingPercentage how much goes to testing, 0 to 100
 */
public record SpeakerHashRule(double validationPercentage, double testingPercentage)
    implements SplitRule {
  private static final int MAX_CLIPS_PER_CLASS = (1 << 27) - 1;

  public SpeakerHashRule {
    if (!(validationPercentage >= 0
        && testingPercentage >= 0
        && validationPercentage + testingPercentage <= 100)) {
      throw new OutOfRangeException(
          validationPercentage + " % validation and " + testingPercentage + " % testing");
    }
  }

  @Override
  public Partition partition(String folder, String file) {
    Partition forced = SplitRule.forced(folder, file);
    if (forced != null) {
      return forced;
    }
    int speakerEnd = file.indexOf(NO_HASH);
    double percentage = percentage(speakerEnd < 0 ? file : file.substring(0, speakerEnd));
    if (percentage < validationPercentage) {
      return Partition.VALIDATION;
    }
    return percentage < testingPercentage + validationPercentage
        ? Partition.TESTING
        : Partition.TRAINING;
  }

  private static double percentage(String speaker) {
    byte[] hash = sha1(speaker.getBytes(StandardCharsets.UTF_8));
    int last = hash.length - 1;
    // the hash modulo 2^27: its last 27 bits
    int low =
        (hash[last - 3] & 0x07) << 24
            | (hash[last - 2] & 0xff) << 16
            | (hash[last - 1] & 0xff) << 8
            | hash[last] & 0xff;
    return low * (100.0 / MAX_CLIPS_PER_CLASS);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
