#include "core/isa.h"

#include <cstdlib>
#include <cstring>

#include "core/processor.h"
#include "hwy/highway.h"

namespace kws {
namespace {

// Of those compiled in, what this machine can run. Highway asks the same in its library, which
// Debian ships as a shared object only.
int64_t SupportedTargets() {
  int64_t targets = 0;
#if HWY_ARCH_X86
  const X86Features& has = ProcessorFeatures();
  if (has.sse4) targets |= HWY_SSE4;
  if (has.avx2) targets |= HWY_AVX2;
  if (has.avx512) targets |= HWY_AVX3;
#else
  targets = HWY_TARGETS;
#endif
  return targets & HWY_TARGETS;
}

const char* IsaName(int64_t target) {
  switch (target) {
    case HWY_AVX3:
      return "avx512";
    case HWY_AVX2:
      return "avx2";
    case HWY_SSE4:
      return "sse4";
    case HWY_NEON:
      return "neon";
    default:
      return "scalar";
  }
}

std::string Join(const std::vector<Isa>& isas) {
  std::string names;
  for (const Isa& isa : isas) names += (names.empty() ? "" : ",") + std::string(isa.name);
  return names;
}

}  // namespace

const std::vector<Isa>& AvailableIsas() {
  static const std::vector<Isa> isas = [] {
    std::vector<Isa> found;
    for (int64_t rest = SupportedTargets(); rest != 0; rest &= rest - 1) {  // lower bits are better
      const int64_t target = rest & -rest;
      found.push_back({IsaName(target), target});
    }
    found.push_back({"reference", 0});
    return found;
  }();
  return isas;
}

const char* AvailableIsaNames() {
  static const std::string names = Join(AvailableIsas());
  return names.c_str();
}

const Isa* ResolveIsa(const char* name, std::string* error) {
  const char* source = "isa";
  if (name == nullptr || *name == '\0') {
    name = getenv("KWSBENCH_ISA");
    source = "KWSBENCH_ISA";
  }
  const std::vector<Isa>& isas = AvailableIsas();
  if (name == nullptr || *name == '\0') return &isas.front();
  for (const Isa& isa : isas) {
    if (strcmp(isa.name, name) == 0) return &isa;
  }
  *error = std::string(source) + "=" + std::string(name).substr(0, 40) +
           " is not available here; there are " + Join(isas);
  return nullptr;
}

bool IsaIsNamed(const char* name) {
  if (name == nullptr || *name == '\0') name = getenv("KWSBENCH_ISA");
  return name != nullptr && *name != '\0';
}

bool HasBf16() {
#if HWY_ARCH_X86 && defined(KWS_COMPILES_BF16)
  return ProcessorFeatures().avx512_bf16;
#else
  return false;
#endif
}

KernelTable KernelsFor(const Isa& isa) {
  KernelTable table;
  table.bf16 = isa.target == HWY_AVX3 && HasBf16();
  for (int i = 0; i < kKernelCount; ++i) {
    const Kernel& kernel = kKernels[i];
    table.entries[i] = isa.target == 0 ? KernelEntry{kernel.reference} : kernel.resolve(isa.target);
  }
  return table;
}

}  // namespace kws
