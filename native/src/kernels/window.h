// Geometry of a sliding window: which taps of an output pixel lie inside the input.
#ifndef KWS_KERNELS_WINDOW_H_
#define KWS_KERNELS_WINDOW_H_

#include <cstdint>

#include "kwsbench.h"

namespace kws {

// Taps first .. last-1 of one axis, and the input coordinate of tap 0 (it may be negative).
struct TapRange {
  int64_t origin;
  int64_t first;
  int64_t last;
};

// a / b of numbers that are no less than 0. Nearly always both have 32 bits, whose division takes a
// fraction of the time; 64-bit ARM's ends early for small numbers by itself.
inline int64_t Divide(int64_t a, int64_t b) {
#if !defined(__aarch64__)
  if (b == 1) return a;
  if (((a | b) >> 32) == 0) return static_cast<uint32_t>(a) / static_cast<uint32_t>(b);
#endif
  return a / b;
}

inline TapRange TapsInside(int64_t out, int64_t stride, int64_t pad, int64_t dilation, int64_t taps,
                           int64_t size) {
  TapRange range;
  range.origin = out * stride - pad;
  range.first = range.origin >= 0 ? 0 : Divide(-range.origin + dilation - 1, dilation);
  range.last = range.origin >= size ? 0 : Divide(size - 1 - range.origin, dilation) + 1;
  if (range.last > taps) range.last = taps;
  if (range.first > range.last) range.first = range.last;
  return range;
}

// One output pixel of a window.
struct Pixel {
  int64_t batch;
  TapRange h;
  TapRange w;

  Pixel(const kws_window& p, int64_t index) : Pixel(p, index, Divide(index, p.out_w)) {}

  // Goes to another column of the same line.
  void MoveTo(const kws_window& p, int64_t column) {
    w = TapsInside(column, p.stride_w, p.pad_left, p.dilation_w, p.kernel_w, p.in_w);
  }

  // No tap lies inside: no tap has an input pixel, whose address could overflow.
  bool Empty() const { return h.first >= h.last || w.first >= w.last; }
  // Input pixel of a tap that lies inside.
  int64_t Input(const kws_window& p, int64_t kh, int64_t kw) const {
    return (batch * p.in_h + h.origin + kh * p.dilation_h) * p.in_w + w.origin + kw * p.dilation_w;
  }
  bool Complete(const kws_window& p) const {
    return h.first == 0 && w.first == 0 && h.last == p.kernel_h && w.last == p.kernel_w;
  }

 private:
  // line: of all images' output lines.
  Pixel(const kws_window& p, int64_t index, int64_t line)
      : batch(Divide(line, p.out_h)),
        h(TapsInside(line - batch * p.out_h, p.stride_h, p.pad_top, p.dilation_h, p.kernel_h,
                     p.in_h)),
        w(TapsInside(index - line * p.out_w, p.stride_w, p.pad_left, p.dilation_w, p.kernel_w,
                     p.in_w)) {}
};

// Output columns begin .. end-1: those whose windows have all their columns inside the input.
struct ColumnsInside {
  int64_t begin;
  int64_t end;

  explicit ColumnsInside(const kws_window& p)
      : begin((int64_t{p.pad_left} + p.stride_w - 1) / p.stride_w) {
    const int64_t last_origin = int64_t{p.in_w} - 1 - (p.kernel_w - 1) * int64_t{p.dilation_w};
    end = last_origin + p.pad_left < 0 ? 0 : (last_origin + p.pad_left) / p.stride_w + 1;
  }
  bool Holds(int64_t column) const { return column >= begin && column < end; }
};

inline int64_t OutputPixels(const kws_window& p) { return int64_t{p.batch} * p.out_h * p.out_w; }
inline int64_t Taps(const kws_window& p) { return int64_t{p.kernel_h} * p.kernel_w; }

// Copies the taps of neighboring output pixels, [kernel_h][kernel_w][channels] of each, zeros where
// they lie outside, to `rows`.
void GatherPixels(const kws_window& p, int64_t channels, int64_t in_stride, const float* in,
                  int64_t pixel, int64_t count, float* rows);

}  // namespace kws

#endif  // KWS_KERNELS_WINDOW_H_
