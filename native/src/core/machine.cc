#include "core/machine.h"

#include <algorithm>

#include "core/clock.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/machine.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Runs rounds of 12 independent multiply-adds (latency 4 on two ports needs 8) and returns their
// FLOPs. The values stay near 1 and the sum is handed out, so that nothing can be left out.
double FmaSpell(int64_t rounds, float* sink) {
  const hn::ScalableTag<float> d;
  const auto scale = hn::Set(d, 0.999f);
  const auto shift = hn::Set(d, 0.001f);
  auto a = hn::Set(d, 1.0f), b = a, c = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a,
       m = a;
  for (int64_t round = 0; round < rounds; ++round) {
    a = hn::MulAdd(a, scale, shift);
    b = hn::MulAdd(b, scale, shift);
    c = hn::MulAdd(c, scale, shift);
    e = hn::MulAdd(e, scale, shift);
    f = hn::MulAdd(f, scale, shift);
    g = hn::MulAdd(g, scale, shift);
    h = hn::MulAdd(h, scale, shift);
    i = hn::MulAdd(i, scale, shift);
    j = hn::MulAdd(j, scale, shift);
    k = hn::MulAdd(k, scale, shift);
    l = hn::MulAdd(l, scale, shift);
    m = hn::MulAdd(m, scale, shift);
#if defined(__GNUC__) && HWY_ARCH_X86
    // Equal chains must not be merged into one.
    asm volatile("" : "+v"(a.raw), "+v"(b.raw), "+v"(c.raw), "+v"(e.raw), "+v"(f.raw), "+v"(g.raw));
    asm volatile("" : "+v"(h.raw), "+v"(i.raw), "+v"(j.raw), "+v"(k.raw), "+v"(l.raw), "+v"(m.raw));
#elif defined(__GNUC__) && HWY_ARCH_ARM
    asm volatile("" : "+w"(a.raw), "+w"(b.raw), "+w"(c.raw), "+w"(e.raw), "+w"(f.raw), "+w"(g.raw));
    asm volatile("" : "+w"(h.raw), "+w"(i.raw), "+w"(j.raw), "+w"(k.raw), "+w"(l.raw), "+w"(m.raw));
#endif
  }
  const auto sum =
      hn::Add(hn::Add(hn::Add(a, b), hn::Add(c, e)), hn::Add(hn::Add(f, g), hn::Add(h, i)));
  *sink = hn::GetLane(hn::Add(sum, hn::Add(hn::Add(j, k), hn::Add(l, m))));
  return static_cast<double>(rounds) * 12 * 2 * static_cast<double>(hn::Lanes(d));
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

namespace {

using SpellFn = double (*)(int64_t, float*);

double ReferenceSpell(int64_t rounds, float* sink) {
  volatile float a = 1.0f;
  for (int64_t i = 0; i < rounds; ++i) a = a * 0.999f + 0.001f;
  *sink = a;
  return static_cast<double>(rounds) * 2;
}

}  // namespace

double MeasureFmaPeak(const Isa& isa, int milliseconds) {
  const SpellFn spell = isa.target == 0 ? &ReferenceSpell : KWS_FOR_TARGET(FmaSpell, isa.target);
  constexpr int64_t kRounds = 20000;
  const uint64_t deadline = NowNanos() + static_cast<uint64_t>(milliseconds) * 1000000u;
  double best = 0;
  float sink = 0;
  for (uint64_t now = NowNanos(); now < deadline;) {
    const double flops = spell(kRounds, &sink);
    const uint64_t end = NowNanos();
    if (end > now) best = std::max(best, flops / static_cast<double>(end - now));
    now = end;
  }
  return best;
}

double MeasureClockNanos() {
  constexpr int kReads = 10000;
  const uint64_t start = NowNanos();
  uint64_t last = start;
  for (int i = 0; i < kReads; ++i) last = NowNanos();
  return static_cast<double>(last - start) / kReads;
}

}  // namespace kws
#endif  // HWY_ONCE
