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

// Where an operand of a kernel is among those of a step, and what it points to: const for inputs,
// void where the step's parameters tell.
template <class T>
struct Operand {
  int place;
  constexpr operator int() const { return place; }
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

// How a product cuts its rows into register blocks, and what it reads its weights as.
struct Blocking {
  bool tiles = false;            // those of gemm/tile_a53.h
  int64_t rows = 1;              // of a full block
  int32_t encoding = KWS_PLAIN;  // kws_encoding; the step's own
};

// What one call of a kernel gets. An operand, args[Conv2d::kBias], is null where it is absent.
struct KernelArgs {
  const void* params;
  void* const* operands;
  void* scratch;  // the calling thread's own, 64-byte aligned, ScratchBytes() long
  RunError* error;
  const StepState* state;  // of kernels with tables; else null
  Blocking blocking = {};  // the table entry's
  // Items of a product are its rows, however few they are: threads do not share it.
  bool row_items = false;
  // With row_items, of kernels whose row form joins ranges (incremental/row_form.h): items from
  // gap_at on are rows gap_rows further, so that two ranges of rows go through the weights once.
  int64_t gap_at = INT64_MAX;
  int64_t gap_rows = 0;

  template <class P>
  const P& Params() const {
    return *static_cast<const P*>(params);
  }
  template <class T>
  T* operator[](Operand<T> operand) const {
    return static_cast<T*>(operands[operand.place]);
  }
  // One of any number of inputs.
  template <class T>
  T* At(Operand<T> first, int i) const {
    return static_cast<T*>(operands[first.place + i]);
  }
  // Of an operand whose type the parameters tell.
  template <class T>
  T* As(Operand<void> output) const {
    return static_cast<T*>(operands[output.place]);
  }
  template <class T>
  const T* As(Operand<const void> input) const {
    return static_cast<const T*>(operands[input.place]);
  }
};

// Computes items begin .. end-1 of a step.
using KernelFn = void (*)(const KernelArgs& args, int64_t begin, int64_t end);

// A kernel's version for one instruction set, on this core, with what belongs to it. A model's
// steps have their own copies, made when it is opened.
struct KernelEntry {
  KernelFn run = nullptr;
  Blocking blocking = {};    // of kernels that multiply
  int64_t scratch_rows = 1;  // each of which takes ScratchBytes()
};

struct Kernel {
  kws_kernel id;
  const char* name;
  int outputs;
  int operands;
  size_t params_bytes;
  bool (*validate)(const void* params, StepCheck& check);
  double (*executed_flops)(const void* params);  // docs/reference/flops.md
  int64_t (*items)(const void* params);
  // For each of an entry's scratch rows; of hostile dimensions: more than a 32-bit size_t.
  uint64_t (*scratch_bytes)(const void* params);
  KernelEntry (*resolve)(int64_t target);
  KernelFn reference;
  // Null for kernels without tables. The bytes, rounded up, bound what a hostile plan can ask for.
  uint64_t (*table_bytes)(const void* params);
  std::unique_ptr<StepTables> (*tables)(const void* params);
};

// The order of each kernel's operands.
namespace places {
#define KWS_OUT(name, type) k##name,
#define KWS_IN(name, type) k##name,
#define KWS_OPTIONAL_OUT(name, type) k##name,
#define KWS_OPTIONAL_IN(name, type) k##name,
#define KWS_MORE_IN(name, type, most) k##name, k##name##Last = k##name + (most)-1,
#define KWS_KERNEL(id, type, name, operands) \
  struct type {                              \
    enum : int { operands kCount };          \
  };
#include "kernels.inc"
}  // namespace places

// The class that each manifest entry declares; its functions are defined in src/kernels/<name>.cc
// or src/audio/<name>.cc.
#define KWS_OUT(name, type) static constexpr Operand<type> k##name = {Places::k##name};
#define KWS_IN(name, type) static constexpr Operand<const type> k##name = {Places::k##name};
#define KWS_OPTIONAL_OUT(name, type) KWS_OUT(name, type)
#define KWS_OPTIONAL_IN(name, type) KWS_IN(name, type)
#define KWS_MORE_IN(name, type, most) KWS_IN(name, type)
#define KWS_KERNEL_MEMBERS(type, name, operands)                             \
  using Places = places::type;                                               \
  operands using Params = kws_##name##_params;                               \
  static bool Validate(const Params& params, StepCheck& check);              \
  static double ExecutedFlops(const Params& params);                         \
  static int64_t Items(const Params& params);                                \
  static uint64_t ScratchBytes(const Params& params);                        \
  static void Reference(const KernelArgs& args, int64_t begin, int64_t end); \
  static KernelEntry Resolve(int64_t target);
#define KWS_KERNEL(id, type, name, operands) \
  struct type {                              \
    KWS_KERNEL_MEMBERS(type, name, operands) \
  };
#define KWS_TABLE_KERNEL(id, type, name, operands)                       \
  struct type {                                                          \
    KWS_KERNEL_MEMBERS(type, name, operands)                             \
    static uint64_t TableBytes(const Params& params);                    \
    static std::unique_ptr<StepTables> MakeTables(const Params& params); \
  };
#include "kernels.inc"

// All kernels of the manifest, and one by its id in a plan (null if there is none).
constexpr int kKernelCount = 0
#define KWS_KERNEL(id, type, name, operands) +1
#include "kernels.inc"
    ;
extern const Kernel kKernels[kKernelCount];
const Kernel* FindKernel(uint32_t id);

}  // namespace kws

#endif  // KWS_CORE_KERNEL_H_
