// A clock that never goes back.
#ifndef KWS_RUN_CLOCK_H_
#define KWS_RUN_CLOCK_H_

#include <stdint.h>

uint64_t now_nanos(void);

#endif  // KWS_RUN_CLOCK_H_
