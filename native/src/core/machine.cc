#include "core/machine.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/clock.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/machine.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "kernels/dot_tiles-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_ARCH_X86
#define KWS_KEEP(v) asm volatile("" : "+v"(v))
#else
#define KWS_KEEP(v) asm volatile("" : "+w"(v))
#endif

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

#ifdef KWS_DOT
constexpr int kChains = 12;

// The same of sums of four products of bytes.
[[gnu::target(KWS_DOT)]] double Int8Spell(int64_t rounds, float* sink) {
  using OpV = DotOps::V;
  const OpV x = DotOps::Set(0x01020304), y = DotOps::Set(0x02010201);
  OpV sums[kChains];
#pragma GCC unroll 12
  for (OpV& sum : sums) sum = DotOps::Set(0);
  for (int64_t round = 0; round < rounds; ++round) {
#pragma GCC unroll 12
    for (int i = 0; i < kChains; ++i) {
      sums[i] = DotOps::Dot(sums[i], x, y);
      KWS_KEEP(sums[i]);
    }
  }
  int32_t lanes[sizeof(OpV) / sizeof(int32_t)];
#pragma GCC unroll 12
  for (int i = 1; i < kChains; ++i) sums[0] = sums[0] + sums[i];
  DotOps::Store(sums[0], lanes);
  *sink = static_cast<float>(lanes[0]);
  return static_cast<double>(rounds) * kChains * 2 * sizeof(OpV);
}

bool HasInt8Spell() { return DotOps::Available(); }
#else
double Int8Spell(int64_t, float*) { return 0; }
bool HasInt8Spell() { return false; }
#endif

#if HWY_TARGET == HWY_AVX3 && defined(KWS_COMPILES_BF16)
// The same of sums of two products of bfloat16, whose latency is longer.
constexpr int kBf16Chains = 20;

[[gnu::target(HWY_TARGET_STR ",avx512bf16")]] double Bf16Spell(int64_t rounds, float* sink) {
  const __m512bh x = (__m512bh)_mm512_set1_epi32(0x3f803f80);
  __m512 sums[kBf16Chains];
#pragma GCC unroll 20
  for (__m512& sum : sums) sum = _mm512_setzero_ps();
  for (int64_t round = 0; round < rounds; ++round) {
#pragma GCC unroll 20
    for (int i = 0; i < kBf16Chains; ++i) {
      sums[i] = _mm512_dpbf16_ps(sums[i], x, x);
      KWS_KEEP(sums[i]);
    }
  }
#pragma GCC unroll 20
  for (int i = 1; i < kBf16Chains; ++i) sums[0] = _mm512_add_ps(sums[0], sums[i]);
  *sink = _mm512_cvtss_f32(sums[0]);
  return static_cast<double>(rounds) * kBf16Chains * 2 * 32;
}
#else
double Bf16Spell(int64_t, float*) { return 0; }
#endif

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

// Null where there is none.
SpellFn SpellOf(const Isa& isa, kws_arithmetic arithmetic) {
  switch (arithmetic) {
    case KWS_FMA:
      return isa.target == 0 ? &ReferenceSpell : KWS_FOR_TARGET(FmaSpell, isa.target);
    case KWS_BF16_DOT:
      return isa.target == HWY_AVX3 && HasBf16() ? KWS_FOR_TARGET(Bf16Spell, isa.target) : nullptr;
    case KWS_INT8_DOT:
      if (isa.target == 0 || !KWS_FOR_TARGET(HasInt8Spell, isa.target)()) return nullptr;
      return KWS_FOR_TARGET(Int8Spell, isa.target);
  }
  return nullptr;
}

}  // namespace

bool MeasurePeak(const Isa& isa, kws_arithmetic arithmetic, int milliseconds, Peak* peak) {
  const SpellFn spell = SpellOf(isa, arithmetic);
  if (spell == nullptr) return false;
  constexpr int64_t kRounds = 20000;
  constexpr uint64_t kSustained = 1000000;  // ns
  const uint64_t start = NowNanos();
  const uint64_t deadline = start + static_cast<uint64_t>(milliseconds) * 1000000u;
  std::vector<double> windows;
  double best = 0, window = 0;
  float sink = 0;
  uint64_t window_start = start;
  for (uint64_t now = start; now < deadline || windows.empty();) {
    const double operations = spell(kRounds, &sink);
    const uint64_t end = NowNanos();
    window += operations;
    if (end > now) best = std::max(best, operations / static_cast<double>(end - now));
    if (end - window_start >= kSustained) {
      windows.push_back(window / static_cast<double>(end - window_start));
      window_start = end;
      window = 0;
    }
    now = end;
  }
  const auto middle = windows.begin() + static_cast<std::ptrdiff_t>(windows.size() / 2);
  std::nth_element(windows.begin(), middle, windows.end());
  *peak = {best, *middle};
  return true;
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
