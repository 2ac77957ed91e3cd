#include "clock.h"

#include <time.h>

#ifdef CLOCK_UPTIME_RAW  // macOS, whose CLOCK_MONOTONIC counts whole microseconds
#define KWS_RUN_CLOCK CLOCK_UPTIME_RAW
#else
#define KWS_RUN_CLOCK CLOCK_MONOTONIC
#endif

uint64_t now_nanos(void) {
  struct timespec now;
  clock_gettime(KWS_RUN_CLOCK, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
