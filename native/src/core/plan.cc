#include "core/plan.h"

#include <algorithm>
#include <cinttypes>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "core/plan_records.h"

namespace kws {
namespace {

constexpr uint64_t kMaxArena = uint64_t{1} << 31;
constexpr uint64_t kMaxScratch = uint64_t{1} << 30;
constexpr uint64_t kMaxTables = uint64_t{1} << 28;
constexpr uint32_t kMaxSteps = 1u << 20;
// Of one run, which nothing can interrupt: steps executed, and floating-point operations and bytes
// of operands together. Seconds and minutes; a keyword spotter's are a millionth of that.
constexpr double kMaxExecutions = 1 << 26;
constexpr double kMaxWork = 1e13;

// Reads one file; each method returns false after it has set the status and the message.
class Reader {
 public:
  Reader(const uint8_t* file, uint64_t bytes, const KernelTable& kernels, Plan* plan,
         std::string* error)
      : file_(file), bytes_(bytes), kernels_(kernels), plan_(plan), error_(error) {}

  kws_status Read() {
    if (ReadHeader() && ReadTensors() && ReadSteps()) return KWS_OK;
    return status_;
  }

 private:
  bool Fail(kws_status status, const char* format, ...) __attribute__((format(printf, 3, 4))) {
    char message[400];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    status_ = status;
    *error_ = message;
    return false;
  }

  template <class T>
  const T* At(const SectionRecord& section, uint64_t index) const {
    return reinterpret_cast<const T*>(file_ + section.offset) + index;
  }

  bool CheckSection(const char* name, const SectionRecord& s, uint64_t unit, uint64_t alignment) {
    if (s.offset < sizeof(HeaderRecord) || s.offset > bytes_ || s.bytes > bytes_ - s.offset) {
      return Fail(KWS_BAD_PLAN, "plan: section %s lies outside the file", name);
    }
    if (s.offset % alignment != 0 || s.bytes % unit != 0) {
      return Fail(KWS_BAD_PLAN, "plan: section %s is not aligned", name);
    }
    return true;
  }

  bool ReadHeader() {
    header_ = reinterpret_cast<const HeaderRecord*>(file_);
    if (bytes_ < sizeof(HeaderRecord) || header_->magic != KWS_PLAN_MAGIC) {
      return Fail(KWS_BAD_PLAN, "not a compiled plan (no KWSP header)");
    }
    if (header_->version != KWS_PLAN_VERSION) {
      return Fail(KWS_UNSUPPORTED, "plan has version %u, this engine reads %d", header_->version,
                  static_cast<int>(KWS_PLAN_VERSION));
    }
    if (header_->file_bytes != bytes_ || bytes_ % 64 != 0) {
      return Fail(KWS_BAD_PLAN, "plan: the header states %" PRIu64 " bytes, the file has %" PRIu64,
                  header_->file_bytes, bytes_);
    }
    if (header_->checksum != PlanChecksum(file_, bytes_)) {
      return Fail(KWS_BAD_PLAN, "plan: the checksum does not match, the file is damaged");
    }
    if (header_->arena_bytes > kMaxArena) {
      return Fail(KWS_BAD_PLAN, "plan: the arena has %" PRIu64 " bytes, more than 2^31",
                  header_->arena_bytes);
    }
    plan_->arena_bytes = header_->arena_bytes;
    return ReadSections();
  }

  bool ReadSections() {
    const HeaderRecord& h = *header_;
    if (!CheckSection("steps", h.steps, sizeof(StepRecord), 8) ||
        !CheckSection("operands", h.operands, sizeof(OperandRecord), 8) ||
        !CheckSection("params", h.params, 4, 8) || !CheckSection("strings", h.strings, 1, 8) ||
        !CheckSection("tensors", h.tensors, sizeof(TensorRecord), 8) ||
        !CheckSection("constants", h.constants, 1, KWS_ALIGNMENT)) {
      return false;
    }
    if (bytes_ - h.constants.offset - h.constants.bytes < KWS_SLACK_BYTES) {
      return Fail(KWS_BAD_PLAN, "plan: fewer than %d bytes follow the constants",
                  static_cast<int>(KWS_SLACK_BYTES));
    }
    if (h.strings.bytes == 0 || file_[h.strings.offset + h.strings.bytes - 1] != 0) {
      return Fail(KWS_BAD_PLAN, "plan: the strings do not end with a zero");
    }
    plan_->constants = file_ + h.constants.offset;
    plan_->constant_bytes = h.constants.bytes;
    return true;
  }

