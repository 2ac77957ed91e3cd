// SELECT: condition ? a : b with broadcasting.
#include "core/kernel.h"
#include "kernels/broadcast.h"

namespace kws {
namespace {

template <class T>
void Walk(const KernelArgs& args) {
  const auto& p = args.Params<kws_select_params>();
  const Broadcast<3> walk(p.rank, p.dims, {p.condition_strides, p.a_strides, p.b_strides});
  const int64_t c = walk.inner_stride(0), a = walk.inner_stride(1), b = walk.inner_stride(2);
  walk.ForEachRow([&](int64_t at, const int64_t* in) {
    const uint8_t* condition = args[Select::kCondition] + in[0];
    T* out = args.As<T>(Select::kOut) + at;
    for (int64_t i = 0; i < walk.inner(); ++i) {
      out[i] = condition[i * c] != 0 ? args.As<T>(Select::kA)[in[1] + i * a]
                                     : args.As<T>(Select::kB)[in[2] + i * b];
    }
  });
}

}  // namespace

KernelEntry Select::Resolve(int64_t) { return {&Select::Reference}; }

bool Select::Validate(const Params& p, StepCheck& check) {
  const int64_t unit = p.element_bytes;
  if (unit != 1 && unit != 4 && unit != 8)
    return check.Fail("element_bytes is %d", p.element_bytes);
  return CheckBroadcast(check, p.rank, p.dims, kCondition, p.condition_strides, 1) &&
         CheckBroadcast(check, p.rank, p.dims, kA, p.a_strides, unit) &&
         CheckBroadcast(check, p.rank, p.dims, kB, p.b_strides, unit) &&
         check.Needs(kOut, BroadcastCount(p.rank, p.dims), unit);
}

double Select::ExecutedFlops(const Params& p) {
  return static_cast<double>(BroadcastCount(p.rank, p.dims));
}
int64_t Select::Items(const Params&) { return 1; }
uint64_t Select::ScratchBytes(const Params&) { return 0; }

void Select::Reference(const KernelArgs& args, int64_t, int64_t) {
  const int unit = args.Params<Params>().element_bytes;
  if (unit == 1) return Walk<uint8_t>(args);
  if (unit == 4) return Walk<uint32_t>(args);
  Walk<uint64_t>(args);
}

}  // namespace kws
