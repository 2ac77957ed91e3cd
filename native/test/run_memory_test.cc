// Memory in a run: none is asked for, however many front ends a process has and whatever rate they
// are fed; and where a run asks for it all the same, its absence is a status.
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "plan_builder.h"

namespace {

std::atomic<int64_t> allocations{0};
std::atomic<bool> exhausted{false};

}  // namespace

// Not inlined: a compiler that sees malloc's memory deleted takes that for a mistake.
__attribute__((noinline)) void* operator new(size_t bytes) {
  ++allocations;
  void* memory = exhausted ? nullptr : malloc(bytes == 0 ? 1 : bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
__attribute__((noinline)) void operator delete(void* memory) noexcept { free(memory); }
__attribute__((noinline)) void operator delete(void* memory, size_t) noexcept { free(memory); }

namespace kws {
namespace {

constexpr int kSamples = 16000, kStride = 160, kCoefficients = 10;
constexpr kws_cepstrum kCepstrum = {KWS_AUDIO_OPS, 16000, 20, 4000, 40, kCoefficients};

// Features of one clip through `count` front ends of as many windows; rate is tensor 1.
std::vector<uint8_t> FrontEnds(int count, kws_cepstrum cepstrum = kCepstrum) {
  PlanBuilder plan;
  const OperandRecord samples = plan.Floats(kSamples), rate = plan.Arena(4);
  plan.Tensor("samples", true, KWS_FLOAT32, {kSamples, 1}, samples);
  plan.Tensor("rate", true, KWS_INT32, {}, rate);
  for (int i = 0; i < count; ++i) {
    const int window = 400 + i;
    const int frames = (kSamples - window) / kStride + 1;
    const OperandRecord out = plan.Floats(static_cast<uint64_t>(frames) * kCoefficients);
    plan.Step(KWS_AUDIO_MFCC, kws_audio_mfcc_params{kSamples, 1, window, kStride, cepstrum},
              {out, samples, rate}, "mfcc" + std::to_string(i));
    plan.Tensor("out" + std::to_string(i), false, KWS_FLOAT32, {frames, kCoefficients}, out);
  }
  return plan.Finish();
}

struct Opened {
  kws_model* model = nullptr;
  kws_session* session = nullptr;

  explicit Opened(const std::vector<uint8_t>& plan, int threads = 1, const char* isa = nullptr) {
    EXPECT_EQ(kws_model_open_memory(plan.data(), plan.size(), isa, &model), KWS_OK)
        << kws_last_error();
    EXPECT_EQ(kws_session_create(model, threads, &session), KWS_OK) << kws_last_error();
    auto* samples = static_cast<float*>(kws_session_buffer(session, 0));
    for (int i = 0; i < kSamples; ++i) samples[i] = static_cast<float>(std::sin(0.05 * i));
  }
  ~Opened() {
    kws_session_close(session);
    kws_model_close(model);
  }
  kws_status Run(int32_t rate) const {
    *static_cast<int32_t*>(kws_session_buffer(session, 1)) = rate;
    return kws_session_run(session);
  }
  std::vector<float> Features(int front_end) const {
    const int frames = (kSamples - 400 - front_end) / kStride + 1;
    const auto* at = static_cast<const float*>(kws_session_buffer(session, 2 + front_end));
    return {at, at + frames * kCoefficients};
  }
};

TEST(RunMemory, NoneHoweverManyFrontEndsAndAtEveryRate) {
  constexpr int kCount = 40;
  const Opened o(FrontEnds(kCount));
  const int64_t before = allocations;
  for (const int32_t rate : {16000, 8000, 8000, 44100, 16000}) ASSERT_EQ(o.Run(rate), KWS_OK);
  EXPECT_EQ(allocations, before);
}

TEST(RunMemory, NoneOnManyThreads) {
  const Opened o(FrontEnds(3), 4);
  ASSERT_EQ(o.Run(16000), KWS_OK);
  const int64_t before = allocations;
  for (const int32_t rate : {8000, 44100, 16000}) ASSERT_EQ(o.Run(rate), KWS_OK);
  EXPECT_EQ(allocations, before);
}

TEST(RunMemory, AnotherRateGivesThatRatesFeatures) {
  kws_cepstrum expecting = kCepstrum;
  expecting.sample_rate = 8000;
  const Opened usual(FrontEnds(36)), other(FrontEnds(36, expecting));
  ASSERT_EQ(usual.Run(16000), KWS_OK);
  const std::vector<float> at_16000 = usual.Features(35);
  ASSERT_EQ(usual.Run(8000), KWS_OK);
  ASSERT_EQ(other.Run(8000), KWS_OK);
  EXPECT_EQ(usual.Features(35), other.Features(35));
  EXPECT_NE(usual.Features(35), at_16000);
  ASSERT_EQ(usual.Run(16000), KWS_OK);
  EXPECT_EQ(usual.Features(35), at_16000);
}

// The reference loops have buffers of their own.
TEST(RunMemory, ItsAbsenceIsAStatusOnEveryThread) {
  for (const int threads : {1, 4}) {
    const Opened o(FrontEnds(1), threads, "reference");
    exhausted = true;
    const kws_status status = o.Run(16000);
    exhausted = false;
    EXPECT_EQ(status, KWS_OUT_OF_MEMORY);
    EXPECT_STREQ(kws_last_error(), "out of memory");
  }
}

TEST(RunMemory, TablesOfAPlanAreBounded) {
  PlanBuilder plan;
  constexpr int kWindow = 65536;
  const OperandRecord samples = plan.Floats(kWindow), out = plan.Floats(kWindow / 2 + 1);
  for (int i = 0; i < 200; ++i) {
    plan.Step(KWS_AUDIO_SPECTROGRAM,
              kws_audio_spectrogram_params{kWindow, 1, kWindow, 1, KWS_AUDIO_OPS, 1},
              {out, samples});
  }
  const std::vector<uint8_t> file = plan.Finish();
  kws_model* model = nullptr;
  EXPECT_EQ(kws_model_open_memory(file.data(), file.size(), nullptr, &model), KWS_BAD_PLAN);
  EXPECT_NE(std::string(kws_last_error()).find("the steps' tables would take"), std::string::npos)
      << kws_last_error();
}

}  // namespace
}  // namespace kws
