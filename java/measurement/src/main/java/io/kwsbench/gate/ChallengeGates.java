package io.kwsbench.gate;

import io.kwsbench.metadata.ChallengeGraph;
import java.util.List;
import java.util.OptionalInt;

/**
 * The conditions of the TensorFlow Speech Recognition Challenge's Raspberry Pi prize of 2017. A
 * frozen graph has under 5,000,000 bytes, runs in under 200 ms, and has given names and shapes of
 * inputs and output.
 */
public final class ChallengeGates {
  private static final int CLASSES = 12;
  private static final double OP_TIME_NANOS = 200e6;
  private static final List<String> INPUTS =
      List.of(ChallengeGraph.DATA + ":0 float[16000,1]", ChallengeGraph.DATA + ":1 int32[]");

  private ChallengeGates() {}

  /**
   * All conditions.
   *
   * @param labels how many labels the classes have, where they are known: the challenge had twelve
   */
  public static List<Gate> of(OptionalInt labels) {
    return List.of(
        new Gate.Size(Limit.max(ChallengeGraph.SIZE_LIMIT - 1)),
        new Gate.OpTime(Math.nextDown(OP_TIME_NANOS)),
        new Gate.Inputs(INPUTS),
        new Gate.Output(ChallengeGraph.OUTPUT + ":0", labels.orElse(CLASSES)));
  }
}
