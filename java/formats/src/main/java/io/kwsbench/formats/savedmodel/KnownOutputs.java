package io.kwsbench.formats.savedmodel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of outputs of TensorFlow's operators, for models that do not describe them all. */
final class KnownOutputs {
  /** TensorFlow's names for the output of operators that have one. */
  private static final Set<String> ONLY =
      Set.of(
          ("activations backprops element_shape handle index item length logsoftmax merged_features"
                  + " out output output_handle outputs product r0 reshaped resized_images resource"
                  + " softmax spectrogram sum tensor value y z")
              .split(" "));

  private KnownOutputs() {}

  /** Returns whether operators with that output have no other. */
  static boolean isOnly(String output) {
    return ONLY.contains(output);
  }

  /** Operators with several outputs. */
  static Map<String, List<OpOutputs.Output>> several() {
    Map<String, List<OpOutputs.Output>> all = new HashMap<>();
    for (String op : List.of("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3")) {
      put(all, op, "y batch_mean batch_variance reserve_space_1 reserve_space_2 reserve_space_3");
    }
    put(all, "TopKV2", "values indices");
    put(all, "Unique", "y idx");
    put(all, "UniqueV2", "y idx");
    put(all, "ListDiff", "out idx");
    put(all, "Switch", "output_false output_true");
    put(all, "Merge", "output value_index");
    put(all, "MaxPoolWithArgmax", "output argmax");
    put(all, "TensorListPopBack", "output_handle tensor");
    put(all, "TensorArrayV3", "handle flow");
    put(all, "DecodeWav", "audio sample_rate");
    put(all, "QuantizeV2", "output output_min output_max");
    put(all, "BlockLSTM", "i cs f o ci co h");
    put(all, "LSTMBlockCell", "i cs f o ci co h");
    put(all, "GRUBlockCell", "r u c h");
    put(all, "Split", "output*num_split");
    put(all, "SplitV", "output*num_split");
    put(all, "Unpack", "output*num");
    put(all, "ShapeN", "output*N");
    put(all, "IdentityN", "output@T");
    put(all, "RestoreV2", "tensors@dtypes");
    for (String op : List.of("If", "StatelessIf", "Case", "StatelessCase")) {
      put(all, op, "output@Tout");
    }
    put(all, "PartitionedCall", "output@Tout");
    put(all, "StatefulPartitionedCall", "output@Tout");
    put(all, "While", "output@T");
    put(all, "StatelessWhile", "output@T");
    return all;
  }

  /** Outputs of one tensor each; {@code *} counts by an attribute, {@code @} by its types. */
  private static void put(Map<String, List<OpOutputs.Output>> all, String op, String outputs) {
    List<OpOutputs.Output> list = new ArrayList<>();
    for (String output : outputs.split(" ")) {
      String[] counted = output.split("[*]");
      String[] typed = output.split("@");
      list.add(
          new OpOutputs.Output(
              counted[0].equals(output) ? typed[0] : counted[0],
              counted.length > 1 ? counted[1] : "",
              typed.length > 1 ? typed[1] : ""));
    }
    all.put(op, list);
  }
}
