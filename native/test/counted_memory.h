// Counts what a test's program asks of the heap, and can refuse it. For one file of a program.
#ifndef KWS_TEST_COUNTED_MEMORY_H_
#define KWS_TEST_COUNTED_MEMORY_H_

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "kwsbench.h"

namespace kws {

inline std::atomic<int64_t> allocations{0};
inline std::atomic<int64_t> grants{INT64_MAX};  // allocations that there is memory for

// The call with memory for ever more of its allocations: it says that there is none, until there is
// enough for `end`.
template <class Call>
void ExpectStatusWithoutMemory(const char* what, kws_status end, Call call) {
  int64_t granted = -1;
  kws_status status;
  do {
    ASSERT_LT(++granted, 10000) << what;
    grants = granted;
    status = call();
    grants = INT64_MAX;
    ASSERT_TRUE(status == end || status == KWS_OUT_OF_MEMORY) << what << ": " << kws_last_error();
  } while (status != end);
  EXPECT_GT(granted, 0) << what << " asks for nothing";
}

}  // namespace kws

// Not inlined: a compiler that sees malloc's memory deleted takes that for a mistake.
__attribute__((noinline)) void* operator new(size_t bytes) {
  ++kws::allocations;
  void* memory = kws::grants.fetch_sub(1) <= 0 ? nullptr : malloc(bytes == 0 ? 1 : bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
__attribute__((noinline)) void operator delete(void* memory) noexcept { free(memory); }
__attribute__((noinline)) void operator delete(void* memory, size_t) noexcept { free(memory); }

#endif  // KWS_TEST_COUNTED_MEMORY_H_
