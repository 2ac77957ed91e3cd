// DEPTHWISE_2D: every channel convolved with filters of its own.
#include "kernels/depthwise.h"

#include <algorithm>
#include <limits>

#include "core/kernel.h"
#include "kernels/scalar_math.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/depthwise_2d.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "kernels/depthwise-inl.h"
#include "kernels/unary-inl.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

struct Limits {
  V low, high;

  explicit Limits(const kws_epilogue& e) {
    const bool clamp = e.activation == KWS_CLAMP;
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    low = hn::Set(d, clamp ? e.alpha : -kInfinity);
    high = hn::Set(d, clamp ? e.beta : kInfinity);
  }
};

// A line's run of output pixels whose windows have the same rows and columns inside the input: what
// the loops below share.
struct Run {
  const float* in;  // the first tap inside of the first pixel
  const float* weights;
  int64_t rows, taps;                      // of the kernel that lie inside: rows, columns
  int64_t in_step, in_row_step, tap_step;  // between pixels, kernel rows, taps; in floats
  int64_t pixels;
  float* out;
  int64_t out_stride;
};

HWY_INLINE void StoreChannels(V y, const Limits& limits, float* out, int64_t left) {
  y = ClampTo(y, limits.low, limits.high);
  if (HWY_LIKELY(left >= static_cast<int64_t>(hn::Lanes(d)))) {
    hn::StoreU(y, d, out);
  } else {
    StoreFirst(y, d, out, left);
  }
}

// Three taps in one row, the weights in registers over the whole run. kSlide: windows one pixel
// apart, so that two of three inputs are the last pixel's.
template <bool kSlide>
void RunThreeTaps(const Depthwise& p, const Run& run, const Limits& limits) {
  const int64_t channels = p.in_c;
  for (int64_t c = 0; c < channels; c += static_cast<int64_t>(hn::Lanes(d))) {
    const float* weight = run.weights + c;
    const V w0 = hn::LoadU(d, weight), w1 = hn::LoadU(d, weight + channels),
            w2 = hn::LoadU(d, weight + 2 * channels);
    const V start = p.bias != nullptr ? hn::LoadU(d, p.bias + c) : hn::Zero(d);
    const float* in = run.in + c;
    float* out = run.out + c;
    V x0 = hn::LoadU(d, in), x1 = hn::LoadU(d, in + run.tap_step);
    for (int64_t i = 0; i < run.pixels; ++i, in += run.in_step, out += run.out_stride) {
      if (!kSlide) {
        x0 = hn::LoadU(d, in);
        x1 = hn::LoadU(d, in + run.tap_step);
      }
      const V x2 = hn::LoadU(d, in + 2 * run.tap_step);
      StoreChannels(hn::MulAdd(x2, w2, hn::MulAdd(x1, w1, hn::MulAdd(x0, w0, start))), limits, out,
                    channels - c);
      x0 = x1;
      x1 = x2;
    }
  }
}

// Few taps, all weights in registers over the whole run. It takes copies of run and limits: a call
// through a pointer that took references would let no other loop keep them in registers.
template <int kRows, int kTaps>
void RunFewTaps(const Depthwise& p, const Run run, const Limits limits) {
  const int64_t channels = p.in_c, weights_row = p.window.kernel_w * channels;
  for (int64_t c = 0; c < channels; c += static_cast<int64_t>(hn::Lanes(d))) {
    V weight[kRows][kTaps];
#pragma GCC unroll 4
    for (int kh = 0; kh < kRows; ++kh) {
#pragma GCC unroll 4
      for (int kw = 0; kw < kTaps; ++kw)
        weight[kh][kw] = hn::LoadU(d, run.weights + kh * weights_row + kw * channels + c);
    }
    const V start = p.bias != nullptr ? hn::LoadU(d, p.bias + c) : hn::Zero(d);
    const float* line[kRows];
#pragma GCC unroll 4
    for (int kh = 0; kh < kRows; ++kh) line[kh] = run.in + kh * run.in_row_step + c;
    float* out = run.out + c;
    for (int64_t i = 0; i < run.pixels; ++i, out += run.out_stride) {
      V sum = start;
#pragma GCC unroll 4
      for (int kh = 0; kh < kRows; ++kh) {
#pragma GCC unroll 4
        for (int kw = 0; kw < kTaps; ++kw)
          sum = hn::MulAdd(hn::LoadU(d, line[kh] + kw * run.tap_step), weight[kh][kw], sum);
        line[kh] += run.in_step;
      }
      StoreChannels(sum, limits, out, channels - c);
    }
  }
}

