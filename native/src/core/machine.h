// What this machine can do: the yardsticks of a report.
#ifndef KWS_CORE_MACHINE_H_
#define KWS_CORE_MACHINE_H_

#include <cstdint>

#include "core/isa.h"

namespace kws {

// 10^9 operations a second of independent instructions in registers, on the calling core, within
// some milliseconds.
struct Peak {
  double best;       // of spells of some 100 us, so that it is the core's and not its neighbors'
  double sustained;  // the median of spells of a millisecond, about the length of a run
};

// False where the core has no such instruction.
bool MeasurePeak(const Isa& isa, kws_arithmetic arithmetic, int milliseconds, Peak* peak);

// Mean nanoseconds of a clock read.
double MeasureClockNanos();

}  // namespace kws

#endif  // KWS_CORE_MACHINE_H_
