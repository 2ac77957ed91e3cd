#ifndef KWS_CORE_CLOCK_MACOS_H_
#define KWS_CORE_CLOCK_MACOS_H_

#include <ctime>

#include <cstdint>

namespace kws {

// CLOCK_MONOTONIC counts whole microseconds there.
inline uint64_t NowNanos() { return clock_gettime_nsec_np(CLOCK_UPTIME_RAW); }

}  // namespace kws

#endif  // KWS_CORE_CLOCK_MACOS_H_
