// What a kernel is: checks, costs, a reference and a vector version behind one signature.
#ifndef KWS_CORE_KERNEL_H_
#define KWS_CORE_KERNEL_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/check.h"
#include "kwsbench.h"

namespace kws {

// Where a kernel says that its input is unfit; the executor turns the first message into
// KWS_BAD_INPUT. Chunks of one step may fail at the same time: the first to claim the message
// writes it, and it is read when all have ended.
class RunError {
 public:
  void Set(const char* format, ...) __attribute__((format(printf, 2, 3)));
  // The fault is not the input's: there was no memory.
  void SetOutOfMemory();
  void Clear() {
    claimed_.store(false, std::memory_order_relaxed);
    status_ = KWS_BAD_INPUT;
    message_[0] = '\0';
  }
  bool failed() const { return claimed_.load(std::memory_order_relaxed); }
  const char* message() const { return message_; }
  kws_status status() const { return status_; }

 private:
  std::atomic<bool> claimed_{false};
  kws_status status_ = KWS_BAD_INPUT;
  char message_[200] = {};
};

struct KernelArgs;

// What a session keeps for a step: tables, and what depends on values that only a run knows.
class StepState {
 public:
  virtual ~StepState() = default;
  // Called before each execution of the step, by one thread; allocates nothing. What it finds unfit
  // it tells args.error, and the step is not executed.
  virtual void Begin(const KernelArgs& args) = 0;
};

// What a kernel computes for a step when a plan is opened: immutable, shared by the sessions, whose
// states refer to it.
class StepTables {
 public:
  virtual ~StepTables() = default;
  virtual std::unique_ptr<StepState> NewState() const = 0;
};

// What one call of a kernel gets. Operands are in the manifest's order, null where absent.
struct KernelArgs {
  const void* params;
  void* const* operands;
  void* scratch;  // the calling thread's own, 64-byte aligned, ScratchBytes() long
  RunError* error;
  const StepState* state;  // of kernels with tables; else null

  template <class P>
  const P& Params() const {
    return *static_cast<const P*>(params);
  }
  template <class T>
  T* Out(int i) const {
    return static_cast<T*>(operands[i]);
  }
  template <class T>
  const T* In(int i) const {
    return static_cast<const T*>(operands[i]);
  }
};

// Computes items begin .. end-1 of a step.
using KernelFn = void (*)(const KernelArgs& args, int64_t begin, int64_t end);

struct Kernel {
  kws_kernel id;
  const char* name;
  int outputs;
  int operands;
  size_t params_bytes;
  bool (*validate)(const void* params, StepCheck& check);
  double (*flops)(const void* params);
  int64_t (*items)(const void* params);
  uint64_t (*scratch_bytes)(
      const void* params);  // of hostile dimensions: more than a 32-bit size_t
  KernelFn (*resolve)();    // for the target that Highway has chosen
  KernelFn reference;
  // Null for kernels without tables. The bytes, rounded up, bound what a hostile plan can ask for.
  uint64_t (*table_bytes)(const void* params);
  std::unique_ptr<StepTables> (*tables)(const void* params);
};

// The class that each manifest line declares; its members are defined in src/kernels/<name>.cc or
// src/audio/<name>.cc.
#define KWS_KERNEL_MEMBERS(name)                                             \
  using Params = kws_##name##_params;                                        \
  static bool Validate(const Params& params, StepCheck& check);              \
  static double Flops(const Params& params);                                 \
  static int64_t Items(const Params& params);                                \
  static uint64_t ScratchBytes(const Params& params);                        \
  static void Reference(const KernelArgs& args, int64_t begin, int64_t end); \
  static KernelFn Resolve();
#define KWS_KERNEL(id, type, name, outputs, operands) \
  struct type {                                       \
    KWS_KERNEL_MEMBERS(name)                          \
  };
#define KWS_TABLE_KERNEL(id, type, name, outputs, operands)              \
  struct type {                                                          \
    KWS_KERNEL_MEMBERS(name)                                             \
    static uint64_t TableBytes(const Params& params);                    \
    static std::unique_ptr<StepTables> MakeTables(const Params& params); \
  };
#include "kernels.inc"

// All kernels of the manifest, and one by its id in a plan (null if there is none).
constexpr int kKernelCount = 0
#define KWS_KERNEL(id, type, name, outputs, operands) +1
#include "kernels.inc"
    ;
extern const Kernel kKernels[kKernelCount];
const Kernel* FindKernel(uint32_t id);

}  // namespace kws

#endif  // KWS_CORE_KERNEL_H_
