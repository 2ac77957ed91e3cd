package io.kwsbench.cli.advice;

import io.kwsbench.engine.ModelFormat;
import io.kwsbench.graph.GraphReason;
import io.kwsbench.graph.GraphReason.Wanted;
import io.kwsbench.usage.Flags;

/**
 * The command to type instead, where a file of another format was given as a model.
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
      case FROZEN_GRAPH ->
          reason.wanted() == Wanted.CHECKPOINT
              ? flags.with("--graph", "give it as --graph", measures("benchmark --graph", file))
              : named(ModelFormat.FROZEN_GRAPH);
      case KERAS_ZIP ->
          flags.with(
              "--graph",
              "give it as --graph",
              "kwsbench freeze " + file + " converts it to a frozen graph");
      case HDF5 ->
          flags.with(
              "--graph",
              flags.with("--checkpoint", "give it as --checkpoint", freezes(file)),
              freezes(file));
      case TORCH_SCRIPT -> exported("model = torch.jit.load('" + file + "').eval()");
      case TORCH_EXPORT -> exported("model = torch.export.load('" + file + "').module()");
      case TORCH_WEIGHTS ->
          exported("model = YourModel(); model.load_state_dict(torch.load('" + file + "'))");
      case TFLITE -> compared(ModelFormat.TFLITE, file);
      case ONNX -> compared(ModelFormat.ONNX, file);
      case COMPILED_PLAN -> compiled(reason);
      case WAV -> clips(file);
      case SAVED_MODEL,
          SAVED_MODEL_FOLDER,
          CHECKPOINT_FOLDER,
          META_GRAPH,
          CHECKPOINT_INDEX,
          CHECKPOINT_DATA,
          CHECKPOINT_STATE ->
          "freeze it with TensorFlow first (convert_variables_to_constants)";
      case TEXT_GRAPH -> "write it as a binary GraphDef";
      case REPORT -> "to compare runs, use kwsbench suite with --save_baseline and then --baseline";
      case ZIP, GZIP -> "unpack it first";
      case LFS_POINTER -> "git lfs pull fetches the file";
      case FOLDER -> "choose a file inside it";
    };
  }

  private String compiled(GraphReason.OtherFormat reason) {
    if (ModelFormat.of(reason.file()) != ModelFormat.COMPILED) {
      return named(ModelFormat.COMPILED);
    }
    String measures = measures("benchmark --graph", reason.file());
    return reason.wanted() == Wanted.CHECKPOINT
        ? flags.with("--graph", "give it as --graph", measures)
        : measures;
  }

  private static String compared(ModelFormat format, String file) {
    return ModelFormat.of(file) == format
        ? measures("compare", file)
        : named(format) + "; kwsbench compare then measures it";
  }

  private static String measures(String command, String file) {
    return "kwsbench " + command + " " + file + " measures it";
  }

  private static String exported(String load) {
    return "export it to ONNX in Python: "
        + load
        + "; torch.onnx.export(model, (torch.zeros(INPUT_SHAPE),), 'model.onnx')";
  }

  private static String named(ModelFormat format) {
    return "rename it so that its name ends in " + format.extension();
  }

  private static String freezes(String file) {
    return "kwsbench freeze --checkpoint " + file + " converts it to a frozen graph";
  }

  private String clips(String file) {
    String run = "kwsbench run --graph MODEL " + file + " runs a model on it";
    String afterFlags = takesClips ? "give clips after the flags" : run;
    return flags.with(
        "--input_wav",
        "give clips as --input_wav",
        flags.with("--clips", "give clips as --clips", afterFlags));
  }
}
