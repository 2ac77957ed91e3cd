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

// Kernel rows of so many floats: no loop over them.
template <int kCount>
void CopyLines(const float* from, int64_t step, float* to, int64_t line, int64_t lines) {
  for (; lines > 0; --lines, from += step, to += line) memcpy(to, from, kCount * sizeof(float));
}

// Kernel rows that lie side by side in the input.
void CopyLines(const float* from, int64_t step, float* to, int64_t line, int64_t lines,
               int64_t count) {
  switch (count) {
    case 1:
      return CopyLines<1>(from, step, to, line, lines);
    case 2:
      return CopyLines<2>(from, step, to, line, lines);
    case 3:
      return CopyLines<3>(from, step, to, line, lines);
    case 4:
      return CopyLines<4>(from, step, to, line, lines);
    default:
      for (; lines > 0; --lines, from += step, to += line) CopyFloats(to, from, count);
  }
}

// One pixel's.
void GatherTaps(const kws_window& p, int64_t channels, int64_t in_stride, const float* in,
                const Pixel& px, float* row) {
  const int64_t line = p.kernel_w * channels;
  // Once for all taps outside: a call for each kernel row costs more than a row's few floats.
  if (!px.Complete(p)) memset(row, 0, static_cast<size_t>(p.kernel_h * line) * sizeof(float));
  if (px.Empty()) return;
  const int64_t count = (px.w.last - px.w.first) * channels;
  const int64_t step = int64_t{p.dilation_h} * p.in_w * in_stride;
  const float* from = in + px.Input(p, px.h.first, px.w.first) * in_stride;
  float* to = row + px.h.first * line + px.w.first * channels;
  const int64_t lines = px.h.last - px.h.first;
  if (p.dilation_w == 1 && in_stride == channels)
    return CopyLines(from, step, to, line, lines, count);
  for (int64_t kh = 0; kh < lines; ++kh, from += step, to += line) {
    const float* tap = from;
    for (int64_t i = 0; i < count; i += channels, tap += p.dilation_w * in_stride)
      CopyFloats(to + i, tap, channels);
  }
}

}  // namespace

void GatherPixels(const kws_window& p, int64_t channels, int64_t in_stride, const float* in,
                  int64_t pixel, int64_t count, float* rows) {
  const int64_t taps = Taps(p) * channels;
  int64_t column = pixel - Divide(pixel, p.out_w) * p.out_w;
  Pixel px(p, pixel);
  for (int64_t i = 0; i < count; ++i, rows += taps) {
    GatherTaps(p, channels, in_stride, in, px, rows);
    if (++column < p.out_w) {
      px.MoveTo(p, column);
    } else if (i + 1 < count) {
      column = 0;
      px = Pixel(p, pixel + i + 1);
    }
  }
}

}  // namespace kws