// A whole line of windows of three columns, one pixel apart, whose first and last have one column
// outside: one pass over the weights, where runs would be three. Sums have the order of theirs.
template <int kRows>
void RunWholeLine(const Depthwise& p, const Run run, const Limits limits) {
  const int64_t channels = p.in_c, weights_row = 3 * channels;
  for (int64_t c = 0; c < channels; c += static_cast<int64_t>(hn::Lanes(d))) {
    V weight[kRows][3];
    const float* line[kRows];
#pragma GCC unroll 4
    for (int kh = 0; kh < kRows; ++kh) {
      line[kh] = run.in + kh * run.in_row_step + c;
#pragma GCC unroll 4
      for (int kw = 0; kw < 3; ++kw)
        weight[kh][kw] = hn::LoadU(d, run.weights + kh * weights_row + kw * channels + c);
    }
    const V start = p.bias != nullptr ? hn::LoadU(d, p.bias + c) : hn::Zero(d);
    float* out = run.out + c;
    V sum = start;
#pragma GCC unroll 4
    for (int kh = 0; kh < kRows; ++kh) {
      sum = hn::MulAdd(hn::LoadU(d, line[kh]), weight[kh][1], sum);
      sum = hn::MulAdd(hn::LoadU(d, line[kh] + run.in_step), weight[kh][2], sum);
    }
    StoreChannels(sum, limits, out, channels - c);
    for (int64_t i = 2; i < run.pixels; ++i) {
      out += run.out_stride;
      sum = start;
#pragma GCC unroll 4
      for (int kh = 0; kh < kRows; ++kh) {
#pragma GCC unroll 4
        for (int kw = 0; kw < 3; ++kw)
          sum = hn::MulAdd(hn::LoadU(d, line[kh] + kw * run.in_step), weight[kh][kw], sum);
        line[kh] += run.in_step;
      }
      StoreChannels(sum, limits, out, channels - c);
    }
    sum = start;
#pragma GCC unroll 4
    for (int kh = 0; kh < kRows; ++kh) {
      sum = hn::MulAdd(hn::LoadU(d, line[kh]), weight[kh][0], sum);
      sum = hn::MulAdd(hn::LoadU(d, line[kh] + run.in_step), weight[kh][1], sum);
    }
    StoreChannels(sum, limits, out + run.out_stride, channels - c);
  }
}

bool HasWholeLines(const kws_window& w) {
  return w.kernel_w == 3 && w.stride_w == 1 && w.dilation_w == 1 && w.pad_left == 1 &&
         w.out_w == w.in_w && w.out_w > 1;
}

// Any taps, kPixels accumulators to a weight.
template <int kPixels>
void RunTaps(const Depthwise& p, const Run& run, const Limits& limits) {
  const int64_t channels = p.in_c, weights_row = p.window.kernel_w * channels;
  for (int64_t c = 0; c < channels; c += static_cast<int64_t>(hn::Lanes(d))) {
    V acc[kPixels];
    const V start = p.bias != nullptr ? hn::LoadU(d, p.bias + c) : hn::Zero(d);
#pragma GCC unroll 8
    for (int i = 0; i < kPixels; ++i) acc[i] = start;
    for (int64_t kh = 0; kh < run.rows; ++kh) {
      const float* weight = run.weights + kh * weights_row + c;
      const float* in = run.in + kh * run.in_row_step + c;
      for (int64_t kw = 0; kw < run.taps; ++kw, in += run.tap_step, weight += channels) {
        const V y = hn::LoadU(d, weight);
#pragma GCC unroll 8
        for (int i = 0; i < kPixels; ++i)
          acc[i] = hn::MulAdd(hn::LoadU(d, in + i * run.in_step), y, acc[i]);
      }
    }
#pragma GCC unroll 8
    for (int i = 0; i < kPixels; ++i)
      StoreChannels(acc[i], limits, run.out + i * run.out_stride + c, channels - c);
  }
}

