// Memory: a run asks for none, however many front ends a process has and whatever rate they are
// fed; and where a call of the ABI asks for it, its absence is a status.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "cases.h"
#include "counted_memory.h"
#include "plan_builder.h"

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

struct OpenedPlan {
  kws_model* model = nullptr;
  kws_session* session = nullptr;

  explicit OpenedPlan(const std::vector<uint8_t>& plan, int threads = 1,
                      const char* isa = nullptr) {
    EXPECT_EQ(kws_model_open_memory(plan.data(), plan.size(), isa, &model), KWS_OK)
        << kws_last_error();
    EXPECT_EQ(kws_session_create(model, threads, &session), KWS_OK) << kws_last_error();
    auto* samples = static_cast<float*>(kws_session_buffer(session, 0));
    for (int i = 0; i < kSamples; ++i) samples[i] = static_cast<float>(std::sin(0.05 * i));
  }
  ~OpenedPlan() {
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
  const OpenedPlan o(FrontEnds(kCount));
  const int64_t before = allocations;
  for (const int32_t rate : {16000, 8000, 8000, 44100, 16000}) ASSERT_EQ(o.Run(rate), KWS_OK);
  EXPECT_EQ(allocations, before);
}

TEST(RunMemory, NoneOnManyThreads) {
  const OpenedPlan o(FrontEnds(3), 4);
  ASSERT_EQ(o.Run(16000), KWS_OK);
  const int64_t before = allocations;
  for (const int32_t rate : {8000, 44100, 16000}) ASSERT_EQ(o.Run(rate), KWS_OK);
  EXPECT_EQ(allocations, before);
}

TEST(RunMemory, AnotherRateGivesThatRatesFeatures) {
  kws_cepstrum expecting = kCepstrum;
  expecting.sample_rate = 8000;
  const OpenedPlan usual(FrontEnds(36)), other(FrontEnds(36, expecting));
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
    const OpenedPlan o(FrontEnds(1), threads, "reference");
    grants = 0;
    const kws_status status = o.Run(16000);
    grants = INT64_MAX;
    EXPECT_EQ(status, KWS_OUT_OF_MEMORY);
    EXPECT_STREQ(kws_last_error(), "out of memory");
  }
}

TEST(AbiMemory, ItsAbsenceIsAStatusOfEveryCall) {
  PlanBuilder builder;
  const OperandRecord bytes = builder.Arena(64), floats = builder.Floats(4);
  builder.Tensor("bytes", true, KWS_BYTES, {}, bytes);
  builder.Tensor("floats", true, KWS_FLOAT32, {4}, floats);
  const std::vector<uint8_t> plan = builder.Finish(), front_end = FrontEnds(2);
  kws_model* model = nullptr;
  ExpectStatusWithoutMemory("kws_model_open_memory", KWS_OK, [&] {
    EXPECT_EQ(model, nullptr);
    return kws_model_open_memory(front_end.data(), front_end.size(), nullptr, &model);
  });
  kws_model_close(model);
  model = nullptr;
  ExpectStatusWithoutMemory("kws_model_open_file", KWS_IO_ERROR, [&] {
    return kws_model_open_file("no such folder/a plan that is not there", nullptr, &model);
  });
  ASSERT_EQ(kws_model_open_memory(plan.data(), plan.size(), nullptr, &model), KWS_OK);
  kws_session* session = nullptr;
  ExpectStatusWithoutMemory("kws_session_create", KWS_OK, [&] {
    EXPECT_EQ(session, nullptr);
    return kws_session_create(model, 4, &session);
  });
  ExpectStatusWithoutMemory("kws_session_set_bytes", KWS_INVALID_ARGUMENT,
                            [&] { return kws_session_set_bytes(session, 0, plan.data(), 500); });
  const int16_t samples[5] = {};
  ExpectStatusWithoutMemory("kws_session_set_pcm16", KWS_INVALID_ARGUMENT,
                            [&] { return kws_session_set_pcm16(session, 1, samples, 5, 32768); });
  const char* resolved = nullptr;
  ExpectStatusWithoutMemory("kws_resolve_isa", KWS_UNSUPPORTED,
                            [&] { return kws_resolve_isa("an unknown one", &resolved); });
  kws_session_close(session);
  kws_model_close(model);
}

TEST(AbiMemory, ItsAbsenceIsAStatusOfFeatures) {
  const kws_features_settings settings = {KWS_CEPSTRUM, 1600, 400, 160, kCepstrum};
  kws_features* features = nullptr;
  ExpectStatusWithoutMemory("kws_features_create", KWS_OK, [&] {
    EXPECT_EQ(features, nullptr);
    return kws_features_create(&settings, "reference", &features);
  });
  const std::vector<float> in(1600, 0.1f);
  std::vector<float> out(8 * kCoefficients);
  ExpectStatusWithoutMemory("kws_features_run", KWS_OK,
                            [&] { return kws_features_run(features, in.data(), 1, out.data()); });
  kws_features_close(features);
}

// A check only looks: what a kernel computes for a step comes after it, and belongs to the model.
TEST(RunMemory, AStepsCheckKeepsNothing) {
  for (int k = 0; k < kKernelCount; ++k) {
    const Kernel& kernel = kKernels[k];
    for (const KernelCase& test : CasesOf(k)) {
      const std::vector<OperandExtent> extents = ExtentsOf(kernel, test);
      const int64_t before = allocations;
      for (int i = 0; i < 2; ++i) {
        StepCheck check(extents.data(), kernel.operands);
        EXPECT_TRUE(kernel.validate(test.params.data(), check)) << check.message();
      }
      EXPECT_EQ(allocations, before) << kernel.name << ", " << test.name;
    }
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
