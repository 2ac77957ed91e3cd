// FILL: a constant.
#include <algorithm>

#include "core/kernel.h"

namespace kws {
namespace {

template <class T>
void FillWith(const KernelArgs& args, uint64_t pattern, int64_t count) {
  std::fill_n(args.As<T>(Fill::kOut), count, static_cast<T>(pattern));
}

}  // namespace

KernelEntry Fill::Resolve(int64_t) { return {&Fill::Reference}; }

bool Fill::Validate(const Params& p, StepCheck& check) {
  if (p.element_bytes != 1 && p.element_bytes != 2 && p.element_bytes != 4 &&
      p.element_bytes != 8) {
    return check.Fail("element_bytes is %d", p.element_bytes);
  }
  return check.Positive("count", p.count) && check.Needs(kOut, p.count, p.element_bytes);
}

double Fill::ExecutedFlops(const Params&) { return 0; }
int64_t Fill::Items(const Params&) { return 1; }
uint64_t Fill::ScratchBytes(const Params&) { return 0; }

void Fill::Reference(const KernelArgs& args, int64_t, int64_t) {
  const Params& p = args.Params<Params>();
  const uint64_t pattern = static_cast<uint32_t>(p.pattern_low) |
                           static_cast<uint64_t>(static_cast<uint32_t>(p.pattern_high)) << 32;
  if (p.element_bytes == 1) return FillWith<uint8_t>(args, pattern, p.count);
  if (p.element_bytes == 2) return FillWith<uint16_t>(args, pattern, p.count);
  if (p.element_bytes == 4) return FillWith<uint32_t>(args, pattern, p.count);
  FillWith<uint64_t>(args, pattern, p.count);
}

}  // namespace kws
