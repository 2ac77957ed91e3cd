#include "core/pool.h"

#include <system_error>

namespace kws {
namespace {

// Rounds of looking before a worker sleeps (a few ten microseconds), and before a waiting caller
// yields.
constexpr int kSpins = 4000;

inline void Pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__) || defined(__arm__)
  asm volatile("yield");
#endif
}

}  // namespace

Pool::Pool(int threads) {
  workers_.reserve(static_cast<size_t>(threads));
  for (int i = 1; i < threads; ++i) {
    try {
      workers_.emplace_back(&Pool::Work, this, i);
    } catch (const std::system_error&) {
      return;
    }
  }
}

Pool::~Pool() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stop_.store(true);
    state_.fetch_add(uint64_t{1} << 32);
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void Pool::Run(Task task, void* context, int chunks) {
  task_ = task;
  context_ = context;
  done_.store(0, std::memory_order_relaxed);
  const uint32_t round = Round() + 1;
  // Sequentially consistent with a worker's ++sleepers_, then look at the round: one of the two
  // sees the other.
  state_.store(uint64_t{round} << 32 | static_cast<uint64_t>(chunks) << 16);
  if (sleepers_.load() > 0) {
    const std::lock_guard<std::mutex> lock(mutex_);
    wake_.notify_all();
  }
  RunChunks(round, 0);
  for (int spin = 0; done_.load(std::memory_order_acquire) < chunks; ++spin) {
    if (spin < kSpins) {
      Pause();
    } else {
      std::this_thread::yield();
    }
  }
}

void Pool::RunChunks(uint32_t round, int thread) {
  uint64_t state = state_.load(std::memory_order_acquire);
  for (;;) {
    const auto chunks = static_cast<int>(state >> 16 & 0xffff),
               next = static_cast<int>(state & 0xffff);
    if (state >> 32 != round || next >= chunks) return;
    if (!state_.compare_exchange_weak(state, state + 1, std::memory_order_acq_rel,
                                      std::memory_order_acquire))
      continue;
    task_(context_, thread, next);
    done_.fetch_add(1, std::memory_order_release);
    state = state_.load(std::memory_order_acquire);
  }
}

bool Pool::WaitForRound(uint32_t seen) {
  for (int spin = 0; spin < kSpins; ++spin) {
    if (Round() != seen || stop_.load()) return !stop_.load();
    Pause();
  }
  std::unique_lock<std::mutex> lock(mutex_);
  sleepers_.fetch_add(1);
  // A late worker may have taken the stopping round for its last: then only stop_ tells it.
  wake_.wait(lock,
             [&] { return stop_.load() || static_cast<uint32_t>(state_.load() >> 32) != seen; });
  sleepers_.fetch_sub(1);
  return !stop_.load();
}

void Pool::Work(int thread) {
  uint32_t seen = 0;
  while (WaitForRound(seen)) {
    seen = Round();
    RunChunks(seen, thread);
  }
}

}  // namespace kws
