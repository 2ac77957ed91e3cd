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

using V = FloatVec;
const FloatTag d;

struct Limits {
  V low, high;

  explicit Limits(const kws_epilogue& e) {
    const bool clamp = e.activation == KWS_CLAMP;
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    low = hn::Set(d, clamp ? e.alpha : -kInfinity);
    high = hn::Set(d, clamp ? e.beta : kInfinity);
  }
};

// kPixels neighbouring pixels whose taps kh, kw all lie inside, kPixels accumulators to a weight.
template <int kPixels>
void Run(const Depthwise& p, const Pixel& px, const Limits& limits, float* out, int64_t out_stride) {
  const kws_window& w = p.window;
  const int64_t channels = p.in_c;
  const int64_t step = w.stride_w * p.in_stride;
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  for (int64_t c = 0; c < channels; c += lanes) {
    V acc[kPixels];
    const V start = p.bias != nullptr ? hn::LoadU(d, p.bias + c) : hn::Zero(d);
#pragma GCC unroll 8
    for (int i = 0; i < kPixels; ++i) acc[i] = start;
    for (int64_t kh = px.h.first; kh < px.h.last; ++kh) {
      const float* in = p.in + px.Input(w, kh, px.w.first) * p.in_stride + c;
      const float* weight = p.weights + (kh * w.kernel_w + px.w.first) * channels + c;
      for (int64_t kw = px.w.first; kw < px.w.last; ++kw, in += w.dilation_w * p.in_stride, weight += channels) {
        const V y = hn::LoadU(d, weight);
#pragma GCC unroll 8
        for (int i = 0; i < kPixels; ++i) acc[i] = hn::MulAdd(hn::LoadU(d, in + i * step), y, acc[i]);
      }
    }
#pragma GCC unroll 8
    for (int i = 0; i < kPixels; ++i) {
      const V y = ClampTo(acc[i], limits.low, limits.high);
      if (HWY_LIKELY(c + lanes <= channels)) {
        hn::StoreU(y, d, out + i * out_stride + c);
      } else {
        StoreFirst(y, d, out + i * out_stride + c, channels - c);
      }
    }
  }
}

// Multipliers above 1 are rare: plain loops.
void RunMultiplied(const Depthwise& p, int64_t pixel, float* out) {
  ReferenceDepthwise(p, pixel, pixel + 1, out, 0);
}

void Activate(const Depthwise& p, float* out) {
  if (p.epilogue.activation == KWS_IDENTITY || p.epilogue.activation == KWS_CLAMP) return;
  ApplyUnary(p.epilogue.activation, p.epilogue.alpha, p.epilogue.beta, out, out, p.out_c());
}

}  // namespace

void DepthwisePixels(const Depthwise& p, int64_t begin, int64_t end, float* out, int64_t out_stride) {
  const kws_window& w = p.window;
  const Limits limits(p.epilogue);
  constexpr int64_t kGroup = 4;
  for (int64_t i = begin; i < end;) {
    if (p.multiplier != 1) {
      RunMultiplied(p, i++, out);
      out += out_stride;
      continue;
    }
    const Pixel px(w, i);
    // Where the first and the last pixel of a group in one line have all their columns, so have those between.
    const bool group = i + kGroup <= end && i % w.out_w + kGroup <= w.out_w && px.w.first == 0 &&
                       px.w.last == w.kernel_w && Pixel(w, i + kGroup - 1).w.last == w.kernel_w;
    const int64_t count = group ? kGroup : 1;
    if (group) {
      Run<kGroup>(p, px, limits, out, out_stride);
    } else {
      Run<1>(p, px, limits, out, out_stride);
    }
    for (int64_t n = 0; n < count; ++n) Activate(p, out + n * out_stride);
    i += count;
    out += count * out_stride;
  }
}

void Depthwise2dRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_depthwise_2d_params>();
  const int64_t in_stride = p.in_stride == 0 ? p.in_c : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? int64_t{p.in_c} * p.multiplier : p.out_stride;
  const Depthwise depthwise = {p.window,          p.in_c,           p.multiplier,    in_stride, args.In<float>(1),
                               args.In<float>(2), args.In<float>(3), p.epilogue};
  DepthwisePixels(depthwise, begin, end, args.Out<float>(0) + begin * out_stride, out_stride);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Depthwise2d)

bool CheckDepthwise(StepCheck& check, const kws_window& window, int64_t in_c, int64_t multiplier, int64_t in_stride,
                    const kws_epilogue& epilogue) {
  if (!check.Window(window) || !check.Positive("in_c", in_c) || !check.Positive("multiplier", multiplier)) return false;
  const int64_t out_c = SatMul(in_c, multiplier);
  return check.Epilogue(epilogue) && check.Range("channels", out_c, 1, INT32_MAX) &&
         check.WindowInput(1, window, in_c, in_stride) &&
         check.Needs(2, SatProduct({window.kernel_h, window.kernel_w, out_c}), 4) && check.MayHave(3, out_c, 4);
}

void ReferenceDepthwise(const Depthwise& p, int64_t begin, int64_t end, float* out, int64_t out_stride) {
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
  return CheckDepthwise(check, p.window, p.in_c, p.multiplier, p.in_stride, p.epilogue) &&
         check.WindowOutput(0, p.window, int64_t{p.in_c} * p.multiplier, p.out_stride);
}

double Depthwise2d::Flops(const Params& p) {
  return 2.0 * static_cast<double>(OutputPixels(p.window)) * static_cast<double>(Taps(p.window)) * p.in_c * p.multiplier;
}
int64_t Depthwise2d::Items(const Params& p) { return OutputPixels(p.window); }
size_t Depthwise2d::ScratchBytes(const Params&) { return 0; }

void Depthwise2d::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  const int64_t in_stride = p.in_stride == 0 ? p.in_c : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? int64_t{p.in_c} * p.multiplier : p.out_stride;
  ReferenceDepthwise({p.window, p.in_c, p.multiplier, in_stride, args.In<float>(1), args.In<float>(2), args.In<float>(3),
                      p.epilogue},
                     begin, end, args.Out<float>(0) + begin * out_stride, out_stride);
}

}  // namespace kws
#endif  // HWY_ONCE
