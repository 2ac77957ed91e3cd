// The profiler's clock, which never goes back: one file a system.
#ifndef KWS_CORE_CLOCK_H_
#define KWS_CORE_CLOCK_H_

#include <cstdint>

#if defined(_WIN32)
#include "core/clock_win32.h"
#elif defined(__APPLE__)
#include "core/clock_macos.h"
#else
#include "core/clock_linux.h"
#endif

#endif  // KWS_CORE_CLOCK_H_