  bool String(uint32_t offset, const char** string) {
    if (offset >= header_->strings.bytes)
      return Fail(KWS_BAD_PLAN, "plan: a string lies outside its section");
    *string = reinterpret_cast<const char*>(file_ + header_->strings.offset + offset);
    return true;
  }

  bool ReadTensors() {
    const uint64_t count = header_->tensors.bytes / sizeof(TensorRecord);
    for (uint64_t i = 0; i < count; ++i) {
      const TensorRecord& r = *At<TensorRecord>(header_->tensors, i);
      PlanTensor tensor = {};
      if (!String(r.name, &tensor.info.name) || !ReadTensor(r, &tensor)) return false;
      plan_->tensors.push_back(tensor);
    }
    return true;
  }

  bool ReadTensor(const TensorRecord& r, PlanTensor* tensor) {
    const char* name = tensor->info.name;
    if (r.rank > KWS_MAX_RANK || r.feed > 1 || r.dtype > KWS_INT8) {
      return Fail(KWS_BAD_PLAN, "plan: tensor %.100s has a bad rank, type or direction", name);
    }
    StepCheck types(nullptr, 0);
    int64_t bytes = r.dtype == KWS_BYTES ? 1 : types.ElementBytes(r.dtype);
    for (uint32_t d = 0; d < r.rank; ++d) {
      if (r.dims[d] < 0)
        return Fail(KWS_BAD_PLAN, "plan: tensor %.100s has a negative dimension", name);
      bytes = SatMul(bytes, r.dims[d]);
      tensor->info.dims[d] = r.dims[d];
    }
    const bool is_bytes = r.dtype == KWS_BYTES;
    if (is_bytes ? r.bytes < 8 : r.bytes != static_cast<uint64_t>(bytes)) {
      return Fail(KWS_BAD_PLAN, "plan: tensor %.100s has %" PRIu64 " bytes, not its shape's", name,
                  r.bytes);
    }
    if (r.offset > plan_->arena_bytes || r.bytes > plan_->arena_bytes - r.offset ||
        r.offset % 8 != 0) {
      return Fail(KWS_BAD_PLAN, "plan: tensor %.100s lies outside the arena or is not aligned",
                  name);
    }
    tensor->info.feed = static_cast<int32_t>(r.feed);
    tensor->info.dtype = static_cast<int32_t>(r.dtype);
    tensor->info.rank = static_cast<int32_t>(r.rank);
    tensor->info.bytes = r.bytes;
    tensor->offset = r.offset;
    return true;
  }

  bool ReadSteps() {
    const uint64_t count = header_->steps.bytes / sizeof(StepRecord);
    if (count > kMaxSteps) return Fail(KWS_BAD_PLAN, "plan: %" PRIu64 " steps are too many", count);
    plan_->steps.reserve(count);
    for (uint64_t i = 0; i < count; ++i) {
      if (!ReadStep(static_cast<int>(i), *At<StepRecord>(header_->steps, i))) return false;
    }
    if (loop_ >= 0 && static_cast<uint64_t>(loop_end_) > count) {
      return Fail(KWS_BAD_PLAN, "plan: step %d: the loop's body ends after the last step", loop_);
    }
    return true;
  }

  bool ReadStep(int index, const StepRecord& r) {
    PlanStep step = {};
    if (!String(r.name, &step.name) || !String(r.nodes, &step.nodes)) return false;
    if (r.params_offset % 4 != 0 || r.params_offset > header_->params.bytes ||
        r.params_bytes > header_->params.bytes - r.params_offset) {
      return Fail(KWS_BAD_PLAN, "plan: step %d (%.100s): params lie outside their section", index,
                  step.name);
    }
    step.params = file_ + header_->params.offset + r.params_offset;
    if (loop_ >= 0 && index < loop_end_) {
      step.loop = loop_;
      step.trips = trips_;
    }
    const bool good = r.kernel == KWS_LOOP ? ReadLoop(index, r, step) : ReadKernel(index, r, &step);
    if (!good || !CountWork(index, step)) return false;
    plan_->steps.push_back(std::move(step));
    return true;
  }