// The loop for as many rows and columns, if they are few enough to have one.
using RunFn = void (*)(const Depthwise&, Run, Limits);
RunFn FewTaps(const Run& run) {
  if (run.rows == 3)
    return run.taps == 3 ? RunFewTaps<3, 3> : run.taps == 2 ? RunFewTaps<3, 2> : nullptr;
  if (run.rows == 2)
    return run.taps == 3 ? RunFewTaps<2, 3> : run.taps == 2 ? RunFewTaps<2, 2> : nullptr;
  return nullptr;
}

void RunLine(const Depthwise& p, Run run, const Limits& limits) {
  if (run.rows == 1 && run.taps == 3) {
    if (run.in_step == run.tap_step) return RunThreeTaps<true>(p, run, limits);
    return RunThreeTaps<false>(p, run, limits);
  }
  if (const RunFn few = FewTaps(run)) return few(p, run, limits);
  constexpr int kGroup = 4;
  for (int64_t left = run.pixels; left > 0;) {
    const int64_t count = left >= kGroup ? kGroup : 1;
    if (count == kGroup) {
      RunTaps<kGroup>(p, run, limits);
    } else {
      RunTaps<1>(p, run, limits);
    }
    left -= count;
    run.in += count * run.in_step;
    run.out += count * run.out_stride;
  }
}

void Activate(const Depthwise& p, int64_t pixels, float* out, int64_t out_stride) {
  if (p.epilogue.activation == KWS_IDENTITY || p.epilogue.activation == KWS_CLAMP) return;
  for (; pixels > 0; --pixels, out += out_stride)
    ApplyUnary(p.epilogue.activation, p.epilogue.alpha, p.epilogue.beta, out, out, p.out_c());
}

}  // namespace

void DepthwisePixels(const Depthwise& p, int64_t begin, int64_t end, float* out,
                     int64_t out_stride) {
  // Multipliers above 1 are rare: plain loops, the activation included.
  if (p.multiplier != 1) return ReferenceDepthwise(p, begin, end, out, out_stride);
  const kws_window& w = p.window;
  const Limits limits(p.epilogue);
  const ColumnsInside inside(w);
  const bool whole_lines = HasWholeLines(w);
  Run run = {};
  run.in_step = w.stride_w * p.in_stride;
  run.in_row_step = int64_t{w.dilation_h} * w.in_w * p.in_stride;
  run.tap_step = w.dilation_w * p.in_stride;
  run.out_stride = out_stride;
  int64_t column = begin - Divide(begin, w.out_w) * w.out_w;
  for (int64_t i = begin; i < end; column = 0) {
    Pixel px(w, i);
    const bool some = px.h.first < px.h.last;
    const int64_t line_end = std::min<int64_t>(w.out_w, column + end - i);
    const float* weights = p.weights + px.h.first * w.kernel_w * p.in_c;
    run.rows = px.h.last - px.h.first;
    i += line_end - column;
    if (whole_lines && column == 0 && line_end == w.out_w && (run.rows == 3 || run.rows == 2)) {
      run.pixels = w.out_w;
      run.in = p.in + px.Input(w, px.h.first, 1) * p.in_stride;
      run.weights = weights;
      run.out = out;
      (run.rows == 3 ? RunWholeLine<3> : RunWholeLine<2>)(p, run, limits);
      Activate(p, run.pixels, out, out_stride);
      out += run.pixels * out_stride;
      continue;
    }
    while (column < line_end) {
      // A pixel whose window lies partly outside runs alone.
      run.pixels = 1;
      if (some && inside.Holds(column)) run.pixels = std::min(line_end, inside.end) - column;
      px.MoveTo(w, column);
      run.in = px.Empty() ? p.in : p.in + px.Input(w, px.h.first, px.w.first) * p.in_stride;
      run.weights = weights + px.w.first * p.in_c;
      run.taps = px.w.last - px.w.first;
      run.out = out;
      RunLine(p, run, limits);
      Activate(p, run.pixels, out, out_stride);
      out += run.pixels * out_stride;
      column += run.pixels;
    }
  }
}

