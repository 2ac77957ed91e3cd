#include "core/clock_win32.h"

#include "core/win32_api.h"

namespace kws {
namespace {

uint64_t Frequency() {
  LARGE_INTEGER ticks;
  QueryPerformanceFrequency(&ticks);
  return static_cast<uint64_t>(ticks.QuadPart);
}

}  // namespace

uint64_t NowNanos() {
  static const uint64_t frequency = Frequency();
  LARGE_INTEGER now;
  QueryPerformanceCounter(&now);
  const auto ticks = static_cast<uint64_t>(now.QuadPart);
  // whole seconds apart: a product of all ticks would not fit after some hours
  return ticks / frequency * 1000000000u + ticks % frequency * 1000000000u / frequency;
}

}  // namespace kws
