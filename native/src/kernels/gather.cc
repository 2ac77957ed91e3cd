// GATHER: slices of one axis, chosen by indices that are known only when it runs.
#include <cinttypes>
#include <cstring>

#include "core/kernel.h"

namespace kws {

KernelEntry Gather::Resolve(int64_t) { return {&Gather::Reference}; }

bool Gather::Validate(const Params& p, StepCheck& check) {
  if (!check.Positive("outer", p.outer) || !check.Positive("n", p.n) ||
      !check.Positive("count", p.count) || !check.Positive("inner_bytes", p.inner_bytes)) {
    return false;
  }
  if (p.index_dtype != KWS_INT32 && p.index_dtype != KWS_INT64)
    return check.Fail("index dtype %d", p.index_dtype);
  return check.Needs(kOut, SatProduct({p.outer, p.count, p.inner_bytes}), 1) &&
         check.Needs(kIn, SatProduct({p.outer, p.n, p.inner_bytes}), 1) &&
         check.Needs(kIndices, p.count, p.index_dtype == KWS_INT32 ? 4 : 8);
}

double Gather::ExecutedFlops(const Params&) { return 0; }
int64_t Gather::Items(const Params&) { return 1; }
uint64_t Gather::ScratchBytes(const Params&) { return 0; }

void Gather::Reference(const KernelArgs& args, int64_t, int64_t) {
  const Params& p = args.Params<Params>();
  const auto inner = static_cast<size_t>(p.inner_bytes);
  uint8_t* out = args[Gather::kOut];
  for (int64_t o = 0; o < p.outer; ++o) {
    for (int64_t i = 0; i < p.count; ++i) {
      const int64_t index = p.index_dtype == KWS_INT32 ? args.As<int32_t>(Gather::kIndices)[i]
                                                       : args.As<int64_t>(Gather::kIndices)[i];
      if (index < 0 || index >= p.n)
        return args.error->Set("gather: index %" PRId64 " is not in 0..%d", index, p.n - 1);
      const uint8_t* from = args[Gather::kIn] + (o * p.n + index) * p.inner_bytes;
      // single floats are not worth a call
      if (inner == sizeof(float)) {
        memcpy(out, from, sizeof(float));
      } else {
        memcpy(out, from, inner);
      }
      out += inner;
    }
  }
}

}  // namespace kws
