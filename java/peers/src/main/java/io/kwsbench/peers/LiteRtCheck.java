package io.kwsbench.peers;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterAllocateTensors;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsSetErrorReporter;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelCreateFromFileWithErrorReporter;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import io.kwsbench.KwsException;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteModel;

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
    TfLiteModel model = null;
    try (ErrorLines errors = new ErrorLines();
        BytePointer path = new BytePointer(file.toString())) {
      model = TfLiteModelCreateFromFileWithErrorReporter(path, errors, null);
      if (model == null || !prepares(model, errors)) {
        throw new KwsException(
            file + ": LiteRT does not run it: " + errors.orElse("it is no model of LiteRT"));
      }
    } finally {
      if (model != null) {
        TfLiteModelDelete(model);
      }
    }
  }

  private static boolean prepares(TfLiteModel model, ErrorLines errors) {
    TfLiteInterpreterOptions options = TfLiteInterpreterOptionsCreate();
    TfLiteInterpreter interpreter = null;
    try {
      TfLiteInterpreterOptionsSetErrorReporter(options, errors, null);
      interpreter = TfLiteInterpreterCreate(model, options);
      return interpreter != null && TfLiteInterpreterAllocateTensors(interpreter) == kTfLiteOk;
    } finally {
      if (interpreter != null) {
        TfLiteInterpreterDelete(interpreter);
      }
      TfLiteInterpreterOptionsDelete(options);
    }
  }
}
