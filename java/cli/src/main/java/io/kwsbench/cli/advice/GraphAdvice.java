package io.kwsbench.cli.advice;

import io.kwsbench.engine.ModelFormat;
import io.kwsbench.graph.GraphReason;
import io.kwsbench.usage.Flags;

/**
 * The command to type instead, where a file of another format was given as a graph.
 *
 * @param flags flags of the command that was given the file
 * @param takesClips whether its arguments without a flag are clips
 */
record GraphAdvice(Flags flags, boolean takesClips) implements GraphReason.Visitor<String> {
  @Override
  public String otherFormat(GraphReason.OtherFormat reason) {
    String advice = instead(reason);
    return advice.isEmpty() ? "" : "; " + advice;
  }

  private String instead(GraphReason.OtherFormat reason) {
    String file = reason.file();
    return switch (reason.format()) {
      case KERAS_ZIP ->
          "save the model as HDF5 (model.save('model.h5')), then kwsbench freeze --checkpoint"
              + " model.h5";
      case HDF5 ->
          flags.with(
              "--graph",
              flags.with("--checkpoint", "give it as --checkpoint", freezes(file)),
              freezes(file));
      case TFLITE, ONNX -> "kwsbench compare " + file + " measures it";
      case COMPILED_PLAN ->
          ModelFormat.of(file) == ModelFormat.COMPILED
              ? "kwsbench benchmark --graph " + file + " measures it"
              : "rename it so that its name ends in " + ModelFormat.COMPILED.extension();
      case WAV -> clips();
      case SAVED_MODEL, META_GRAPH, CHECKPOINT_INDEX, CHECKPOINT_DATA, CHECKPOINT_STATE ->
          "freeze it with TensorFlow first (convert_variables_to_constants)";
      case TEXT_GRAPH -> "write it as a binary GraphDef";
      case ZIP, GZIP -> "unpack it first";
      case LFS_POINTER -> "git lfs pull fetches the file";
    };
  }

  private static String freezes(String file) {
    return "kwsbench freeze --checkpoint " + file + " converts it to a frozen graph";
  }

  private String clips() {
    String afterFlags = takesClips ? "give clips after the flags" : "";
    return flags.with(
        "--input_wav",
        "give clips as --input_wav",
        flags.with("--clips", "give clips as --clips", afterFlags));
  }
}