void Depthwise2dRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_depthwise_2d_params>();
  const int64_t in_stride = p.in_stride == 0 ? p.in_c : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? int64_t{p.in_c} * p.multiplier : p.out_stride;
  const Depthwise depthwise = {p.window,
                               p.in_c,
                               p.multiplier,
                               in_stride,
                               args[Depthwise2d::kIn],
                               args[Depthwise2d::kWeights],
                               args[Depthwise2d::kBias],
                               p.epilogue};
  DepthwisePixels(depthwise, begin, end, args[Depthwise2d::kOut] + begin * out_stride, out_stride);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Depthwise2d)

bool CheckDepthwise(StepCheck& check, const DepthwiseOperands& operands, const kws_window& window,
                    int64_t in_c, int64_t multiplier, int64_t in_stride,
                    const kws_epilogue& epilogue) {
  if (!check.Window(window) || !check.Positive("in_c", in_c) ||
      !check.Positive("multiplier", multiplier))
    return false;
  const int64_t out_c = SatMul(in_c, multiplier);
  return check.Epilogue(epilogue) && check.Range("channels", out_c, 1, INT32_MAX) &&
         check.WindowInput(operands.in, window, in_c, in_stride) &&
         check.Needs(operands.weights, SatProduct({window.kernel_h, window.kernel_w, out_c}), 4) &&
         check.MayHave(operands.bias, out_c, 4);
}

void ReferenceDepthwise(const Depthwise& p, int64_t begin, int64_t end, float* out,
                        int64_t out_stride) {
  const kws_window& w = p.window;
  const int64_t out_c = p.out_c();
  for (int64_t i = begin; i < end; ++i, out += out_stride) {
    const Pixel px(w, i);
    for (int64_t c = 0; c < out_c; ++c) {
      float sum = p.bias != nullptr ? p.bias[c] : 0.0f;
      for (int64_t kh = px.h.first; kh < px.h.last; ++kh) {
        for (int64_t kw = px.w.first; kw < px.w.last; ++kw) {
          sum += p.in[px.Input(w, kh, kw) * p.in_stride + c / p.multiplier] *
                 p.weights[(kh * w.kernel_w + kw) * out_c + c];
        }
      }
      out[c] = ScalarEpilogue(p.epilogue, sum);
    }
  }
}

bool Depthwise2d::Validate(const Params& p, StepCheck& check) {
  return CheckDepthwise(check, {kIn, kWeights, kBias}, p.window, p.in_c, p.multiplier, p.in_stride,
                        p.epilogue) &&
         check.WindowOutput(kOut, p.window, int64_t{p.in_c} * p.multiplier, p.out_stride);
}

double Depthwise2d::ExecutedFlops(const Params& p) {
  return 2.0 * static_cast<double>(OutputPixels(p.window)) * static_cast<double>(Taps(p.window)) *
         p.in_c * p.multiplier;
}
int64_t Depthwise2d::Items(const Params& p) { return OutputPixels(p.window); }
uint64_t Depthwise2d::ScratchBytes(const Params&) { return 0; }

void Depthwise2d::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  const int64_t in_stride = p.in_stride == 0 ? p.in_c : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? int64_t{p.in_c} * p.multiplier : p.out_stride;
  ReferenceDepthwise({p.window, p.in_c, p.multiplier, in_stride, args[Depthwise2d::kIn],
                      args[Depthwise2d::kWeights], args[Depthwise2d::kBias], p.epilogue},
                     begin, end, args[Depthwise2d::kOut] + begin * out_stride, out_stride);
}

}  // namespace kws
#endif  // HWY_ONCE
