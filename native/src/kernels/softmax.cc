// SOFTMAX: exp(x - max) / sum along one axis, or its logarithm.
#include <algorithm>
#include <cmath>

#include "core/kernel.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/softmax.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "hwy/contrib/math/math-inl.h"
#include "kernels/exp-inl.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

// Of what is 0 at most, or NaN.
HWY_INLINE V ExpBelow(V x) {
  return hn::IfThenZeroElse(hn::Lt(x, hn::Set(d, -87.3f)), QuickExp(x));
}

// max + log sum.
HWY_INLINE V Shift(V max, V sum) { return hn::Add(max, KeepNaN(sum, hn::Log(d, sum))); }

// One row; lanes past its end hold -inf, whose exponential is 0.
void Row(const float* in, float* out, int64_t n, bool log) {
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  const V lowest = hn::Set(d, -INFINITY);
  // A NaN may get lost here: the sum of the exponentials has it again.
  V max = lowest;
  int64_t i = 0;
  for (; i + lanes <= n; i += lanes) max = hn::Max(max, hn::LoadU(d, in + i));
  if (i < n) max = hn::Max(max, LoadFirst(d, in + i, n - i, lowest));
  max = hn::MaxOfLanes(d, max);
  V sum = hn::Zero(d);
  for (i = 0; i + lanes <= n; i += lanes) {
    const V e = ExpBelow(hn::Sub(hn::LoadU(d, in + i), max));
    if (!log) hn::StoreU(e, d, out + i);
    sum = hn::Add(sum, e);
  }
  if (i < n) {
    const V e = ExpBelow(hn::Sub(hn::LoadU(d, in + i), max));
    const V first = hn::IfThenElseZero(hn::FirstN(d, static_cast<size_t>(n - i)), e);
    if (!log) StoreFirst(first, d, out + i, n - i);
    sum = hn::Add(sum, first);
  }
  sum = hn::SumOfLanes(d, sum);
  // x / sum, or x - (max + log sum)
  const V shift = Shift(max, sum);
  const V scale = Quotient(hn::Set(d, 1.0f), sum);
  for (i = 0; i < n; i += lanes) {
    const V y = log ? hn::Sub(hn::LoadU(d, in + i), shift) : hn::Mul(hn::LoadU(d, out + i), scale);
    if (i + lanes <= n) {
      hn::StoreU(y, d, out + i);
    } else {
      StoreFirst(y, d, out + i, n - i);
    }
  }
}

// A vector of neighboring columns of [n][inner].
void Columns(const float* in, float* out, int64_t n, int64_t inner, int64_t count, bool log) {
  V max = hn::Set(d, -INFINITY);
  for (int64_t i = 0; i < n; ++i) max = hn::Max(max, hn::LoadU(d, in + i * inner));
  V sum = hn::Zero(d);
  for (int64_t i = 0; i < n; ++i)
    sum = hn::Add(sum, ExpBelow(hn::Sub(hn::LoadU(d, in + i * inner), max)));
  const V shift = Shift(max, sum);
  const V scale = Quotient(hn::Set(d, 1.0f), sum);
  for (int64_t i = 0; i < n; ++i) {
    const V x = hn::LoadU(d, in + i * inner);
    StoreFirst(log ? hn::Sub(x, shift) : hn::Mul(ExpBelow(hn::Sub(x, max)), scale), d,
               out + i * inner, count);
  }
}

}  // namespace

void SoftmaxRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_softmax_params>();
  const int64_t n = p.n, inner = p.inner;
  for (int64_t o = begin; o < end; ++o) {
    const float* in = args[Softmax::kIn] + o * n * inner;
    float* out = args[Softmax::kOut] + o * n * inner;
    if (inner == 1) {
      Row(in, out, n, p.log != 0);
      continue;
    }
    const auto lanes = static_cast<int64_t>(hn::Lanes(d));
    for (int64_t c = 0; c < inner; c += lanes) {
      Columns(in + c, out + c, n, inner, std::min(lanes, inner - c), p.log != 0);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Softmax)

bool Softmax::Validate(const Params& p, StepCheck& check) {
  if (!check.Positive("outer", p.outer) || !check.Positive("n", p.n) ||
      !check.Positive("inner", p.inner))
    return false;
  const int64_t count = SatProduct({p.outer, p.n, p.inner});
  return check.Needs(kOut, count, 4) && check.Needs(kIn, count, 4) && check.MayBeInPlace(kOut, kIn);
}

double Softmax::ExecutedFlops(const Params& p) { return 13.0 * p.outer * p.n * p.inner; }
int64_t Softmax::Items(const Params& p) { return p.outer; }
uint64_t Softmax::ScratchBytes(const Params&) { return 0; }

void Softmax::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  const int64_t inner = p.inner;
  for (int64_t o = begin; o < end; ++o) {
    for (int64_t c = 0; c < inner; ++c) {
      const float* in = args[Softmax::kIn] + o * p.n * inner + c;
      float* out = args[Softmax::kOut] + o * p.n * inner + c;
      double max = -INFINITY, sum = 0;
      for (int64_t i = 0; i < p.n; ++i) max = std::max<double>(max, in[i * inner]);
      for (int64_t i = 0; i < p.n; ++i) sum += std::exp(in[i * inner] - max);
      for (int64_t i = 0; i < p.n; ++i) {
        const double x = in[i * inner] - max;
        out[i * inner] = static_cast<float>(p.log != 0 ? x - std::log(sum) : std::exp(x) / sum);
      }
    }
  }
}

}  // namespace kws
#endif  // HWY_ONCE