  // A loop counts its trips, so that those of an empty one count too.
  bool CountWork(int index, const PlanStep& step) {
    const auto trips = static_cast<double>(step.kernel == nullptr ? trips_ : step.trips);
    double work = step.executed_flops;
    for (const OperandExtent& operand : step.operands) work += static_cast<double>(operand.bytes);
    executions_ += trips;
    work_ += work * trips;
    if (executions_ <= kMaxExecutions && work_ <= kMaxWork) return true;
    return Fail(KWS_BAD_PLAN,
                "plan: step %d (%.100s): a run would execute %.3g steps with %.3g operations and "
                "bytes, more than %.3g and %.3g: its loops have too many trips",
                index, step.name, executions_, work_, kMaxExecutions, kMaxWork);
  }

  bool ReadLoop(int index, const StepRecord& r, const PlanStep& step) {
    if (r.params_bytes != sizeof(kws_loop_params) || r.operand_count != 0) {
      return Fail(KWS_BAD_PLAN,
                  "plan: step %d (%.100s): a loop has %zu bytes of params and no operands", index,
                  step.name, sizeof(kws_loop_params));
    }
    if (step.loop >= 0)
      return Fail(KWS_BAD_PLAN, "plan: step %d (%.100s): loops do not nest", index, step.name);
    const auto* params = static_cast<const kws_loop_params*>(step.params);
    if (params->trip_count < 0 || params->body_steps < 0) {
      return Fail(KWS_BAD_PLAN, "plan: step %d (%.100s): a negative trip count or body", index,
                  step.name);
    }
    loop_ = index;
    trips_ = params->trip_count;
    loop_end_ = int64_t{index} + 1 + params->body_steps;
    return true;
  }

  bool ReadKernel(int index, const StepRecord& r, PlanStep* step) {
    step->kernel = FindKernel(r.kernel);
    if (step->kernel == nullptr) {
      return Fail(KWS_UNSUPPORTED, "plan: step %d (%.100s): this engine has no kernel %u", index,
                  step->name, r.kernel);
    }
    const Kernel& kernel = *step->kernel;
    step->entry = kernels_.entries[&kernel - kKernels];
    if (r.params_bytes != kernel.params_bytes) {
      return Fail(KWS_BAD_PLAN, "plan: step %d (%s %.100s): %u bytes of params instead of %zu",
                  index, kernel.name, step->name, r.params_bytes, kernel.params_bytes);
    }
    if (!ReadOperands(index, r, step)) return false;
    StepCheck check(step->operands.data(), static_cast<int>(step->operands.size()));
    if (!kernel.validate(step->params, check) || !check.NoOverlaps(kernel.outputs, step->trips) ||
        !check.NoOtherEncodings() || check.failed()) {
      return Fail(KWS_BAD_PLAN, "plan: step %d (%s %.100s): %s", index, kernel.name, step->name,
                  check.message());
    }
    if (check.encoding() == KWS_BF16 && !kernels_.bf16) {
      return Fail(
          KWS_UNSUPPORTED,
          "plan: step %d (%s %.100s) computes with bfloat16, for which this processor has no "
          "instructions (AVX-512 BF16); weights16 runs everywhere, and KWSBENCH_ISA=%s "
          "emulates bfloat16, slowly",
          index, kernel.name, step->name, AvailableIsas().front().name);
    }
    step->entry.blocking.encoding = static_cast<int32_t>(check.encoding());
    step->executed_flops = kernel.executed_flops(step->params);
    step->items = kernel.items(step->params);
    const uint64_t row = kernel.scratch_bytes(step->params);
    const auto rows = static_cast<uint64_t>(step->entry.scratch_rows);
    if (row > kMaxScratch / rows) {
      return Fail(KWS_BAD_PLAN,
                  "plan: step %d (%s %.100s) needs %" PRIu64
                  " bytes of scratch for each of %" PRIu64 " rows",
                  index, kernel.name, step->name, row, rows);
    }
    plan_->scratch_bytes = std::max(plan_->scratch_bytes, row * rows);
    return kernel.tables == nullptr || MakeTables(index, step);
  }

