// POOL_2D: maximum or average of a window's taps inside the input.
#include <algorithm>
#include <cmath>

#include "core/kernel.h"
#include "kernels/window.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/pool_2d.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

struct Max {
  static V Start() { return hn::Set(d, -INFINITY); }
  static V Join(V a, V b) { return MaxOf(a, b); }
  static V Scaled(V value, V) { return value; }
};
struct Sum {
  static V Start() { return hn::Zero(d); }
  static V Join(V a, V b) { return hn::Add(a, b); }
  static V Scaled(V value, V scale) { return hn::Mul(value, scale); }
};

// What the pixels of a step share; offsets in floats.
struct Pooling {
  kws_window window;
  int64_t channels, in_stride, out_stride;
};

// One pixel: `rows` x `taps` taps from `in` (kTaps of them where it is not 0), times `scale`.
template <class Op, int kTaps>
HWY_INLINE void PoolPixel(const Pooling& p, const float* in, int64_t rows, int64_t taps, V start,
                          V scale, float* out) {
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  const int64_t tap_step = p.window.dilation_w * p.in_stride;
  const int64_t row_step = int64_t{p.window.dilation_h} * p.window.in_w * p.in_stride;
  for (int64_t c = 0; c < p.channels; c += lanes) {
    V value = start;
    if (kTaps > 0) {
      const float* line = in + c;
      value = hn::LoadU(d, line);
#pragma GCC unroll 4
      for (int tap = 1; tap < kTaps; ++tap)
        value = Op::Join(value, hn::LoadU(d, line + tap * tap_step));
      for (int64_t row = 1; row < rows; ++row) {
        line += row_step;
#pragma GCC unroll 4
        for (int tap = 0; tap < kTaps; ++tap)
          value = Op::Join(value, hn::LoadU(d, line + tap * tap_step));
      }
    } else {
      for (int64_t row = 0; row < rows; ++row) {
        for (int64_t tap = 0; tap < taps; ++tap)
          value = Op::Join(value, hn::LoadU(d, in + row * row_step + tap * tap_step + c));
      }
    }
    value = Op::Scaled(value, scale);
    if (HWY_LIKELY(c + lanes <= p.channels)) {
      hn::StoreU(value, d, out + c);
    } else {
      StoreFirst(value, d, out + c, p.channels - c);
    }
  }
}

// `count` neighboring pixels whose windows have all their columns.
template <class Op, int kTaps>
void PoolRun(const Pooling& p, const float* in, int64_t rows, int64_t count, float* out) {
  const int64_t taps = p.window.kernel_w;
  const V scale = hn::Set(d, 1.0f / static_cast<float>(rows * taps));
  const int64_t in_step = p.window.stride_w * p.in_stride;
  for (int64_t i = 0; i < count; ++i, in += in_step, out += p.out_stride)
    PoolPixel<Op, kTaps>(p, in, rows, taps, Op::Start(), scale, out);
}

template <class Op>
void PoolLine(const Pooling& p, const float* in, int64_t rows, int64_t count, float* out) {
  if (p.window.kernel_w == 2) return PoolRun<Op, 2>(p, in, rows, count, out);
  if (p.window.kernel_w == 3) return PoolRun<Op, 3>(p, in, rows, count, out);
  return PoolRun<Op, 0>(p, in, rows, count, out);
}

// A pixel whose window lies partly, or wholly, outside.
template <class Op>
void PoolEdge(const Pooling& p, const Pixel& px, const float* in, float* out) {
  const int64_t rows = px.h.last - px.h.first, taps = px.w.last - px.w.first;
  const bool any = !px.Empty();
  const V scale = hn::Set(d, any ? 1.0f / static_cast<float>(rows * taps) : 0.0f);
  const float* first = any ? in + px.Input(p.window, px.h.first, px.w.first) * p.in_stride : in;
  PoolPixel<Op, 0>(p, first, any ? rows : 0, any ? taps : 0, Op::Start(), scale, out);
}

template <class Op>
void PoolPixels(const Pooling& p, const float* in, int64_t begin, int64_t end, float* out) {
  const kws_window& w = p.window;
  const ColumnsInside inside(w);
  for (int64_t i = begin; i < end;) {
    const Pixel px(w, i);
    const int64_t column = i % w.out_w;
    int64_t count = 1;
    if (inside.Holds(column) && px.h.first < px.h.last) {
      count = std::min({end - i, inside.end - column, w.out_w - column});
      PoolLine<Op>(p, in + px.Input(w, px.h.first, 0) * p.in_stride, px.h.last - px.h.first, count,
                   out);
    } else {
      PoolEdge<Op>(p, px, in, out);
    }
    i += count;
    out += count * p.out_stride;
  }
}

}  // namespace

void Pool2dRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_pool_2d_params>();
  const int64_t channels = p.channels;
  const Pooling pooling = {p.window, channels, p.in_stride == 0 ? channels : p.in_stride,
                           p.out_stride == 0 ? channels : p.out_stride};
  float* out = args[Pool2d::kOut] + begin * pooling.out_stride;
  if (p.op == KWS_POOL_MAX) {
    PoolPixels<Max>(pooling, args[Pool2d::kIn], begin, end, out);
  } else {
    PoolPixels<Sum>(pooling, args[Pool2d::kIn], begin, end, out);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Pool2d)

bool Pool2d::Validate(const Params& p, StepCheck& check) {
  return check.Window(p.window) && check.Positive("channels", p.channels) &&
         check.Range("pool op", p.op, KWS_POOL_MAX, KWS_POOL_AVG) &&
         check.WindowInput(kIn, p.window, p.channels, p.in_stride) &&
         check.WindowOutput(kOut, p.window, p.channels, p.out_stride);
}

double Pool2d::ExecutedFlops(const Params& p) {
  return static_cast<double>(OutputPixels(p.window)) * static_cast<double>(Taps(p.window)) *
         p.channels;
}
int64_t Pool2d::Items(const Params& p) { return OutputPixels(p.window); }
uint64_t Pool2d::ScratchBytes(const Params&) { return 0; }

void Pool2d::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  const int64_t in_stride = p.in_stride == 0 ? p.channels : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? p.channels : p.out_stride;
  for (int64_t i = begin; i < end; ++i) {
    const Pixel px(p.window, i);
    for (int64_t c = 0; c < p.channels; ++c) {
      float max = -INFINITY, sum = 0, count = 0;
      for (int64_t kh = px.h.first; kh < px.h.last; ++kh) {
        for (int64_t kw = px.w.first; kw < px.w.last; ++kw, ++count) {
          const float x = args[Pool2d::kIn][px.Input(p.window, kh, kw) * in_stride + c];
          max = x > max || std::isnan(x) ? x : max;
          sum += x;
        }
      }
      args[Pool2d::kOut][i * out_stride + c] = p.op == KWS_POOL_MAX ? max
                                               : count > 0          ? sum / count
                                                                    : 0.0f;
    }
  }
}

}  // namespace kws
#endif  // HWY_ONCE
