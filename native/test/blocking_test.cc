// How a step's rows are cut up stands in its table entry, with the scratch that this takes: no two
// places that could disagree, and no answer of another thread's that changes a step under way.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/isa.h"
#include "gemm/gemm.h"
#include "gemm/tile_a53.h"
#include "noise.h"

namespace kws {
namespace {

constexpr int kRows = 18, kIn = 16, kOut = 64;
constexpr float kGuard = 77;

// 18 output pixels whose windows lie in four pieces, so that all rows are gathered.
const kws_conv_2d_params kConv = {
    {1, 2, kRows + 2, 1, kRows, 2, 2, 1, 1, 1, 2, 0, 0}, kIn, kOut, 0, 0, {KWS_IDENTITY, 0, 0}};

const Kernel& ConvKernel() { return *FindKernel(KWS_CONV_2D); }

// The step over memory of its own, with a guard behind what the entry says that it needs.
class Conv {
 public:
  explicit Conv(const KernelEntry& entry)
      : in_(Noise(2 * (kRows + 2) * kIn, 1)),
        weights_(Noise(4 * kIn * Panels(kOut) * KWS_PANEL, 2)),
        out_(kRows * kOut),
        scratch_floats_(ConvKernel().scratch_bytes(&kConv) / sizeof(float) *
                        static_cast<size_t>(entry.scratch_rows)),
        block_(scratch_floats_ + 16 + kRows * 4 * kIn, kGuard),
        entry_(entry),
        operands_{out_.data(), in_.data(), weights_.data(), nullptr, nullptr} {
    const size_t off = reinterpret_cast<uintptr_t>(block_.data()) % 64 / sizeof(float);
    scratch_ = block_.data() + (16 - off) % 16;
  }

  const std::vector<float>& Run() {
    RunError error;
    entry_.run({&kConv, operands_, scratch_, &error, nullptr, entry_.blocking}, 0,
               ConvKernel().items(&kConv));
    return out_;
  }

  bool GuardIntact() const {
    const float* end = block_.data() + block_.size();
    return std::all_of(const_cast<const float*>(scratch_) + scratch_floats_, end,
                       [](float value) { return value == kGuard; });
  }

 private:
  std::vector<float> in_, weights_, out_;
  size_t scratch_floats_;
  std::vector<float> block_;
  float* scratch_;
  KernelEntry entry_;
  void* operands_[5];
};

KernelEntry ConvEntry(const Isa& isa) { return KernelsFor(isa).entries[&ConvKernel() - kKernels]; }

TEST(Blocking, StaysInsideTheScratchOfItsEntryWithTheSameBits) {
  for (const Isa& isa : AvailableIsas()) {
    if (isa.target == 0) continue;
    Conv own(ConvEntry(isa));
    const std::vector<float> expected = own.Run();
    EXPECT_TRUE(own.GuardIntact()) << isa.name;
    for (const int64_t rows : {int64_t{1}, int64_t{2}, int64_t{3}, int64_t{4}, kMaxBlockRows}) {
      KernelEntry entry = ConvEntry(isa);
      entry.blocking = {false, rows};
      entry.scratch_rows = rows;
      Conv other(entry);
      EXPECT_EQ(other.Run(), expected) << isa.name << ", " << rows << " rows";
      EXPECT_TRUE(other.GuardIntact()) << isa.name << ", " << rows << " rows";
    }
#if defined(__aarch64__)
    KernelEntry tiled = ConvEntry(isa);
    tiled.blocking = {true, kTiledRows};
    tiled.scratch_rows = kTiledRows;
    Conv other(tiled);
    EXPECT_EQ(other.Run(), expected);
    EXPECT_TRUE(other.GuardIntact());
#endif
  }
}

TEST(Blocking, EveryEntryHasScratchForTheBlocksThatItGathers) {
  for (const Isa& isa : AvailableIsas()) {
    const KernelTable table = KernelsFor(isa);
    for (int k = 0; k < kKernelCount; ++k) {
      const KernelEntry& entry = table.entries[k];
      const bool gathers =
          kKernels[k].id == KWS_CONV_2D || kKernels[k].id == KWS_DEPTHWISE_POINTWISE;
      // of levels as many rows as a panel of weights is to serve, on every instruction set
      const bool levels = kKernels[k].id == KWS_INTEGER_CONV_2D && isa.target != 0;
      if (levels) {
        EXPECT_GT(entry.scratch_rows, kMaxBlockRows) << kKernels[k].name;
      } else {
        EXPECT_EQ(entry.scratch_rows, gathers ? entry.blocking.rows : 1) << kKernels[k].name;
      }
      EXPECT_LE(entry.blocking.rows, kMaxBlockRows) << kKernels[k].name;
      EXPECT_GE(entry.blocking.rows, 1) << kKernels[k].name;
    }
    EXPECT_EQ(table.entries[&ConvKernel() - kKernels].blocking.rows,
              isa.target == 0 ? 1 : BlockingFor(isa.target).rows);
  }
}

}  // namespace
}  // namespace kws
