#ifndef KWS_CORE_CLOCK_WIN32_H_
#define KWS_CORE_CLOCK_WIN32_H_

#include <cstdint>

namespace kws {

// Of the performance counter, whose ticks are 100 ns on most machines.
uint64_t NowNanos();

}  // namespace kws

#endif  // KWS_CORE_CLOCK_WIN32_H_