  bool MakeTables(int index, PlanStep* step) {
    table_bytes_ += step->kernel->table_bytes(step->params);
    if (table_bytes_ > kMaxTables) {
      return Fail(KWS_BAD_PLAN,
                  "plan: step %d (%s %.100s): the steps' tables would take %" PRIu64
                  " bytes, more than %" PRIu64,
                  index, step->kernel->name, step->name, table_bytes_, kMaxTables);
    }
    step->tables = step->kernel->tables(step->params);
    return true;
  }

  bool ReadOperands(int index, const StepRecord& r, PlanStep* step) {
    const Kernel& kernel = *step->kernel;
    const uint64_t available = header_->operands.bytes / sizeof(OperandRecord);
    if (r.operand_count > static_cast<uint32_t>(kernel.operands) || r.first_operand > available ||
        r.operand_count > available - r.first_operand) {
      return Fail(KWS_BAD_PLAN, "plan: step %d (%s %.100s): bad operand count %u", index,
                  kernel.name, step->name, r.operand_count);
    }
    step->operands.resize(static_cast<size_t>(kernel.operands));
    for (uint32_t i = 0; i < r.operand_count; ++i) {
      const OperandRecord& o = *At<OperandRecord>(header_->operands, r.first_operand + i);
      const bool output = i < static_cast<uint32_t>(kernel.outputs);
      if (!CheckOperand(o, output, step->loop >= 0 ? step->trips : -1)) {
        return Fail(KWS_BAD_PLAN, "plan: step %d (%s %.100s): operand %u lies outside its space",
                    index, kernel.name, step->name, i);
      }
      if (!CheckEncoding(o)) {
        return Fail(
            KWS_BAD_PLAN,
            "plan: step %d (%s %.100s): operand %u has encoding %u, which is unknown or not "
            "that of a constant",
            index, kernel.name, step->name, i, o.encoding);
      }
      const bool encoded = o.encoding != KWS_PLAIN;
      step->operands[i] = {o.space,    o.bytes,
                           o.offset,   o.loop_stride,
                           o.encoding, encoded ? plan_->constants + o.offset : nullptr};
    }
    return true;
  }

  // Encoded operands are read when a plan is opened, so that they are the same in every run.
  static bool CheckEncoding(const OperandRecord& o) {
    return o.encoding == KWS_PLAIN ||
           (o.encoding <= KWS_BF16 && o.space == KWS_SPACE_CONST && o.loop_stride == 0);
  }

  // trips: of the loop around the step, -1 if there is none.
  bool CheckOperand(const OperandRecord& o, bool output, int64_t trips) const {
    if (o.space == KWS_SPACE_NONE) return o.offset == 0 && o.bytes == 0 && o.loop_stride == 0;
    if (o.space > KWS_SPACE_CONST || (output && o.space != KWS_SPACE_ARENA)) return false;
    const uint64_t size = o.space == KWS_SPACE_ARENA ? plan_->arena_bytes : plan_->constant_bytes;
    if (o.offset > size || o.bytes > size - o.offset) return false;
    if (trips < 0) return o.loop_stride == 0;
    if (o.loop_stride == 0 || trips <= 1) return true;
    const int64_t last = SatAdd(static_cast<int64_t>(o.offset), SatMul(trips - 1, o.loop_stride));
    return last >= 0 && static_cast<uint64_t>(last) <= size &&
           o.bytes <= size - static_cast<uint64_t>(last);
  }

  const uint8_t* file_;
  uint64_t bytes_;
  const KernelTable& kernels_;
  Plan* plan_;
  std::string* error_;
  kws_status status_ = KWS_BAD_PLAN;
  const HeaderRecord* header_ = nullptr;
  int loop_ = -1;
  int64_t loop_end_ = 0;
  int64_t trips_ = 1;
  uint64_t table_bytes_ = 0;
  double executions_ = 0;
  double work_ = 0;
};

}  // namespace

uint64_t PlanChecksum(const uint8_t* file, uint64_t bytes) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (uint64_t at = 24; at + 8 <= bytes; at += 8) {
    uint64_t word;
    memcpy(&word, file + at, 8);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 32;
  }
  return hash;
}

kws_status ReadPlan(const uint8_t* file, uint64_t bytes, const KernelTable& kernels, Plan* plan,
                    std::string* error) {
  return Reader(file, bytes, kernels, plan, error).Read();
}

}  // namespace kws
