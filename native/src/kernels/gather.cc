// GATHER: slices of one axis, chosen by indices that are known only when it runs.
#include <cinttypes>
#include <cstring>

#include "core/kernel.h"

namespace kws {

namespace {

// Rows of floats, which indices alone choose: they are looked at once.
template <class Index>
void PickFloats(const KernelArgs& args) {
  const auto& p = args.Params<kws_gather_params>();
  const Index* indices = args.As<Index>(Gather::kIndices);
  for (int64_t i = 0; i < p.count; ++i) {
    if (indices[i] < 0 || indices[i] >= p.n) return Gather::Reference(args, 0, 1);
  }
  const auto* in = reinterpret_cast<const uint32_t*>(args[Gather::kIn]);
  auto* out = reinterpret_cast<uint32_t*>(args[Gather::kOut]);
  for (int64_t o = 0; o < p.outer; ++o, in += p.n, out += p.count) {
    for (int64_t i = 0; i < p.count; ++i) out[i] = in[indices[i]];
  }
}

void GatherRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_gather_params>();
  if (p.inner_bytes != sizeof(uint32_t)) return Gather::Reference(args, begin, end);
  return p.index_dtype == KWS_INT32 ? PickFloats<int32_t>(args) : PickFloats<int64_t>(args);
}

}  // namespace

KernelEntry Gather::Resolve(int64_t) { return {&GatherRun}; }

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
      memcpy(out, from, inner);
      out += inner;
    }
  }
}

}  // namespace kws
