#include "core/pool.h"

#include <exception>

#include "core/clock.h"

namespace kws {
namespace {

// How long a worker looks for the next task before it sleeps, and a caller for the end of this one
// before it yields: longer than the steps that are not worth sharing, short beside waking up, which
// takes some 50 us.
constexpr uint64_t kSpinNanos = 100 * 1000;

inline void Pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__) || defined(__arm__)
  asm volatile("yield");
#endif
}

// Looks whether it is done for kSpinNanos; false if it is not.
template <class Done>
bool SpinUntil(Done done) {
  constexpr int kLooks = 64;  // for one at the clock
  const uint64_t start = NowNanos();
  do {
    for (int i = 0; i < kLooks; ++i) {
      if (done()) return true;
      Pause();
    }
  } while (NowNanos() - start < kSpinNanos);
  return false;
}

}  // namespace

Pool::Pool(int threads) : part_count_(threads), parts_(new Part[static_cast<size_t>(threads)]) {
  workers_.reserve(static_cast<size_t>(threads));
  for (int i = 1; i < threads; ++i) {
    try {
      workers_.emplace_back(&Pool::Work, this, i);
    } catch (const std::exception&) {
      return;  // no thread or no memory for it; those that run must be joined
    }
  }
}

Pool::~Pool() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stop_.store(true);
    round_.fetch_add(1);
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void Pool::Run(Task task, void* context, int chunks) {
  task_ = task;
  context_ = context;
  done_.store(0, std::memory_order_relaxed);
  const uint32_t round = round_.load(std::memory_order_relaxed) + 1;
  for (int i = 0; i < part_count_; ++i) {
    const auto begin = static_cast<uint64_t>(int64_t{chunks} * i / part_count_),
               end = static_cast<uint64_t>(int64_t{chunks} * (i + 1) / part_count_);
    parts_[static_cast<size_t>(i)].left.store(uint64_t{round} << 32 | begin << 16 | end,
                                              std::memory_order_release);
  }
  // Sequentially consistent with a worker's ++sleepers_, then look at the round: one of the two
  // sees the other.
  round_.store(round);
  if (sleepers_.load() > 0) {
    const std::lock_guard<std::mutex> lock(mutex_);
    wake_.notify_all();
  }
  RunChunks(round, 0);
  const auto all_done = [&] { return done_.load(std::memory_order_acquire) >= chunks; };
  if (all_done() || SpinUntil(all_done)) return;
  while (!all_done()) std::this_thread::yield();
}

bool Pool::Claim(Part& part, uint32_t round, bool own, int* begin, int* end) {
  uint64_t left = part.left.load(std::memory_order_acquire);
  for (;;) {
    const uint64_t first = left >> 16 & 0xffff, last = left & 0xffff;
    if (left >> 32 != round || first >= last) return false;
    const uint64_t middle = own ? last : last - (last - first + 1) / 2;
    const uint64_t rest = own ? 0 : first << 16 | middle;
    if (!part.left.compare_exchange_weak(left, uint64_t{round} << 32 | rest,
                                         std::memory_order_acq_rel, std::memory_order_acquire))
      continue;
    *begin = static_cast<int>(own ? first : middle);
    *end = static_cast<int>(own ? middle : last);
    return true;
  }
}

void Pool::RunChunks(uint32_t round, int thread) {
  int begin = 0, end = 0;
  for (int i = 0; i < part_count_; ++i) {
    Part& part = parts_[static_cast<size_t>((thread + i) % part_count_)];
    while (Claim(part, round, i == 0, &begin, &end)) {
      task_(context_, thread, begin, end);
      done_.fetch_add(end - begin, std::memory_order_release);
    }
  }
}

bool Pool::WaitForRound(uint32_t seen) {
  if (SpinUntil([&] { return round_.load(std::memory_order_acquire) != seen || stop_.load(); }))
    return !stop_.load();
  std::unique_lock<std::mutex> lock(mutex_);
  sleepers_.fetch_add(1);
  // A late worker may have taken the stopping round for its last: then only stop_ tells it.
  wake_.wait(lock, [&] { return stop_.load() || round_.load() != seen; });
  sleepers_.fetch_sub(1);
  return !stop_.load();
}

void Pool::Work(int thread) {
  uint32_t seen = 0;
  while (WaitForRound(seen)) {
    seen = round_.load(std::memory_order_acquire);
    RunChunks(seen, thread);
  }
}

}  // namespace kws
