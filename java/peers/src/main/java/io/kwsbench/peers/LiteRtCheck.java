package io.kwsbench.peers;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterAllocateTensors;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetInputTensor;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterInvoke;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsSetErrorReporter;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelCreateFromFileWithErrorReporter;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorCopyFromBuffer;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import io.kwsbench.KwsException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteModel;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/**
 * Tries a model through LiteRT's C API, which verifies the whole file and hands its errors over;
 * the C++ API, which alone offers XNNPACK here, prints them.
 */
final class LiteRtCheck {
  private LiteRtCheck() {}

  /**
   * @throws KwsException with LiteRT's words when the file is no model that it can run
   */
  static void check(Path file) {
    try (ErrorLines errors = new ErrorLines()) {
      if (!isRun(file, errors, interpreter -> true)) {
        throw new KwsException(
            file + ": LiteRT does not run it: " + errors.orElse("it is no model of LiteRT"));
      }
    }
  }

  /**
   * LiteRT's words for a run that failed in the C++ API.
   *
   * @param fed the bytes of every input
   */
  static String whyRunFails(Path file, List<byte[]> fed) {
    try (ErrorLines errors = new ErrorLines()) {
      isRun(file, errors, interpreter -> runs(interpreter, fed));
      return errors.orElse("XNNPACK gave no reason");
    }
  }

  private static boolean runs(TfLiteInterpreter interpreter, List<byte[]> fed) {
    for (int i = 0; i < fed.size(); i++) {
      TfLiteTensor input = TfLiteInterpreterGetInputTensor(interpreter, i);
      byte[] bytes = fed.get(i);
      try (BytePointer copy = new BytePointer(bytes)) {
        TfLiteTensorCopyFromBuffer(input, copy, bytes.length);
      }
    }
    return TfLiteInterpreterInvoke(interpreter) == kTfLiteOk;
  }

  private static boolean isRun(Path file, ErrorLines errors, Predicate<TfLiteInterpreter> andThen) {
    TfLiteModel model = null;
    try (BytePointer path = new BytePointer(file.toString())) {
      model = TfLiteModelCreateFromFileWithErrorReporter(path, errors, null);
      return model != null && isRun(model, errors, andThen);
    } finally {
      if (model != null) {
        TfLiteModelDelete(model);
      }
    }
  }

  private static boolean isRun(
      TfLiteModel model, ErrorLines errors, Predicate<TfLiteInterpreter> andThen) {
    TfLiteInterpreterOptions options = TfLiteInterpreterOptionsCreate();
    TfLiteInterpreter interpreter = null;
    try {
      TfLiteInterpreterOptionsSetErrorReporter(options, errors, null);
      interpreter = TfLiteInterpreterCreate(model, options);
      return interpreter != null
          && TfLiteInterpreterAllocateTensors(interpreter) == kTfLiteOk
          && andThen.test(interpreter);
    } finally {
      if (interpreter != null) {
        TfLiteInterpreterDelete(interpreter);
      }
      TfLiteInterpreterOptionsDelete(options);
    }
  }
}
