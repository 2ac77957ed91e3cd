// What this machine can do: the yardsticks of a report.
#ifndef KWS_CORE_MACHINE_H_
#define KWS_CORE_MACHINE_H_

#include <cstdint>

#include "core/isa.h"

namespace kws {

// GFLOP/s of independent multiply-adds in registers, on the calling core: the best of many spells
// of some 100 us within `milliseconds`, so that it is the core's and not its neighbors'.
double MeasureFmaPeak(const Isa& isa, int milliseconds);

// Mean nanoseconds of a clock read.
double MeasureClockNanos();

}  // namespace kws

#endif  // KWS_CORE_MACHINE_H_
