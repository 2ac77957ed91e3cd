// Turns the manifest into the table of kernels.
#include "core/kernel.h"

#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace kws {
namespace {

template <class K>
constexpr Kernel MakeKernel(kws_kernel id, const char* name, int outputs) {
  using P = typename K::Params;
  return Kernel{
      id,
      name,
      outputs,
      K::Places::kCount,
      sizeof(P),
      [](const void* p, StepCheck& c) { return K::Validate(*static_cast<const P*>(p), c); },
      [](const void* p) { return K::ExecutedFlops(*static_cast<const P*>(p)); },
      [](const void* p) { return K::Items(*static_cast<const P*>(p)); },
      [](const void* p) { return K::ScratchBytes(*static_cast<const P*>(p)); },
      &K::Resolve,
      &K::Reference,
      nullptr,
      nullptr};
}

template <class K>
constexpr Kernel MakeTableKernel(kws_kernel id, const char* name, int outputs) {
  using P = typename K::Params;
  Kernel kernel = MakeKernel<K>(id, name, outputs);
  kernel.table_bytes = [](const void* p) { return K::TableBytes(*static_cast<const P*>(p)); };
  kernel.tables = [](const void* p) { return K::MakeTables(*static_cast<const P*>(p)); };
  return kernel;
}

}  // namespace

const Kernel kKernels[kKernelCount] = {
#define KWS_OUT(name, type) +1
#define KWS_OPTIONAL_OUT(name, type) +1
#define KWS_IN(name, type)
#define KWS_OPTIONAL_IN(name, type)
#define KWS_MORE_IN(name, type, most)
#define KWS_KERNEL(id, type, name, operands) MakeKernel<type>(KWS_##id, #name, 0 operands),
#define KWS_TABLE_KERNEL(id, type, name, operands) \
  MakeTableKernel<type>(KWS_##id, #name, 0 operands),
#include "kernels.inc"
};

const Kernel* FindKernel(uint32_t id) {
  for (const Kernel& kernel : kKernels) {
    if (static_cast<uint32_t>(kernel.id) == id) return &kernel;
  }
  return nullptr;
}

void RunError::Set(const char* format, ...) {
  if (claimed_.exchange(true, std::memory_order_relaxed)) return;
  va_list args;
  va_start(args, format);
  vsnprintf(message_, sizeof(message_), format, args);
  va_end(args);
}

void RunError::SetOutOfMemory() {
  if (claimed_.exchange(true, std::memory_order_relaxed)) return;
  status_ = KWS_OUT_OF_MEMORY;
  strcpy(message_, "out of memory");
}

}  // namespace kws
