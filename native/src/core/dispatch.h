// Include after hwy/foreach_target.h and hwy/highway.h: which copy of a function a target gets. The
// target is an argument wherever it matters; Highway's own choice, which a process has one of, is
// not used.
#ifndef KWS_CORE_DISPATCH_H_
#define KWS_CORE_DISPATCH_H_

#include "hwy/highway.h"

// The copy for a target (Highway's bit) of a function in HWY_NAMESPACE; null if there is none.
#define KWS_FOR_TARGET(function, target)              \
  ((target) == HWY_AVX3   ? HWY_CHOOSE_AVX3(function) \
   : (target) == HWY_AVX2 ? HWY_CHOOSE_AVX2(function) \
   : (target) == HWY_SSE4 ? HWY_CHOOSE_SSE4(function) \
   : (target) == HWY_NEON ? HWY_CHOOSE_NEON(function) \
                          : nullptr)

// <type>Run of every target as the kernel's vector version. To stand in namespace kws, inside
// HWY_ONCE. Kernels that multiply have ProductEntry or GatheringEntry (gemm/gemm.h) instead.
#define KWS_EXPORT_KERNEL(type) \
  KernelEntry type::Resolve(int64_t target) { return {KWS_FOR_TARGET(type##Run, target)}; }

#endif  // KWS_CORE_DISPATCH_H_
