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

using V = FloatVec;
const FloatTag d;

struct Max {
  static V Join(V a, V b) { return hn::Max(a, b); }
};
struct Sum {
  static V Join(V a, V b) { return hn::Add(a, b); }
};

template <class Op>
V Channels(const kws_window& w, const Pixel& px, const float* in, int64_t stride, V value) {
  for (int64_t kh = px.h.first; kh < px.h.last; ++kh) {
    const float* tap = in + px.Input(w, kh, px.w.first) * stride;
    for (int64_t kw = px.w.first; kw < px.w.last; ++kw, tap += w.dilation_w * stride) {
      value = Op::Join(value, hn::LoadU(d, tap));
    }
  }
  return value;
}

}  // namespace

void Pool2dRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_pool_2d_params>();
  const kws_window& w = p.window;
  const int64_t channels = p.channels;
  const int64_t in_stride = p.in_stride == 0 ? channels : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? channels : p.out_stride;
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  for (int64_t i = begin; i < end; ++i) {
    const Pixel px(w, i);
    const int64_t taps = (px.h.last - px.h.first) * (px.w.last - px.w.first);
    const V scale = hn::Set(d, taps > 0 ? 1.0f / static_cast<float>(taps) : 0.0f);
    float* out = args.Out<float>(0) + i * out_stride;
    for (int64_t c = 0; c < channels; c += lanes) {
      const float* in = args.In<float>(1) + c;
      const V value = p.op == KWS_POOL_MAX
                          ? Channels<Max>(w, px, in, in_stride, hn::Set(d, -INFINITY))
                          : hn::Mul(scale, Channels<Sum>(w, px, in, in_stride, hn::Zero(d)));
      if (c + lanes <= channels) {
        hn::StoreU(value, d, out + c);
      } else {
        StoreFirst(value, d, out + c, channels - c);
      }
    }
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
         check.WindowInput(1, p.window, p.channels, p.in_stride) &&
         check.WindowOutput(0, p.window, p.channels, p.out_stride);
}

double Pool2d::Flops(const Params& p) {
  return static_cast<double>(OutputPixels(p.window)) * static_cast<double>(Taps(p.window)) *
         p.channels;
}
int64_t Pool2d::Items(const Params& p) { return OutputPixels(p.window); }
size_t Pool2d::ScratchBytes(const Params&) { return 0; }

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
          const float x = args.In<float>(1)[px.Input(p.window, kh, kw) * in_stride + c];
          max = std::max(max, x);
          sum += x;
        }
      }
      args.Out<float>(0)[i * out_stride + c] = p.op == KWS_POOL_MAX ? max
                                               : count > 0          ? sum / count
                                                                    : 0.0f;
    }
  }
}

}  // namespace kws
#endif  // HWY_ONCE
