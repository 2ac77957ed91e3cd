package io.kwsbench.formats.savedmodel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operators that a frozen graph of numbers cannot have, and why. */
final class RefusedOps {
  private static final String RANDOM =
      "draws random numbers: export the model for inference (training=False)";
  private static final String TABLE = "looks values up in a table: export the model without tables";
  private static final String PYTHON = "calls a Python function, which the model does not contain";
  private static final String TEXT = "works on text: export the model with numbers as its input";
  private static final String STATE =
      "changes a variable while the model runs; models that keep a state are not read";
  private static final String BRANCH =
      "is control flow of TensorFlow 1 inside a function or a restored model: freeze the model"
          + " with TensorFlow first";

  private RefusedOps() {}

  static Map<String, String> all() {
    Map<String, String> all = new HashMap<>();
    put(
        all,
        RANDOM,
        "RandomUniform RandomUniformInt RandomStandardNormal TruncatedNormal Multinomial"
            + " RandomGamma RandomShuffle StatelessRandomUniform StatelessRandomUniformV2"
            + " StatelessRandomNormal StatelessRandomNormalV2 StatelessTruncatedNormal"
            + " StatelessTruncatedNormalV2 StatelessRandomUniformInt StatelessRandomUniformIntV2"
            + " StatelessRandomGetKeyCounter StatelessMultinomial RngSkip RngReadAndSkip"
            + " StatefulStandardNormalV2 StatefulUniform");
    put(
        all,
        TABLE,
        "HashTable HashTableV2 MutableHashTable MutableHashTableV2 LookupTableFind"
            + " LookupTableFindV2 LookupTableSizeV2 LookupTableExportV2 AnonymousHashTable");
    put(all, PYTHON, "PyFunc PyFuncStateless EagerPyFunc");
    put(
        all,
        TEXT,
        "ParseExample ParseExampleV2 ParseSingleExample DecodeRaw StringSplit StringSplitV2"
            + " StringToNumber StringToHashBucketFast StringJoin StringFormat StaticRegexReplace"
            + " RegexReplace UnicodeDecode DecodeBase64 AsString ReadFile");
    Changes.OPERATORS.forEach(op -> all.put(op, STATE));
    put(all, BRANCH, "Switch RefSwitch Merge RefMerge Enter RefEnter Exit NextIteration LoopCond");
    all.put(
        "XlaCallModule",
        "holds a compiled program: export the model from Keras's TensorFlow backend");
    return all;
  }

  private static void put(Map<String, String> all, String why, String ops) {
    List.of(ops.split(" ")).forEach(op -> all.put(op, why));
  }
}
