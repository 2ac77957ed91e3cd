#include "kernels/window.h"

#include <algorithm>
#include <cstring>

namespace kws {

namespace {

// Kernel rows are often a few floats: too short for a call.
inline void CopyFloats(float* to, const float* from, int64_t count) {
  if (count > 16) {
    memcpy(to, from, static_cast<size_t>(count) * sizeof(float));
    return;
  }
  for (; count >= 4; count -= 4, to += 4, from += 4) memcpy(to, from, 4 * sizeof(float));
  if ((count & 2) != 0) {
    memcpy(to, from, 2 * sizeof(float));
    to += 2;
    from += 2;
  }
  if ((count & 1) != 0) *to = *from;
}

}  // namespace

void GatherPixel(const kws_window& p, int64_t channels, int64_t in_stride, const float* in,
                 int64_t pixel, float* row) {
  const Pixel px(p, pixel);
  const int64_t line = p.kernel_w * channels;
  // Once for all taps outside: a call for each kernel row costs more than a row's few floats.
  if (!px.Complete(p)) std::fill_n(row, p.kernel_h * line, 0.0f);
  if (px.Empty()) return;
  const bool contiguous = p.dilation_w == 1 && in_stride == channels;
  const int64_t count = (px.w.last - px.w.first) * channels;
  const int64_t step = int64_t{p.dilation_h} * p.in_w * in_stride;
  const float* from = in + px.Input(p, px.h.first, px.w.first) * in_stride;
  float* to = row + px.h.first * line + px.w.first * channels;
  int64_t kh = px.h.first;
  // Four floats are one vector, and the commonest width of a kernel over one channel.
  if (contiguous && count == 4) {
    for (; kh < px.h.last; ++kh, from += step, to += line) memcpy(to, from, 4 * sizeof(float));
  }
  for (; kh < px.h.last; ++kh, from += step, to += line) {
    if (contiguous) {
      CopyFloats(to, from, count);
      continue;
    }
    const float* tap = from;
    for (int64_t i = 0; i < count; i += channels, tap += p.dilation_w * in_stride)
      CopyFloats(to + i, tap, channels);
  }
}

}  // namespace kws
