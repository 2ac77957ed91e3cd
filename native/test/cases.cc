#include "cases.h"

#include <algorithm>
#include <cstdlib>
#include <random>

namespace kws {
namespace {

constexpr uint8_t kGuard = 0xb5;
constexpr size_t kGuardBytes = KWS_SLACK_BYTES;

template <class T, class Distribution>
void FillWith(std::vector<uint8_t>& buffer, int64_t elements, Distribution distribution,
              std::mt19937& random) {
  for (int64_t i = 0; i < elements; ++i) {
    const T value = static_cast<T>(distribution(random));
    memcpy(buffer.data() + i * static_cast<int64_t>(sizeof(T)), &value, sizeof(T));
  }
}

void FillOperand(const CaseOperand& o, std::vector<uint8_t>& buffer, std::mt19937& random) {
  const std::uniform_real_distribution<double> reals(o.low, o.high);
  const std::uniform_int_distribution<int64_t> integers(static_cast<int64_t>(o.low),
                                                        static_cast<int64_t>(o.high));
  if (o.fill == CaseOperand::kBytes) {
    memcpy(buffer.data(), o.bytes.data(), o.bytes.size());
  } else if (o.fill == CaseOperand::kUniform) {
    if (o.dtype == KWS_FLOAT64) return FillWith<double>(buffer, o.elements, reals, random);
    FillWith<float>(buffer, o.elements, reals, random);
  } else if (o.fill == CaseOperand::kIntegers || o.fill == CaseOperand::kBools) {
    switch (o.element_bytes()) {
      case 1:
        return FillWith<uint8_t>(buffer, o.elements, integers, random);
      case 2:
        return FillWith<int16_t>(buffer, o.elements, integers, random);
      case 4:
        return FillWith<int32_t>(buffer, o.elements, integers, random);
      default:
        return FillWith<int64_t>(buffer, o.elements, integers, random);
    }
  }
}

template <class T>
void Append(std::vector<uint8_t>& bytes, T value) {
  const auto* from = reinterpret_cast<const uint8_t*>(&value);
  bytes.insert(bytes.end(), from, from + sizeof(T));
}

}  // namespace

std::vector<uint8_t> EncodedPanels(int64_t k, int64_t n, kws_encoding encoding, uint32_t seed,
                                   float range) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> numbers(-1, 1);
  std::vector<uint8_t> bytes;
  if (encoding == KWS_BF16) bytes.resize(static_cast<size_t>(4 * PanelFloats(Bf16Pairs(k), n)));
  for (int64_t i = 0; i < PanelFloats(k, n); ++i) {
    const bool exists = i / (k * KWS_PANEL) * KWS_PANEL + i % KWS_PANEL < n;
    const float number = exists ? numbers(random) : 0, value = number * range;
    uint32_t bits;
    memcpy(&bits, &value, sizeof(bits));
    if (encoding == KWS_PLAIN) Append(bytes, value);
    if (encoding == KWS_WEIGHTS_8) Append(bytes, static_cast<int8_t>(number * 127.9f));
    if (encoding == KWS_WEIGHTS_16) Append(bytes, static_cast<uint16_t>(bits >> 16));
    if (encoding != KWS_BF16) continue;
    const int64_t panel = i / (k * KWS_PANEL), row = i / KWS_PANEL % k;
    const int64_t pair = (panel * Bf16Pairs(k) + row / 2) * KWS_PANEL + i % KWS_PANEL;
    memcpy(&bytes[static_cast<size_t>(4 * pair + 2 * (row % 2))],
           reinterpret_cast<const uint8_t*>(&bits) + 2, 2);
  }
  for (int64_t c = 0; encoding == KWS_WEIGHTS_8 && c < Panels(n) * KWS_PANEL; ++c)
    Append(bytes, range * (1 + static_cast<float>(c % 7) / 7) / 127);
  return bytes;
}

CaseOperand WeightPanels(int64_t k, int64_t n, kws_encoding encoding) {
  if (encoding == KWS_PLAIN) return Floats(PanelFloats(k, n));
  std::vector<uint8_t> bytes = EncodedPanels(k, n, encoding, 9);
  const auto size = static_cast<int64_t>(bytes.size());
  return {size, KWS_INT8, CaseOperand::kBytes, 0, 0, std::move(bytes), encoding};
}

