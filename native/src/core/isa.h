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

// In the order of kKernels.
struct KernelTable {
  KernelEntry entries[kKernelCount];
};
KernelTable KernelsFor(const Isa& isa);

}  // namespace kws

#endif  // KWS_CORE_ISA_H_
