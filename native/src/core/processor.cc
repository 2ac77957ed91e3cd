#include "core/processor.h"

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>

#include <cstdint>
#elif defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

namespace kws {

#if defined(__x86_64__) || defined(__i386__)

namespace {

struct Registers {
  uint32_t eax = 0, ebx = 0, ecx = 0, edx = 0;
};

// All zero for a leaf that the processor lacks.
Registers Leaf(uint32_t leaf, uint32_t part) {
  Registers r;
  __get_cpuid_count(leaf, part, &r.eax, &r.ebx, &r.ecx, &r.edx);
  return r;
}

// Whether all bits of these numbers are set.
template <class... Numbers>
bool Has(uint32_t bits, Numbers... numbers) {
  return (... && (bits >> numbers & 1));
}

// XCR0: which registers the system saves. To be read only where CPUID says OSXSAVE.
uint32_t SavedRegisters() {
  uint32_t low, high;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

X86Features Ask() {
  const Registers basic = Leaf(1, 0), extended = Leaf(7, 0), later = Leaf(7, 1);
  X86Features has = {};
  has.sse4 = Has(basic.ecx, 19, 20);
  const uint32_t saved = Has(basic.ecx, 27) ? SavedRegisters() : 0;
  const bool ymm = Has(saved, 1, 2), zmm = ymm && Has(saved, 5, 6, 7);
  // AVX and FMA; AVX2, BMI and BMI2
  has.avx2 = has.sse4 && ymm && Has(basic.ecx, 28, 12) && Has(extended.ebx, 5, 3, 8);
  has.avx_vnni = has.avx2 && Has(later.eax, 4);
  // F, DQ, BW, VL
  has.avx512 = has.avx2 && zmm && Has(extended.ebx, 16, 17, 30, 31);
  has.avx512_vnni = has.avx512 && Has(extended.ecx, 11);
  has.avx512_bf16 = has.avx512 && Has(later.eax, 5);
  return has;
}

}  // namespace

const X86Features& ProcessorFeatures() {
  static const X86Features features = Ask();
  return features;
}

#elif defined(__aarch64__)

bool HasDotProducts() {
#if defined(__linux__)
  constexpr unsigned long kHwcapDotProduct = 1ul << 20;
  return (getauxval(AT_HWCAP) & kHwcapDotProduct) != 0;
#else
  return true;  // every Mac with this processor
#endif
}

#endif

}  // namespace kws
