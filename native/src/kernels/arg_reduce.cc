// ARG_REDUCE: where the largest (or smallest) element of [outer][n][inner] along n is, the first of
// equals. As in TensorFlow, what is not above the lowest finite number (below the largest), NaN
// too, is found nowhere, and 0 is the answer where nothing is found.
#include <limits>

#include "core/kernel.h"

namespace kws {
namespace {

template <class T>
void Loop(const KernelArgs& args, const kws_arg_reduce_params& p, int64_t begin, int64_t end) {
  for (int64_t o = begin; o < end; ++o) {
    for (int64_t c = 0; c < p.inner; ++c) {
      const float* in = args[ArgReduce::kIn] + o * p.n * p.inner + c;
      int64_t best = 0;
      float value =
          p.minimum != 0 ? std::numeric_limits<float>::max() : std::numeric_limits<float>::lowest();
      for (int64_t i = 0; i < p.n; ++i) {
        const float x = in[i * p.inner];
        if (p.minimum != 0 ? !(x < value) : !(x > value)) continue;
        best = i;
        value = x;
      }
      args.As<T>(ArgReduce::kOut)[o * p.inner + c] = static_cast<T>(best);
    }
  }
}

}  // namespace

KernelEntry ArgReduce::Resolve(int64_t) { return {&ArgReduce::Reference}; }

bool ArgReduce::Validate(const Params& p, StepCheck& check) {
  if (p.out_dtype != KWS_INT32 && p.out_dtype != KWS_INT64)
    return check.Fail("index dtype %d", p.out_dtype);
  return check.Positive("outer", p.outer) && check.Positive("n", p.n) &&
         check.Positive("inner", p.inner) &&
         check.Needs(kOut, SatMul(p.outer, p.inner), p.out_dtype == KWS_INT32 ? 4 : 8) &&
         check.Needs(kIn, SatProduct({p.outer, p.n, p.inner}), 4);
}

double ArgReduce::ExecutedFlops(const Params& p) { return 1.0 * p.outer * p.n * p.inner; }
int64_t ArgReduce::Items(const Params& p) { return p.outer; }
uint64_t ArgReduce::ScratchBytes(const Params&) { return 0; }

void ArgReduce::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  if (p.out_dtype == KWS_INT32) return Loop<int32_t>(args, p, begin, end);
  Loop<int64_t>(args, p, begin, end);
}

}  // namespace kws
