#include "clock.h"
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

uint64_t now_nanos(void) {
  LARGE_INTEGER ticks, now;
  QueryPerformanceFrequency(&ticks);
  QueryPerformanceCounter(&now);
  const uint64_t frequency = (uint64_t)ticks.QuadPart, count = (uint64_t)now.QuadPart;
  // whole seconds apart: a product of all ticks would not fit after some hours
  return count / frequency * 1000000000u + count % frequency * 1000000000u / frequency;
}
