#include "core/pool.h"

#include <system_error>

namespace kws {
namespace {

// Rounds of looking before a worker sleeps (a few ten microseconds), and before a waiting caller yields.
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
    generation_.fetch_add(1);
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void Pool::Run(Task task, void* context) {
  task_ = task;
  context_ = context;
  pending_.store(static_cast<int>(workers_.size()), std::memory_order_relaxed);
  // Sequentially consistent with a worker's ++sleepers_, then look at generation_: one of the two sees the other.
  generation_.fetch_add(1);
  if (sleepers_.load() > 0) {
    const std::lock_guard<std::mutex> lock(mutex_);
    wake_.notify_all();
  }
  task(context, 0);
  for (int spin = 0; pending_.load(std::memory_order_acquire) > 0; ++spin) {
    if (spin < kSpins) {
      Pause();
    } else {
      std::this_thread::yield();
    }
  }
}

bool Pool::WaitForTask(uint32_t seen) {
  for (int spin = 0; spin < kSpins; ++spin) {
    if (generation_.load(std::memory_order_acquire) != seen) return !stop_.load();
    Pause();
  }
  std::unique_lock<std::mutex> lock(mutex_);
  sleepers_.fetch_add(1);
  wake_.wait(lock, [&] { return generation_.load() != seen; });
  sleepers_.fetch_sub(1);
  return !stop_.load();
}

void Pool::Work(int thread) {
  uint32_t seen = 0;
  while (WaitForTask(seen)) {
    ++seen;
    task_(context_, thread);
    pending_.fetch_sub(1, std::memory_order_release);
  }
}

}  // namespace kws
