// Threads that share out one step at a time: they spin between steps and sleep when none comes.
#ifndef KWS_CORE_POOL_H_
#define KWS_CORE_POOL_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace kws {

// A task is cut into chunks. Each thread has a part of them of its own, the same one of a step as
// of the step before, whose results are then in its cache, and takes it whole; when it is done it
// takes half of a part that nobody has come for yet, from its end, again and again. So a thread
// that the system does not run just now keeps nobody waiting.
class Pool {
 public:
  // Computes chunks begin .. end-1; thread 0 is the caller's.
  using Task = void (*)(void* context, int thread, int begin, int end);

  static constexpr int kMaxChunks = 0xffff;

  // Starts threads - 1 threads. On failure to start one, threads() is smaller.
  explicit Pool(int threads);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()) + 1; }
  // Returns when chunks 0 .. chunks-1 (at most kMaxChunks) are done.
  void Run(Task task, void* context, int chunks);

 private:
  // What is left of a thread's part: round << 32 | begin << 16 | end. Alone in its cache line.
  struct alignas(64) Part {
    std::atomic<uint64_t> left{0};
  };

  void Work(int thread);
  // Claims and runs chunks of the task numbered `round` until none is left.
  void RunChunks(uint32_t round, int thread);
  // Takes what is left of the thread's own part, or half of what is left of another's; false if
  // none is left or the round is over.
  static bool Claim(Part& part, uint32_t round, bool own, int* begin, int* end);
  bool WaitForRound(uint32_t seen);

  // Written before a round is published; stable until all of its chunks are done, which a claimed
  // one keeps from happening.
  Task task_ = nullptr;
  void* context_ = nullptr;
  const int part_count_;
  const std::unique_ptr<Part[]> parts_;  // one per thread
  alignas(64) std::atomic<uint32_t> round_{0};
  alignas(64) std::atomic<int> done_{0};
  alignas(64) std::atomic<int> sleepers_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::thread> workers_;
};

}  // namespace kws

#endif  // KWS_CORE_POOL_H_
