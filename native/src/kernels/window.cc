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
  for (; count > 0; --count) *to++ = *from++;
}

}  // namespace

void GatherPixel(const kws_window& p, int64_t channels, int64_t in_stride, const float* in,
                 int64_t pixel, float* row) {
  const Pixel px(p, pixel);
  const int64_t line = p.kernel_w * channels;
  const bool contiguous = p.dilation_w == 1 && in_stride == channels;
  for (int64_t kh = 0; kh < p.kernel_h; ++kh, row += line) {
    if (kh < px.h.first || kh >= px.h.last || px.w.first >= px.w.last) {
      std::fill_n(row, line, 0.0f);
      continue;
    }
    std::fill_n(row, px.w.first * channels, 0.0f);
    const float* from = in + px.Input(p, kh, px.w.first) * in_stride;
    if (contiguous) {
      CopyFloats(row + px.w.first * channels, from, (px.w.last - px.w.first) * channels);
    } else {
      for (int64_t kw = px.w.first; kw < px.w.last; ++kw, from += p.dilation_w * in_stride) {
        CopyFloats(row + kw * channels, from, channels);
      }
    }
    std::fill_n(row + px.w.last * channels, (p.kernel_w - px.w.last) * channels, 0.0f);
  }
}

}  // namespace kws
