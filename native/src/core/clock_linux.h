#ifndef KWS_CORE_CLOCK_LINUX_H_
#define KWS_CORE_CLOCK_LINUX_H_

#include <ctime>

#include <cstdint>

namespace kws {

inline uint64_t NowNanos() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

}  // namespace kws

#endif  // KWS_CORE_CLOCK_LINUX_H_
