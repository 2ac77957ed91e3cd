package io.kwsbench.formats.onnx;

import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;

/**
 * The windows of a pool.
 *
 * @param asked as the file has them: their padding counts where it says so
 * @param whole the same with what {@code ceil_mode} adds, which never counts
 */
record PoolWindows(Windows asked, Windows whole) {
  static PoolWindows of(OnnxCall call, Laid x, Value image) {
    int[] lengths = Images.spatial(x.shape());
    Windows asked = Windows.of(call, call.node().integers("kernel_shape"), lengths);
    boolean ceil = call.node().integer("ceil_mode", 0) != 0;
    return new PoolWindows(asked, ceil ? completed(asked, image) : asked);
  }

  /** With as much padding behind as a last window needs that begins inside the padded input. */
  private static Windows completed(Windows windows, Value image) {
    int[] after = windows.after().clone();
    for (int axis = 0; axis < 2; axis++) {
      PaddedWindow window = windows.along(axis, false);
      int length = image.dim(axis + 1);
      int stride = window.stride();
      int padded = length + windows.before()[axis] + after[axis];
      int count = Math.floorDiv(padded - window.span() + stride - 1, stride) + 1;
      if ((count - 1) * stride >= length + windows.before()[axis]) {
        count--;
      }
      after[axis] += Math.max(0, (count - 1) * stride + window.span() - padded);
    }
    return new Windows(
        windows.size(), windows.stride(), windows.dilation(), windows.before(), after);
  }
}
