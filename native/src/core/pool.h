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

class Pool {
 public:
  // A task is called once a thread, index 0 (the caller's) .. threads-1.
  using Task = void (*)(void* context, int thread);

  // Starts threads - 1 threads. On failure to start one, threads() is smaller.
  explicit Pool(int threads);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()) + 1; }
  // Runs the task on every thread and returns when all are done.
  void Run(Task task, void* context);

 private:
  void Work(int thread);
  bool WaitForTask(uint32_t seen);

  Task task_ = nullptr;
  void* context_ = nullptr;
  alignas(64) std::atomic<uint32_t> generation_{0};
  alignas(64) std::atomic<int> pending_{0};
  alignas(64) std::atomic<int> sleepers_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::thread> workers_;
};

}  // namespace kws

#endif  // KWS_CORE_POOL_H_
