// REDUCE: sum, mean, max, min or product of [outer][n][inner] over n.
#include <algorithm>
#include <cmath>

#include "core/kernel.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/reduce.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

HWY_INLINE bool HasNaN(V v) { return !hn::AllFalse(d, hn::IsNaN(v)); }

struct Sum {
  static V Start() { return hn::Zero(d); }
  static V Join(V a, V b) { return hn::Add(a, b); }
  static float Lanes(V v) { return hn::GetLane(hn::SumOfLanes(d, v)); }
};
struct Max {
  static V Start() { return hn::Set(d, -INFINITY); }
  static V Join(V a, V b) { return MaxOf(a, b); }
  static float Lanes(V v) { return HasNaN(v) ? NAN : hn::GetLane(hn::MaxOfLanes(d, v)); }
};
struct Min {
  static V Start() { return hn::Set(d, INFINITY); }
  static V Join(V a, V b) { return MinOf(a, b); }
  static float Lanes(V v) { return HasNaN(v) ? NAN : hn::GetLane(hn::MinOfLanes(d, v)); }
};
struct Prod {
  static V Start() { return hn::Set(d, 1.0f); }
  static V Join(V a, V b) { return hn::Mul(a, b); }
  static float Lanes(V v) {
    HWY_ALIGN float lanes[HWY_MAX_BYTES / sizeof(float)];
    hn::Store(v, d, lanes);
    float product = 1;
    for (size_t i = 0; i < hn::Lanes(d); ++i) product *= lanes[i];
    return product;
  }
};

template <class Op>
float Row(const float* in, int64_t n) {
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  V a = Op::Start(), b = a;
  int64_t i = 0;
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    a = Op::Join(a, hn::LoadU(d, in + i));
    b = Op::Join(b, hn::LoadU(d, in + i + lanes));
  }
  for (; i < n; i += lanes)
    a = Op::Join(a, LoadFirst(d, in + i, std::min(lanes, n - i), Op::Start()));
  return Op::Lanes(Op::Join(a, b));
}

template <class Op>
V Column(const float* in, int64_t n, int64_t inner) {
  V sum = Op::Start();
  for (int64_t i = 0; i < n; ++i) sum = Op::Join(sum, hn::LoadU(d, in + i * inner));
  return sum;
}

template <class Op>
void Run(const KernelArgs& args, float scale, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_reduce_params>();
  const int64_t n = p.n, inner = p.inner;
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  const V scales = hn::Set(d, scale);
  for (int64_t o = begin; o < end; ++o) {
    const float* in = args[Reduce::kIn] + o * n * inner;
    float* out = args[Reduce::kOut] + o * inner;
    if (inner == 1) {
      *out = Row<Op>(in, n) * scale;
      continue;
    }
    for (int64_t c = 0; c < inner; c += lanes) {
      StoreFirst(hn::Mul(Column<Op>(in + c, n, inner), scales), d, out + c,
                 std::min(lanes, inner - c));
    }
  }
}

}  // namespace

void ReduceRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_reduce_params>();
  switch (p.op) {
    case KWS_REDUCE_SUM:
      return Run<Sum>(args, 1.0f, begin, end);
    case KWS_REDUCE_MEAN:
      return Run<Sum>(args, 1.0f / static_cast<float>(p.n), begin, end);
    case KWS_REDUCE_MAX:
      return Run<Max>(args, 1.0f, begin, end);
    case KWS_REDUCE_MIN:
      return Run<Min>(args, 1.0f, begin, end);
    default:
      return Run<Prod>(args, 1.0f, begin, end);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Reduce)

namespace {

double Join(int op, double a, double b) {
  switch (op) {
    case KWS_REDUCE_MAX:
      return a > b || std::isnan(a) ? a : b;
    case KWS_REDUCE_MIN:
      return a < b || std::isnan(a) ? a : b;
    case KWS_REDUCE_PROD:
      return a * b;
    default:
      return a + b;
  }
}

}  // namespace

bool Reduce::Validate(const Params& p, StepCheck& check) {
  return check.Positive("outer", p.outer) && check.Positive("n", p.n) &&
         check.Positive("inner", p.inner) && check.Range("reduce op", p.op, 0, KWS_REDUCE_PROD) &&
         check.Needs(kOut, SatMul(p.outer, p.inner), 4) &&
         check.Needs(kIn, SatProduct({p.outer, p.n, p.inner}), 4);
}

double Reduce::ExecutedFlops(const Params& p) { return 1.0 * p.outer * p.n * p.inner; }
int64_t Reduce::Items(const Params& p) { return p.outer; }
uint64_t Reduce::ScratchBytes(const Params&) { return 0; }

void Reduce::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  for (int64_t o = begin; o < end; ++o) {
    for (int64_t c = 0; c < p.inner; ++c) {
      const float* in = args[Reduce::kIn] + o * p.n * p.inner + c;
      double result = in[0];
      for (int64_t i = 1; i < p.n; ++i) result = Join(p.op, result, in[i * p.inner]);
      if (p.op == KWS_REDUCE_MEAN) result /= p.n;
      args[Reduce::kOut][o * p.inner + c] = static_cast<float>(result);
    }
  }
}

}  // namespace kws
#endif  // HWY_ONCE
