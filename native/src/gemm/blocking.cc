// Which of two loops a Cortex-A53 gets. LLVM's model of the core and timings measured on a Pi 3
// disagree about them, so the core itself is asked; all others get the loop of gemm.cc.
#include <algorithm>

#include "gemm/gemm.h"
#include "gemm/tile_a53.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#include <vector>

#include "core/clock.h"
#include "gemm/gemm-inl.h"
#endif

namespace kws {
namespace {

#if defined(__aarch64__) && defined(__linux__)

// arm64/elf_hwcaps.rst: the kernel lets programs read the processor's identity.
constexpr unsigned long kHwcapCpuid = 1ul << 11;
constexpr uint64_t kArm = 0x41, kCortexA53 = 0xd03;

bool CoreIsA53() {
  if ((getauxval(AT_HWCAP) & kHwcapCpuid) == 0) return false;
  uint64_t midr;
  asm("mrs %0, MIDR_EL1" : "=r"(midr));
  return (midr >> 24 & 0xff) == kArm && (midr >> 4 & 0xfff) == kCortexA53;
}

// Best of a few runs of a product that stays in the first cache.
uint64_t BestNanos(const Blocking& blocking, const Weights& weights, const Rows& rows) {
  uint64_t best = UINT64_MAX;
  for (int i = 0; i < 4; ++i) {
    const uint64_t start = NowNanos();
    HWY_NAMESPACE::MultiplyPanels(blocking, weights, rows, 0, Panels(weights.n));
    best = std::min(best, NowNanos() - start);
  }
  return best;
}

bool TilesAreFaster(int64_t own_rows) {
  constexpr int64_t kRows = 12, kK = 64, kN = 2 * KWS_PANEL;
  const std::vector<float> panels(kK * kN, 0.5f), a(kRows * kK, 0.5f);
  std::vector<float> out(kRows * kN);
  const Weights weights = {panels.data(), nullptr, kK, kN, {KWS_IDENTITY, 0, 0}};
  Rows rows = {a.data(), kK, out.data(), nullptr, kN, kRows};
  rows.again = true;
  const uint64_t others = BestNanos({false, own_rows}, weights, rows);
  return BestNanos({true, kTiledRows}, weights, rows) < others;
}

// Threads that ask while the first one measures wait for its answer.
bool UseTiles(int64_t own_rows) {
  static const bool use = CoreIsA53() && TilesAreFaster(own_rows);
  return use;
}

#else

bool UseTiles(int64_t) { return false; }

#endif  // __aarch64__

}  // namespace

Blocking BlockingFor(int64_t target) {
  const int64_t own_rows = LoopRows(target);
  if (UseTiles(own_rows)) return {true, kTiledRows};
  return {false, own_rows};
}

}  // namespace kws