int64_t CaseOperand::element_bytes() const {
  if (dtype == KWS_BYTES) return 1;
  return StepCheck(nullptr, 0).ElementBytes(dtype);
}

namespace {

// Most of the work on the largest shapes is that of smaller ones over again. Where a machine is
// emulated they take minutes.
constexpr double kEmulatedFlops = 6e6;

void LeaveOutTheLargest(const Kernel& kernel, std::vector<KernelCase>& cases) {
  const auto large = [&](const KernelCase& test) {
    return kernel.executed_flops(test.params.data()) > kEmulatedFlops;
  };
  cases.erase(std::remove_if(cases.begin(), cases.end(), large), cases.end());
}

}  // namespace

std::vector<KernelCase> CasesOf(int kernel) {
  using CasesFn = std::vector<KernelCase> (*)();
  static constexpr CasesFn kCases[kKernelCount] = {
#define KWS_KERNEL(id, type, name, operands) &type##Cases,
#include "kernels.inc"
  };
  std::vector<KernelCase> cases = kCases[kernel]();
  if (getenv("KWS_TEST_SAMPLE") != nullptr) LeaveOutTheLargest(kKernels[kernel], cases);
  return cases;
}

CaseMemory::CaseMemory(const Kernel& kernel, const KernelCase& test, uint32_t seed)
    : kernel_(kernel), encoding_(test.Encoding()), params_(test.params) {
  std::mt19937 random(seed);
  for (const CaseOperand& o : test.operands) {
    std::vector<uint8_t> buffer;
    if (o.fill != CaseOperand::kAbsent) {
      buffer.assign(static_cast<size_t>(o.size()) + kGuardBytes, kGuard);
      FillOperand(o, buffer, random);
    }
    buffers_.push_back(std::move(buffer));
    sizes_.push_back(o.size());
  }
  for (size_t i = 0; i < static_cast<size_t>(kernel.operands); ++i) {
    pointers_.push_back(i < buffers_.size() && !buffers_[i].empty() ? buffers_[i].data() : nullptr);
  }
  items_ = kernel.items(params_.data());
  if (kernel.tables != nullptr) {
    tables_ = kernel.tables(params_.data());
    state_ = tables_->NewState();
  }
}

void CaseMemory::Run(const KernelEntry& entry, int64_t begin, int64_t end) {
  scratch_.resize(kernel_.scratch_bytes(params_.data()) * static_cast<size_t>(entry.scratch_rows) +
                  KWS_SLACK_BYTES + 64);
  auto* scratch = scratch_.data() + (64 - reinterpret_cast<uintptr_t>(scratch_.data()) % 64) % 64;
  KernelArgs args = {params_.data(), pointers_.data(), scratch,
                     &error_,        state_.get(),     entry.blocking};
  args.blocking.encoding = encoding_;
  if (state_ != nullptr) state_->Begin(args);
  if (!error_.failed()) entry.run(args, begin, end);
}

void CaseMemory::Set(size_t operand, int64_t element, float value) {
  memcpy(buffers_[operand].data() + element * static_cast<int64_t>(sizeof(float)), &value,
         sizeof(value));
}

bool CaseMemory::GuardsIntact() const {
  for (size_t i = 0; i < buffers_.size(); ++i) {
    if (buffers_[i].empty()) continue;
    for (size_t at = static_cast<size_t>(sizes_[i]); at < buffers_[i].size(); ++at) {
      if (buffers_[i][at] != kGuard) return false;
    }
  }
  return true;
}

std::vector<OperandExtent> ExtentsOf(const Kernel& kernel, const KernelCase& test) {
  std::vector<OperandExtent> extents(static_cast<size_t>(kernel.operands));
  for (size_t i = 0; i < test.operands.size(); ++i) {
    if (test.operands[i].fill == CaseOperand::kAbsent) continue;
    const CaseOperand& o = test.operands[i];
    extents[i] = {KWS_SPACE_ARENA, static_cast<uint64_t>(o.size()), 0, 0, KWS_PLAIN, nullptr};
    if (o.encoding == KWS_PLAIN) continue;
    extents[i].space = KWS_SPACE_CONST;
    extents[i].encoding = o.encoding;
    extents[i].constant = o.bytes.data();
  }
  return extents;
}

}  // namespace kws
