package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.KwsException;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.graph.ForeignFileException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to type instead, where a file of another format was given as a graph.
 *
 * @param flags of the command that was given the file
 * @param takesClips whether its arguments without a flag are clips
 */
record ForeignFileAdvice(Set<String> flags, boolean takesClips) {
  ForeignFileAdvice {
    flags = Set.copyOf(flags);
  }

  /** The advice of the command that a parser reads. */
  static ForeignFileAdvice of(JCommander parser) {
    ParameterDescription arguments = parser.getMainParameterValue();
    return new ForeignFileAdvice(
        parser.getParameters().stream()
            .flatMap(flag -> Arrays.stream(flag.getParameter().names()))
            .collect(Collectors.toSet()),
        arguments != null && arguments.getDescription().startsWith("CLIP"));
  }

  /** What follows the message of a failure; empty where it is about something else. */
  String on(KwsException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ForeignFileException foreign) {
        String advice = advice(foreign.format(), foreign.file());
        return advice.isEmpty() ? "" : "; " + advice;
      }
    }
    return "";
  }

  private String advice(FileFormat format, String file) {
    return switch (format) {
      case HDF5, KERAS_ZIP ->
          flags.contains("--checkpoint") && flags.contains("--graph")
              ? "give it as --checkpoint"
              : "kwsbench freeze --checkpoint " + file + " makes a graph of it";
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

  private String clips() {
    for (String flag : new String[] {"--input_wav", "--clips"}) {
      if (flags.contains(flag)) {
        return "give clips as " + flag;
      }
    }
    return takesClips ? "give clips after the flags" : "";
  }
}
