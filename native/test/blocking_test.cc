// How a step's rows are cut up is asked once: an answer that changes meanwhile, as it may for other
// threads, must not make a step gather more rows than its scratch holds.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "core/isa.h"
#include "gemm/gemm.h"
#include "gemm/tile_a53.h"

namespace kws {
namespace {

constexpr int kRows = 18, kIn = 16, kOut = 64;
constexpr float kGuard = 77;

// 18 output pixels whose windows lie in four pieces, so that all rows are gathered.
const kws_conv_2d_params kConv = {
    {1, 2, kRows + 2, 1, kRows, 2, 2, 1, 1, 1, 2, 0, 0}, kIn, kOut, 0, 0, {KWS_IDENTITY, 0, 0}};

const Kernel& ConvKernel() { return *FindKernel(KWS_CONV_2D); }

std::vector<float> Noise(int64_t count, uint32_t seed) {
  std::vector<float> values(static_cast<size_t>(count));
  for (float& value : values) {
    seed = seed * 1664525u + 1013904223u;
    value = static_cast<float>(static_cast<int32_t>(seed)) / 2147483648.0f;
  }
  return values;
}

// The step over memory of its own, with a guard behind what the kernel said that it needs.
class Conv {
 public:
  Conv()
      : in_(Noise(2 * (kRows + 2) * kIn, 1)),
        weights_(Noise(4 * kIn * Panels(kOut) * KWS_PANEL, 2)),
        out_(kRows * kOut),
        scratch_floats_(ConvKernel().scratch_bytes(&kConv) / sizeof(float)),
        block_(scratch_floats_ + 16 + kRows * 4 * kIn, kGuard),
        operands_{out_.data(), in_.data(), weights_.data(), nullptr, nullptr} {
    const size_t off = reinterpret_cast<uintptr_t>(block_.data()) % 64 / sizeof(float);
    scratch_ = block_.data() + (16 - off) % 16;
  }

  const std::vector<float>& Run(KernelFn run) {
    RunError error;
    run({&kConv, operands_, scratch_, &error, nullptr}, 0, ConvKernel().items(&kConv));
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
  void* operands_[5];
};

class BlockingTest : public ::testing::Test {
 protected:
  void TearDown() override { ForceBlocking(nullptr); }
};

// Another answer at every question, as if another thread had changed it in between.
Blocking Flipping() {
  static std::atomic<int> questions{0};
#if defined(__aarch64__)
  constexpr Blocking kSome = {false, 6}, kOther = {true, kTiledRows};
#else
  constexpr Blocking kSome = {false, 4}, kOther = {false, 14};
#endif
  return questions++ % 2 == 0 ? kSome : kOther;
}

Blocking Wide() { return {false, 1000}; }

TEST_F(BlockingTest, AnAnswerThatChangesStaysInsideTheScratch) {
  const auto conv = static_cast<size_t>(&ConvKernel() - kKernels);
  for (const Isa& isa : AvailableIsas()) {
    const KernelFn run = KernelsFor(isa).functions[conv];
    ForceBlocking(nullptr);
    const std::vector<float> expected = Conv().Run(run);
    ForceBlocking(&Flipping);
    std::atomic<int> bad{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 2; ++t) {
      threads.emplace_back([&] {
        Conv one;
        for (int i = 0; i < 50; ++i) bad += one.Run(run) == expected ? 0 : 1;
        bad += one.GuardIntact() ? 0 : 1;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(bad, 0) << isa.name;
  }
}

TEST_F(BlockingTest, NoAnswerHasMoreRowsThanScratchHolds) {
  for (const int64_t own : {int64_t{4}, int64_t{6}, kMaxBlockRows}) {
    ForceBlocking(nullptr);
    EXPECT_LE(ChooseBlocking(own).rows, kMaxBlockRows);
    ForceBlocking(&Wide);
    EXPECT_EQ(ChooseBlocking(own).rows, own);
  }
}

}  // namespace
}  // namespace kws
