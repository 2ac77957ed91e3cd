// Threads that share out one step at a time: they spin between steps and sleep when none comes.
#ifndef KWS_CORE_POOL_H_
#define KWS_CORE_POOL_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace kws {

// A task is cut into chunks, which threads claim one by one: one that the system does not run just
// now claims none, and nobody waits for it.
class Pool {
 public:
  // Computes one chunk; thread 0 is the caller's.
  using Task = void (*)(void* context, int thread, int chunk);

  // Starts threads - 1 threads. On failure to start one, threads() is smaller.
  explicit Pool(int threads);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()) + 1; }
  // Returns when chunks 0 .. chunks-1 (at most 2^16-1) are done.
  void Run(Task task, void* context, int chunks);

 private:
  void Work(int thread);
  // Claims and runs chunks of the task numbered `round` until none is left.
  void RunChunks(uint32_t round, int thread);
  bool WaitForRound(uint32_t seen);
  uint32_t Round() const {
    return static_cast<uint32_t>(state_.load(std::memory_order_acquire) >> 32);
  }

  // Written before a round is published; stable until all of its chunks are done, which a claimed
  // one keeps from happening.
  Task task_ = nullptr;
  void* context_ = nullptr;
  // round << 32 | chunks << 16 | next chunk
  alignas(64) std::atomic<uint64_t> state_{0};
  alignas(64) std::atomic<int> done_{0};
  alignas(64) std::atomic<int> sleepers_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::thread> workers_;
};

}  // namespace kws

#endif  // KWS_CORE_POOL_H_
