// Include after hwy/foreach_target.h and hwy/highway.h: a function pointer for the target chosen in
// core/isa.cc.
#ifndef KWS_CORE_DISPATCH_H_
#define KWS_CORE_DISPATCH_H_

#include "hwy/highway.h"

// For a function exported with HWY_EXPORT.
#if HWY_IDE || ((HWY_TARGETS & (HWY_TARGETS - 1)) == 0)
#define KWS_DYNAMIC_POINTER(function) (HWY_DISPATCH_TABLE(function)[0])
#else
#define KWS_DYNAMIC_POINTER(function) \
  (HWY_DISPATCH_TABLE(function)[hwy::GetChosenTarget().GetIndex()])
#endif

// Exports <type>Run of every target as the kernel's vector version. To stand in namespace kws,
// inside HWY_ONCE.
#define KWS_EXPORT_KERNEL(type) \
  HWY_EXPORT(type##Run);        \
  KernelFn type::Resolve() { return KWS_DYNAMIC_POINTER(type##Run); }

#endif  // KWS_CORE_DISPATCH_H_
