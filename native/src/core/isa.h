// Which instruction sets there are, and each one's table of kernels.
#ifndef KWS_CORE_ISA_H_
#define KWS_CORE_ISA_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/kernel.h"

namespace kws {

struct Isa {
  const char* name;
  int64_t target;  // Highway's bit; 0 for the reference loops
};

// Compiled in and usable on this machine, best first; "reference" is last.
const std::vector<Isa>& AvailableIsas();
// Their names, separated by ','.
const char* AvailableIsaNames();

// The named one; null or "" means KWSBENCH_ISA, and if that is unset or empty, the best. On failure
// returns null and says why in `error`.
const Isa* ResolveIsa(const char* name, std::string* error);

// Whether an instruction set was asked for, by that name or by KWSBENCH_ISA.
bool IsaIsNamed(const char* name);

// Clang before 18 crashes on vectors of bfloat16.
#if !defined(__clang__) || __clang_major__ >= 18
#define KWS_COMPILES_BF16
#endif

// Whether this processor adds products of bfloat16 to floats (AVX-512 BF16), as KWS_BF16 asks.
bool HasBf16();

// In the order of kKernels.
struct KernelTable {
  KernelEntry entries[kKernelCount];
  bool bf16;  // products of bfloat16 may run: they have instructions, or are to be emulated
};
KernelTable KernelsFor(const Isa& isa);

}  // namespace kws

#endif  // KWS_CORE_ISA_H_
