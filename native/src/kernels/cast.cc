// CAST: between plain types, defined for every value: floats truncate and saturate, NaN becomes 0.
#include <cmath>
#include <limits>
#include <type_traits>

#include "core/kernel.h"

namespace kws {
namespace {

struct Bool {
  uint8_t value;
};

template <class To, class From>
To Convert(From x) {
  if constexpr (std::is_same_v<From, Bool>) {
    return Convert<To>(static_cast<uint8_t>(x.value != 0));
  } else if constexpr (std::is_same_v<To, Bool>) {
    return Bool{static_cast<uint8_t>(x != 0)};
  } else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To>) {
    if (std::isnan(x)) return 0;
    // 2^(bits) is a float of any kind; the largest integer may not be.
    const auto limit = static_cast<From>(std::ldexp(1.0, std::numeric_limits<To>::digits));
    if (x >= limit) return std::numeric_limits<To>::max();
    if (x <= static_cast<From>(std::numeric_limits<To>::min()))
      return std::numeric_limits<To>::min();
    return static_cast<To>(x);
  } else {
    return static_cast<To>(x);  // integers wrap
  }
}

template <class From, class To>
void Loop(const KernelArgs& args, int64_t count) {
  const From* in = args.As<From>(Cast::kIn);
  To* out = args.As<To>(Cast::kOut);
  for (int64_t i = 0; i < count; ++i) out[i] = Convert<To>(in[i]);
}

template <class From>
void LoopFrom(const KernelArgs& args, int to, int64_t count) {
  switch (to) {
    case KWS_FLOAT32:
      return Loop<From, float>(args, count);
    case KWS_INT32:
      return Loop<From, int32_t>(args, count);
    case KWS_INT64:
      return Loop<From, int64_t>(args, count);
    case KWS_BOOL:
      return Loop<From, Bool>(args, count);
    case KWS_UINT8:
      return Loop<From, uint8_t>(args, count);
    case KWS_INT16:
      return Loop<From, int16_t>(args, count);
    case KWS_INT8:
      return Loop<From, int8_t>(args, count);
    default:
      return Loop<From, double>(args, count);
  }
}

}  // namespace

KernelEntry Cast::Resolve(int64_t) { return {&Cast::Reference}; }

bool Cast::Validate(const Params& p, StepCheck& check) {
  const int64_t from = check.ElementBytes(p.from), to = check.ElementBytes(p.to);
  return from > 0 && to > 0 && check.Positive("count", p.count) && check.Needs(kOut, p.count, to) &&
         check.Needs(kIn, p.count, from);
}

double Cast::ExecutedFlops(const Params&) { return 0; }
int64_t Cast::Items(const Params&) { return 1; }
uint64_t Cast::ScratchBytes(const Params&) { return 0; }

void Cast::Reference(const KernelArgs& args, int64_t, int64_t) {
  const Params& p = args.Params<Params>();
  switch (p.from) {
    case KWS_FLOAT32:
      return LoopFrom<float>(args, p.to, p.count);
    case KWS_INT32:
      return LoopFrom<int32_t>(args, p.to, p.count);
    case KWS_INT64:
      return LoopFrom<int64_t>(args, p.to, p.count);
    case KWS_BOOL:
      return LoopFrom<Bool>(args, p.to, p.count);
    case KWS_UINT8:
      return LoopFrom<uint8_t>(args, p.to, p.count);
    case KWS_INT16:
      return LoopFrom<int16_t>(args, p.to, p.count);
    case KWS_INT8:
      return LoopFrom<int8_t>(args, p.to, p.count);
    default:
      return LoopFrom<double>(args, p.to, p.count);
  }
}

}  // namespace kws
